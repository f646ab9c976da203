"""Any list with a layout is found, read and judged; every raw cell is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.tables import questions, records
from gongkai.tables.findings import Code, Finding, Outcome
from gongkai.tables.layout import Column, Fill, Layout, as_word
from gongkai.tables.readers import open_document
from gongkai.tables.records import RecordSet
from tests.tables import making

POWERS = Layout(
    name="powers",
    columns=(
        Column("seq", "序号", read=as_word, sign=re.compile(r"^\d+$")),
        Column("code", "职权编码", ("编码",), read=as_word, sign=re.compile("^[A-Z]{2}")),
        Column("type", "职权类型", ("类型", "职权>类型"), fill=Fill.BLANK),
        Column("name", "职权名称", ("名称", "主项", "职权>名称"), is_required=True),
        Column("basis", "实施依据", ("依据",), is_required=True),
        Column("own", "备注", fill=Fill.NEVER),
        Column("level", "层级", pattern=re.compile(".{1,3}级")),
    ),
    groups={"职权": "职权"},
    section="type",
)
HEAD = ("序号", "编码", "类型", "名称", "依据")


def read(rows: Sequence[Sequence[str]], *, answers=lambda _: None, **options) -> RecordSet:
    return records.read(open_document(making.workbook(rows, **options), "x.xlsx"), POWERS, answers=answers)


def names(found: RecordSet) -> list[str]:
    return [record.values["name"] for record in found.records]


def told(found: RecordSet) -> list[tuple[str, int | None, str | None]]:
    return [(finding.code, finding.row, finding.column) for finding in found.findings]


def test_a_title_above_is_no_row_and_names_the_list():
    found = read([["附件2：示例县权责清单"], HEAD, ["1", "A1", "许可", "甲", "《甲法》"]])

    (table,) = found.tables
    assert table.title == "示例县权责清单"
    assert table.header_rows == (2,)
    assert names(found) == ["甲"]
    assert found.outcome is Outcome.OK


def test_a_header_of_two_rows_is_joined_with_or_without_merged_cells():
    top, below = ["序号", "职权", "", "依据"], ["", "类型", "名称", ""]
    row = ["1", "许可", "甲", "《甲法》"]
    merged = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)]

    for spans in (merged, []):
        found = read([top, below, row], merged=spans)

        assert found.tables[0].header_rows == (1, 2)
        assert found.records[0].values == {"seq": "1", "type": "许可", "name": "甲", "basis": "《甲法》"}


def test_headers_are_known_with_broken_words_brackets_wide_letters_and_in_the_traditional_script():
    found = read(
        [["序 號", "職權\n類型", "職權名稱（主項）", "實施依據＊"], ["1", "行政許可", "給付補貼", "《土地管理法》"]]
    )

    assert [*found.tables[0].header.columns] == ["seq", "type", "name", "basis"]
    assert found.records[0].values["name"] == "给付补贴"
    assert found.records[0].raw == (("1", "行政許可", "給付補貼", "《土地管理法》"),)


def test_a_header_that_comes_back_at_every_page_is_skipped():
    found = read([["权责清单"], HEAD, ["1", "", "", "甲", "x"], ["权责清单"], HEAD, ["2", "", "", "乙", "x"]])

    assert names(found) == ["甲", "乙"]
    assert found.tables[0].repeated_header_rows == (4, 5)


def test_a_second_title_begins_a_second_list_in_the_same_sheet():
    found = read(
        [["甲镇清单"], HEAD, ["1", "", "", "甲", "x"], ["注：完"], ["乙镇清单"], HEAD, ["1", "", "", "乙", "x"]]
    )

    assert [(table.title, len(table.records)) for table in found.tables] == [("甲镇清单", 1), ("乙镇清单", 1)]
    assert found.tables[0].notes == ("完",)
    assert [record.table for record in found.records] == [1, 2]


def test_a_line_that_numbers_the_columns_is_no_record():
    found = read([HEAD, ["1", "2", "3", "4", "5"], ["1", "A1", "许可", "甲", "x"]])

    assert names(found) == ["甲"]


def test_same_as_above_leads_to_the_row_that_has_the_words():
    rows = [
        ["1", "", "", "甲", "《甲法》"],
        ["2", "", "", "乙", "同上"],
        ["3", "", "", "丙", " 同 上 "],
        ["4", "", "", "丁", "〃"],
    ]

    found = read([HEAD, *rows])

    assert [record.values["basis"] for record in found.records] == ["《甲法》"] * 4
    assert [dict(record.inherited) for record in found.records] == [{}, {"basis": 2}, {"basis": 2}, {"basis": 2}]


def test_same_as_above_with_nothing_above_is_told():
    found = read([HEAD, ["1", "", "", "甲", "同上"]])

    assert told(found) == [("W_NOTHING_ABOVE", 2, "实施依据")]
    assert found.findings[0].cell == "E2"


def test_blank_means_the_same_as_above_only_where_the_layout_says_so():
    found = read([HEAD, ["1", "A1", "许可", "甲", "x"], ["2", "", "", "乙", ""]])

    assert found.records[1].values == {"seq": "2", "code": "", "type": "许可", "name": "乙", "basis": ""}


def test_a_cell_merged_downwards_holds_for_every_row():
    found = read([HEAD, ["1", "A1", "许可", "甲", "x"], ["2", "A2", "", "乙", ""]], merged=[(1, 4, 2, 4)])

    assert [record.values["basis"] for record in found.records] == ["x", "x"]


def test_a_line_across_the_table_gives_its_name_to_the_rows_below():
    rows = [["01 行政许可", "", "", "", ""], ["1", "", "", "甲", "x"], ["02 行政给付"], ["2", "", "", "乙", "x"]]

    found = read([HEAD, *rows], merged=[(1, 0, 1, 4), (3, 0, 3, 4)])

    assert [record.values["type"] for record in found.records] == ["行政许可", "行政给付"]


@pytest.mark.parametrize("note", [["备注：1.甲；2.乙。"], ["注：甲", "", ""], ["说明:甲"] * 5])
def test_a_note_below_is_no_row(note: list[str]):
    found = read([HEAD, ["1", "", "", "甲", "x"], note])

    assert names(found) == ["甲"]
    assert found.tables[0].notes[0] == "甲"


def test_a_row_that_breaks_off_is_an_error_and_the_others_are_read():
    content = "序号,编码,类型,名称,依据\n1,A,许可,甲,x\n2,A,许可\n3,A,许可,丙,x\n".encode()

    found = records.read(open_document(content, "x.csv"), POWERS)

    assert names(found) == ["甲", "丙"]
    assert told(found) == [("E_ROW_TRUNCATED", 3, "职权名称")]
    assert found.outcome is Outcome.ERROR


def test_a_missing_column_keeps_the_list_out_and_asks():
    found = read([["序号", "编码", "类型", "名称"], ["1", "A", "许可", "甲"]])

    assert told(found) == [("E_COLUMN_MISSING", 1, "实施依据")]
    assert found.tables == ()
    assert found.questions[0].columns == ("seq", "code", "type", "name")


def test_an_unknown_column_is_told_and_asked_unless_it_is_empty():
    rows = [[*HEAD, "流程图", "空列"], ["1", "A", "许可", "甲", "x", "图1", ""]]

    found = read(rows)

    assert told(found) == [("W_COLUMN_UNKNOWN", 1, "流程图")]
    assert [question.texts[5] for question in found.questions] == ["流程图"]


def test_an_answer_is_taken_and_nothing_asked_again():
    rows = [["号", "编码", "类型", "名称", "凭什么"], ["1", "A", "许可", "甲", "x"]]
    (question,) = read(rows).questions

    found = read(rows, answers={question.fingerprint: ("seq", "code", "type", "name", "basis")}.get)

    assert names(found) == ["甲"]
    assert (found.findings, found.questions) == ((), ())


def test_a_table_without_a_header_is_asked_about_and_read_by_the_answer():
    rows = [["1", "XK01", "许可", "甲", "x"], ["2", "XK02", "许可", "乙", "y"]]
    asked = read(rows)
    (question,) = asked.questions

    found = read(rows, answers={question.fingerprint: ("seq", "code", "type", "name", "basis")}.get)

    assert told(asked) == [("E_HEADER_NOT_FOUND", 1, None)]
    assert question.columns == ("seq", "code", None, None, None)
    assert names(found) == ["甲", "乙"]
    assert found.tables[0].header_rows == ()


def test_sheets_that_hold_no_list_are_told_and_hidden_ones_that_do():
    import openpyxl

    book = openpyxl.Workbook()
    making.fill(book.active, [HEAD, ["1", "", "", "甲", "x"]])
    book.create_sheet("空")
    making.fill(book.create_sheet("说明"), [["怎样填写"]])
    hidden = book.create_sheet("旧表")
    making.fill(hidden, [HEAD, ["1", "", "", "乙", "x"]])
    hidden.sheet_state = "hidden"

    found = records.read(open_document(making.saved(book), "x.xlsx"), POWERS)

    assert [(f.code, f.sheet) for f in found.findings] == [
        (Code.EMPTY_SHEET, "空"),
        (Code.EMPTY_SHEET, "说明"),
        (Code.HIDDEN_SHEET, "旧表"),
    ]
    assert names(found) == ["甲", "乙"]


def test_a_table_that_may_go_on_from_the_page_before_is_not_lost_in_silence():
    head = making.page([HEAD, ["1", "", "", "甲", "x"]], after="<table><tr>" + "<td>y</td>" * 5 + "</tr></table>")

    found = records.read(open_document(head, "x.html"), POWERS)

    assert [finding.code for finding in found.findings] == [Code.TABLE_SKIPPED]


def test_a_list_without_rows_is_an_error():
    assert told(read([HEAD])) == [("E_NO_ROWS", None, None)]


def test_a_pattern_knows_a_header_that_no_alias_lists():
    found = read([[*HEAD, "东阳市级"], ["1", "", "", "甲", "x", "√"]])

    assert found.records[0].values["level"] == "√"


def test_an_answer_must_make_the_list():
    (question,) = read([["甲", "编码", "类型", "名称", "乙"], ["1", "2", "3", "4", "5"]]).questions
    refusal = questions.refusal_of

    assert refusal(POWERS, question, ["name"]) is questions.Refusal.WRONG_LENGTH
    assert refusal(POWERS, question, ["name", "basis", "no", None, None]) is questions.Refusal.UNKNOWN_COLUMN
    assert refusal(POWERS, question, ["name", "basis", "name", None, None]) is questions.Refusal.COLUMN_TWICE
    assert refusal(POWERS, question, ["name", None, None, None, None]) is questions.Refusal.COLUMN_MISSING
    assert refusal(POWERS, question, ["name", "basis", None, None, None]) is None


cells = st.text("甲乙《》同上〃注:1 □√", max_size=5)


@settings(max_examples=80)
@given(st.lists(st.lists(cells, min_size=5, max_size=5), min_size=1, max_size=8))
def test_every_filled_row_is_a_record_with_its_raw_cells_or_a_note_or_a_section(rows: list[list[str]]):
    document = open_document(making.page([HEAD, *rows]), "x.html")

    found = records.read(document, POWERS)

    kept = {cells for record in found.records for cells in record.raw}
    for given_row in document.tables[0].grid.rows[1:]:
        filled = [text for text in given_row if text]
        assert given_row in kept or len(set(filled)) < 2 or all(text.isdigit() for text in filled)


@settings(max_examples=40)
@given(st.lists(st.lists(st.text(max_size=6), max_size=6), max_size=8))
def test_no_table_crashes_the_reader(rows: list[list[str]]):
    document = open_document(("序号,编码,类型,名称,依据\n" + "\n".join(",".join(r) for r in rows)).encode(), "x.csv")

    found = records.read(document, POWERS)

    assert all(isinstance(finding, Finding) for finding in found.findings)


def test_a_remark_that_says_same_as_above_is_a_remark():
    found = read([[*HEAD, "备注"], ["1", "", "", "甲", "x", "旧"], ["2", "", "", "乙", "x", "同上"]])

    assert found.records[1].values["own"] == "同上"


def test_a_long_list_of_names_that_stand_once_is_read_to_the_end():
    rows = [[str(n), f"A{n}", "许可", f"第{n}项", "同上" if n > 1 else "x"] for n in range(1, 3_501)]

    found = read([HEAD, *rows])

    assert [record.values["name"] for record in found.records] == [row[3] for row in rows]
    assert {record.values["basis"] for record in found.records} == {"x"}


def test_two_columns_of_one_look_are_guessed_once():
    (question,) = read([["1", "2", "许可"], ["2", "3", "许可"]]).questions

    assert question.columns == ("seq", None, None)


def test_the_second_column_of_one_name_is_unknown():
    found = read([[*HEAD, "依据"], ["1", "", "", "甲", "x", "y"]])

    assert told(found) == [("W_COLUMN_UNKNOWN", 1, "依据")]


def test_notes_below_a_page_or_document_are_taken_with_their_numbers():
    after = "<p>备注：1.甲</p><p>2.乙</p><p>打印本页</p><p>3.丙</p>"
    found = records.read(open_document(making.page([HEAD, ["1", "", "", "甲", "x"]], after=after), "x.html"), POWERS)

    assert found.tables[0].notes == ("甲", "乙")


def test_a_heading_far_above_names_the_list_if_nothing_nearer_does():
    before = "<h2>某县</h2><p>发布日期:2020-06-28</p>"
    found = records.read(open_document(making.page([HEAD, ["1", "", "", "甲", "x"]], before=before), "x.html"), POWERS)

    assert (found.tables[0].heading, found.tables[0].title) == ("某县", "某县")
