"""Workbooks: seen cells stay with their formats, hidden ones go, and nothing of what hangs on them comes along."""

from __future__ import annotations

import datetime as dt
import io
import struct

import openpyxl
import pytest
import xlsxwriter
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from gongkai.publishing.masking import NotMaskable, Reason, clean_copy
from gongkai.publishing.masking.kinds import What
from gongkai.publishing.rules.profiles import BY_NAME
from tests.publishing.masking import reading
from tests.publishing.scan import making
from tests.publishing.scan.people import ADULT, CARD, CHILD, ON
from tests.tables import old_workbook

ROWS = [
    ["明镜县低保发放名单", None, None, None, None],
    ["序号", "姓名", "身份证号", "银行账号", "金额"],
    [1, "王大山", ADULT, CARD, 500],
    [2, "王小虎", CHILD, CARD, 500.5],
    [None, None, "合计", None, 1000.5],
]
CUT = [
    ["明镜县低保发放名单", None, None],
    ["序号", "姓名", "金额"],
    [1, "王大山", 500],
    [2, "王某某", 500.5],
    [None, "合计", 1000.5],
]


def copy_of(content: bytes, profile: str | None = None, name: str = "名单.xlsx"):
    return clean_copy(content, name=name, on=ON, profile=BY_NAME[profile] if profile else None)


def whats(copy) -> set[What]:
    return {removed.what for removed in copy.removed}


def test_a_list_is_cut_to_its_profile_with_its_merged_title_and_its_total():
    copy = copy_of(making.sheet(ROWS, lambda page: page.merge_cells("A1:E1")), "relief")

    assert reading.cells(copy.content) == CUT
    assert [str(merged) for merged in reading.book(copy.content).active.merged_cells.ranges] == ["A1:C1"]


def test_formats_widths_and_heights_stay():
    def dress(page):
        page["B3"].font = Font(bold=True)
        page["E3"].number_format = "#,##0.00"
        page.column_dimensions["E"].width = 33
        page.row_dimensions[2].height = 40

    page = reading.book(copy_of(making.sheet(ROWS, dress), "relief").content).active

    assert page["B3"].font.bold is True
    assert page["C3"].number_format == "#,##0.00"
    assert page.column_dimensions["C"].width == 33
    assert page.row_dimensions[2].height == 40


def test_dates_numbers_and_truth_stay_what_they_are():
    row = [dt.datetime(2026, 3, 1), 0.1, True, "文字", 12345678901]

    assert reading.cells(copy_of(making.sheet([["甲", "乙", "丙", "丁", "戊"], row])).content)[1] == row


def test_hidden_rows_columns_and_sheets_are_not_in_the_copy():
    def hide(page):
        page.row_dimensions[3].hidden = True
        page.column_dimensions["A"].hidden = True
        page.parent.create_sheet("底稿")["A1"] = "某事"
        page.parent["底稿"].sheet_state = "veryHidden"

    copy = copy_of(making.sheet(ROWS[1:], hide), "relief")

    assert reading.cells(copy.content) == [row[1:] for row in (CUT[1], CUT[2], CUT[4])]
    assert reading.book(copy.content).sheetnames == ["名单"]
    assert "某事" not in reading.everything(copy.content)
    assert whats(copy) >= {What.HIDDEN_ROWS, What.HIDDEN_COLUMNS, What.HIDDEN_SHEET}


def test_rows_without_height_and_columns_without_width_are_hidden_too():
    def flatten(page):
        page.row_dimensions[2].height = 0.5
        page.column_dimensions["B"].width = 0.1

    copy = copy_of(making.sheet([["甲", "乙"], ["某", "事"], ["丙", "丁"]], flatten))

    assert reading.cells(copy.content) == [["甲"], ["丙"]]


def test_a_title_that_reaches_out_of_a_hidden_column_stays():
    def hide(page):
        page.merge_cells("A1:E1")
        page.column_dimensions["A"].hidden = True

    assert reading.cells(copy_of(making.sheet(ROWS, hide)).content)[0][0] == "明镜县低保发放名单"


def test_formulas_become_their_results():
    content = making.rezipped(
        making.sheet([["金额"], ["=SUM(1,2)"]]),
        **{
            "xl/worksheets/sheet1.xml": lambda part: part.replace(b"<v></v>", b"<v>3</v>").replace(b"<v/>", b"<v>3</v>")
        },
    )

    copy = copy_of(content)

    assert reading.cells(copy.content) == [["金额"], [3]]
    assert "SUM" not in reading.everything(copy.content)
    assert What.FORMULAS in whats(copy)


