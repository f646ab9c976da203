"""Rows of a catalogue become items, however the table was made."""

from __future__ import annotations

from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.standards.rules.reading.answer import answer
from gongkai.standards.rules.reading.catalogue import CatalogueRead, read_catalogue
from gongkai.standards.rules.reading.records import ItemRecord
from gongkai.tables.readers import open_document
from tests.tables import making

HEAD = "序号 一级事项 二级事项 公开内容 公开依据 公开时限 公开主体 公开渠道和载体 全社会 特定群体 主动 依申请 县级 乡级".split()
TITLE = ["示例县社会救助领域基层政务公开标准目录(2025年)"]
LIMIT = "信息形成或者变更之日起20个工作日内"


def row(seq="1", l1="低保", l2="审核信息", content="甲;乙", limit=LIMIT, **changed: str) -> list[str]:
    cells = {
        "basis": "《甲法》",
        "subject": "县民政局",
        "channels": "■政府网站",
        "all": "√",
        "groups": "",
        "active": "√",
    }
    cells |= {"request": "", "county": "√", "township": ""} | changed
    names = ("basis", "limit", "subject", "channels", "all", "groups", "active", "request", "county", "township")
    return [seq, l1, l2, content, *(limit if name == "limit" else cells[name] for name in names)]


def read(rows: Sequence[Sequence[str]], *, head: Sequence[str] = HEAD, title=TITLE, **options) -> CatalogueRead:
    content = making.workbook([title, head, *rows], **options)
    return read_catalogue(open_document(content, "x.xlsx"))


def only(found: CatalogueRead) -> ItemRecord:
    (item,) = found.items
    return item


def codes(found: CatalogueRead) -> list[str]:
    return [finding.code for finding in found.findings]


def test_the_year_of_the_title_is_the_edition():
    (table,) = read([row()]).tables

    assert (table.edition, table.field.name if table.field else None) == ("2025", "社会救助")


def test_an_item_over_several_rows_has_an_element_for_each():
    rows = [
        row("0505", l2="许可", content="政策文件"),
        row("", "", "", "办事指南、流程"),
        row("", "", "", "结果信息:许可决定"),
    ]

    item = only(read(rows))

    assert item.row == (3, 5)
    assert item.content == ("政策文件", "办事指南、流程", "结果信息:许可决定")
    assert (item.seq, item.code) == ("0505", "0505")
    assert len(item.raw) == 3


def test_a_row_with_a_limit_of_its_own_keeps_it_for_its_content():
    rows = [row(content="政策文件"), row("", "", "", "结果信息", "作出行政决定之日起7个工作日内")]

    item = only(read(rows))

    assert [(rule["scope"], rule["amount"]) for rule in item.time_limit["rules"]] == [(None, 20), ("结果信息", 7)]
    assert item.time_limit["raw"] == f"{LIMIT};结果信息:作出行政决定之日起7个工作日内"


def test_rows_merged_over_number_and_name_are_one_item_with_every_law_once():
    rows = [row(content="甲"), row(content="乙", basis="《甲法》《乙法》")]

    item = only(read(rows, merged=[(2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 3, 2)]))

    assert item.content == ("甲", "乙")
    assert [basis["name"] for basis in item.basis] == ["甲法", "乙法"]


def test_an_undone_merge_repeats_its_text_and_is_still_one_item():
    assert only(read([row(content="甲"), row(content="乙")])).content == ("甲", "乙")


def test_first_level_names_hold_until_the_next_and_second_levels_begin_anew():
    rows = [row(), row("2", "", "审批信息"), row("3", "特困", "", "甲"), row("4", "", "办事指南")]

    found = read(rows)

    assert [(item.l1, item.l2) for item in found.items] == [
        ("低保", "审核信息"),
        ("低保", "审批信息"),
        ("特困", None),
        ("特困", "办事指南"),
    ]


def test_a_line_across_the_table_is_a_first_level():
    found = read([["01 行政许可类事项"], row(l1="")], merged=[(2, 0, 2, 13)])

    assert only(found).l1 == "行政许可类事项"


