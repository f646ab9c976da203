"""Workbooks: cells that are shown and cells that are not, and all that hangs on them."""

from __future__ import annotations

import pytest

from gongkai.publishing.scanning import scan_file
from tests.publishing.scan import making
from tests.publishing.scan.people import ADULT, ON
from tests.tables import old_workbook

TEXT = f"王大山{ADULT}"
ROWS = [["姓名", "村", "身份证号"], ["王大山", "柳林村", ADULT]]


def places(content: bytes, name: str = "名单.xlsx") -> list[tuple[str, str]]:
    return [(str(found.kind), found.where) for found in scan_file(content, name=name, on=ON)]


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (making.sheet(ROWS), "工作表‘名单’C列第2行"),
        (making.sheet_hidden_columns(ROWS), "工作表‘名单’隐藏列C第2行"),
        (making.sheet_hidden_rows(ROWS), "工作表‘名单’C列隐藏的第2行"),
        (making.sheet_in_state(ROWS, "hidden"), "隐藏的工作表‘名单’C列第2行"),
        (making.sheet_in_state(ROWS, "veryHidden"), "深度隐藏的工作表‘名单’C列第2行"),
        (making.sheet_numbers(ROWS), "工作表‘名单’C列第2行"),
        (making.sheet_comment(TEXT), "工作表‘名单’批注（C7）"),
        (making.sheet_formula(TEXT), "工作表‘名单’公式（A2）"),
        (making.sheet_named(TEXT), "名称管理器"),
        (making.sheet_titled("证号" + ADULT), "工作表名"),
        (making.sheet_property(TEXT), "文件属性：备注"),
    ],
)
def test_a_number_is_found_where_it_hides(content, where):
    assert places(content) == [("id18", where)]


def test_a_hidden_row_in_a_hidden_column():
    def hide(page):
        page.column_dimensions["C"].hidden = True
        page.row_dimensions[2].hidden = True

    assert places(making.sheet(ROWS, hide)) == [("id18", "工作表‘名单’隐藏列C隐藏的第2行")]


def test_a_number_stored_as_a_number_loses_digits_and_is_found_without_a_header():
    content = making.sheet_numbers([["甲", "乙"], ["王大山", ADULT[:17] + "3"]])

    assert places(content) == [("id18", "工作表‘名单’B列第2行")]


def test_the_result_that_a_formula_left_is_read():
    def with_result(part: bytes) -> bytes:
        return part.replace(b"<v></v>", f"<v>{TEXT}</v>".encode()).replace(b"<v />", f"<v>{TEXT}</v>".encode())

    content = making.rezipped(
        making.sheet([["一"], ['=CONCATENATE("a","b")']]),
        **{"xl/worksheets/sheet1.xml": lambda part: with_result(part).replace(b'<c r="A2"', b'<c r="A2" t="str"')},
    )

    assert places(content) == [("id18", "工作表‘名单’A列第2行")]


def test_headers_rules_and_links_of_a_sheet_are_read():
    from openpyxl.worksheet.datavalidation import DataValidation

    def dress(page):
        page.oddHeader.center.text = TEXT
        page["A1"].hyperlink = "mailto:13900001234@139.com"
        rule = DataValidation(type="list", formula1=f'"{ADULT},无"')
        page.add_data_validation(rule)
        rule.add("A1")

    assert sorted(places(making.sheet([["一"]], dress))) == [
        ("id18", "工作表‘名单’的页眉页脚或有效性规则"),
        ("id18", "工作表‘名单’的页眉页脚或有效性规则"),
        ("mobile", "工作表‘名单’的超链接"),
    ]


def test_what_pivot_tables_and_links_keep_of_their_sources_is_read():
    cache = (
        '<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cacheFields>'
        f'<cacheField name="身份证号"><sharedItems><s v="{ADULT}"/></sharedItems></cacheField></cacheFields>'
        "</pivotCacheDefinition>"
    )
    records = f'<pivotCacheRecords xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><r><s v="{ADULT}"/></r></pivotCacheRecords>'
    link = (
        f'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><v>{ADULT}</v></externalLink>'
    )
    content = making.rezipped(
        making.sheet([["一"]]),
        **{
            "xl/pivotCache/pivotCacheDefinition1.xml": cache.encode(),
            "xl/pivotCache/pivotCacheRecords1.xml": records.encode(),
            "xl/externalLinks/externalLink1.xml": link.encode(),
        },
    )

    assert places(content) == [("id18", "数据透视表缓存"), ("id18", "数据透视表缓存"), ("id18", "外部链接缓存")]


def test_text_boxes_of_a_sheet_are_read():
    drawing = f'<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:t>{TEXT}</a:t></a:p></x>'
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    )
    content = making.rezipped(
        making.sheet([["一"]]),
        **{
            "xl/drawings/drawing1.xml": drawing.encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": relation.encode(),
        },
    )

    assert places(content) == [("id18", "工作表‘名单’的文本框")]


def test_an_old_workbook_is_read():
    assert places(old_workbook.xls(ROWS), "名单.xls") == [("id18", "工作表‘目录’C列第2行")]


def test_the_name_of_a_sheet_is_masked_where_it_names_the_place():
    content = making.sheet_titled(f"证{ADULT}")

    (found,) = scan_file(content, name="a.xlsx", on=ON)

    assert ADULT not in found.where + found.masked