def test_rules_names_headers_and_links_do_not_come_along():
    def hang(page):
        rule = DataValidation("list", formula1='"某事,别事"')
        page.add_data_validation(rule)
        rule.add("A1")
        page.conditional_formatting.add("A1", FormulaRule(formula=['A1="某事"']))
        page["A1"].hyperlink = "mailto:某事@example.org"
        page["A1"].value = "甲"
        page.auto_filter.ref = "A1:B2"
        page.auto_filter.add_filter_column(0, ["某事"])
        page.oddHeader.center.text = f"经办{ADULT}"
        page.parent.defined_names["某事"] = openpyxl.workbook.defined_name.DefinedName("某事", attr_text="名单!$A$1")
        page["B1"].number_format = '"某事"0'
        page.parent.custom_doc_props.append(openpyxl.packaging.custom.StringProperty(name="某事", value="某事"))

    copy = copy_of(making.sheet([["甲", 1], ["乙", 2]], hang))

    everything = reading.everything(copy.content)
    assert everything.count("某事") == everything.count('"某事"0') + everything.count("&quot;某事&quot;0")
    assert ADULT not in everything
    assert f"99*************{ADULT[-3:]}" in reading.book(copy.content).active.oddHeader.center.text
    assert whats(copy) >= {What.RULES, What.LINKS, What.NAMES, What.PROPERTIES}


def test_a_number_in_the_format_of_a_cell_goes():
    def dress(page):
        page["A1"].number_format = f'"{ADULT}"0'

    assert ADULT not in reading.everything(copy_of(making.sheet([[5]], dress)).content)


def shared(text: str) -> bytes:
    """A workbook with a table of texts."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as made:
        made.add_worksheet().write_string(0, 0, text)
    return output.getvalue()


def test_texts_that_no_cell_shows_are_not_in_the_copy():
    def spoil(part: bytes) -> bytes:
        return part.replace(b"</sst>", f"<si><t>{ADULT}</t></si></sst>".encode())

    copy = copy_of(making.rezipped(shared("甲"), **{"xl/sharedStrings.xml": spoil}))

    assert reading.cells(copy.content) == [["甲"]]
    assert ADULT not in reading.everything(copy.content)


def test_formats_within_a_cell_stay_and_readings_go():
    rich = '<si><r><rPr><b/></rPr><t>甲</t></r><r><t>乙</t></r><rPh sb="0" eb="1"><t>某事</t></rPh></si>'

    def dress(part: bytes) -> bytes:
        return part.replace(b"<si><t>X</t></si>", rich.encode())

    copy = copy_of(making.rezipped(shared("X"), **{"xl/sharedStrings.xml": dress}))

    value = openpyxl.load_workbook(io.BytesIO(copy.content), rich_text=True).active["A1"].value
    assert str(value) == "甲乙"
    assert value[0].font.b is True
    assert "某事" not in reading.everything(copy.content)


def test_names_of_sheets_are_masked_and_stay_apart():
    def name(page):
        page.title = ADULT
        page.parent.create_sheet(f"{ADULT[:-3]}{ADULT[-3:]} ")

    names = reading.book(copy_of(making.sheet([["甲"]], name)).content).sheetnames

    assert len(set(names)) == 2
    assert not any(ADULT in title for title in names)


def test_a_workbook_of_which_nothing_is_seen_has_no_copy():
    content = making.rezipped(
        making.sheet([["甲"]]),
        **{"xl/workbook.xml": lambda part: part.replace(b'state="visible"', b'state="hidden"')},
    )

    with pytest.raises(NotMaskable) as refused:
        copy_of(content)

    assert refused.value.reason is Reason.NOTHING_LEFT


def test_an_old_workbook_becomes_a_new_one():
    rows = [["" if cell is None else str(cell) for cell in row] for row in ROWS]

    copy = copy_of(old_workbook.xls(rows, merged=[(0, 0, 0, 4)]), "relief", name="名单.xls")

    assert copy.name == "名单.xlsx"
    assert reading.cells(copy.content) == CUT


def test_hidden_rows_and_columns_of_an_old_workbook_go():
    marks = _record(0x0208, struct.pack("<HHHHHHHH", 1, 0, 2, 255, 0, 0, 0x20, 0))
    marks += _record(0x007D, struct.pack("<HHHHHH", 1, 1, 2048, 0, 1, 0))
    content = old_workbook.xls([["甲", "乙"], ["某", "事"], ["丙", "丁"]]).replace(
        _record(0x00E5, b"\0\0"), marks + _record(0x00E5, b"\0\0"), 1
    )
    grown = content[: len(content) - len(marks)]

    copy = copy_of(grown, name="名单.xls")

    assert reading.cells(copy.content) == [["甲"], ["丙"]]


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