def test_the_same_matter_twice_in_a_field_is_told_at_the_second():
    found = read([row(), row("2", l2="审批信息"), row("3")])

    assert [(f.code, f.row, f.params["first"]) for f in found.findings] == [("W_DUPLICATE_ITEM", 5, 3)]


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"county": ""}, "W_NO_LEVEL", "公开层级"),
        ({"request": "√"}, "W_MODE_BOTH", "公开方式"),
        ({"active": ""}, "W_CELL_BLANK", "公开方式"),
        ({"all": ""}, "W_CELL_BLANK", "公开对象"),
        ({"all": "", "groups": "√"}, "W_GROUP_UNNAMED", "公开对象"),
        ({"groups": "残疾人"}, "W_AUDIENCE_BOTH", "公开对象"),
        ({"channels": "□政府网站"}, "W_NO_CHANNEL", "公开渠道和载体"),
        ({"limit": "20个工作日"}, "W_TRIGGER_MISSING", "公开时限"),
        ({"limit": ""}, "W_TIME_UNREADABLE", "公开时限"),
        ({"basis": ""}, "W_CELL_BLANK", "公开依据"),
        ({"all": "△"}, "W_MARK_NO_LEGEND", "全社会"),
        ({"l1": "", "l2": ""}, "W_CELL_BLANK", "公开事项"),
    ],
)
def test_what_is_doubtful_is_told_with_its_column(changed: dict[str, str], code: str, column: str):
    found = read([row(**changed)])

    assert [(finding.code, finding.row, finding.column) for finding in found.findings] == [(code, 3, column)]


def test_other_names_for_the_columns_and_columns_in_words_are_read():
    head = "序号 事项类别 公开事项 公开内容及要求 公开依据 公开要求 公开责任单位 公开渠道 公开对象 公开属性 公开方式 公开层级 咨询电话".split()
    cells = ["1", "救助", "低保", "甲", "《甲法》", LIMIT, "县民政局", "■政府网站", "全社会", "主动公开", "全文发布"]

    item = only(read([[*cells, "县级、镇级", "12345"]], head=head))

    assert (item.l2, item.audience.all, item.mode, item.levels) == ("低保", True, ("主动",), ("县级", "乡级"))


def test_a_city_column_is_the_county_level_unless_a_county_column_stands_beside_it():
    alone = only(read([row()], head=[*HEAD[:12], "东阳市级", "镇街级"]))
    beside = only(read([[*row(county="", township="√"), "√"]], head=[*HEAD, "市级"]))

    assert alone.levels == ("县级",)
    assert beside.levels == ("乡级",)


def test_a_field_that_only_the_sheet_names_is_inferred():
    found = read([row()], title=["政务公开标准目录"], **{})
    book = openpyxl.Workbook()
    making.fill(book.active, [["政务公开标准目录"], HEAD, row()])
    book.active.title = "社会救助"

    inferred = read_catalogue(open_document(making.saved(book), "x.xlsx"))

    assert codes(found) == ["W_FIELD_UNKNOWN"]
    assert codes(inferred) == ["W_FIELD_INFERRED"]
    assert inferred.tables[0].field is not None


def test_a_field_column_speaks_for_each_row():
    found = read([["社会救助", *row()], ["养老服务", *row("2")]], head=["领域", *HEAD], title=["标准目录"])

    assert [item.field_name for item in found.items] == ["社会救助", "养老服务"]
    assert codes(found) == []


def test_a_table_in_the_traditional_script_is_read_in_the_simplified():
    head = "序號 一級事項 二級事項 公開內容 公開依據 公開時限 公開主體 公開渠道和載體 全社會 特定群體 主動 依申請 縣級 鄉級".split()
    cells = row(
        l1="社會救助", l2="臨時救助", limit="信息形成或者變更之日起20個工作日內", channels="■政府網站 □兩微一端"
    )

    item = only(read([cells], head=head))

    assert (item.l1, item.channels, item.levels) == ("社会救助", ("政府网站",), ("县级",))
    assert item.time_limit["rules"][0]["trigger"] == "formed_or_changed"
    assert item.raw[0][1] == "社會救助"


texts = st.text("甲乙■□√同上;、《》1.20个工作日内\n ", max_size=8)


@settings(max_examples=60)
@given(st.lists(st.lists(texts, min_size=12, max_size=12), max_size=6))
def test_every_row_with_a_name_keeps_its_raw_cells(rows: list[list[str]]):
    table = [[str(number), f"事项{number}", *cells] for number, cells in enumerate(rows, start=1)]
    document = open_document(making.page([HEAD, *table]), "社会救助.html")

    found = read_catalogue(document)

    assert [item.raw for item in found.items] == [(cells,) for cells in document.tables[0].grid.rows[1:]]


def test_columns_are_named_left_to_right_and_empty_ones_at_the_end_left_out():
    found = read([[*row(), "", "图1"]], head=[*HEAD, "", "流程图"], title=[*TITLE, *[""] * 16, "x"])

    (table,) = answer(found, explain=lambda finding: ("", ""))["tables"]

    assert table["columns"] == [*HEAD, "", "流程图"]


def test_a_row_without_a_second_level_is_no_repetition():
    found = read([row("1", "政策", "—", "甲"), row("2", "政策", "—", "乙")])

    assert codes(found) == []
