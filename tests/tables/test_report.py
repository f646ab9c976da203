"""Findings come back as a workbook: every row as sent, what is wrong beside it, and a list."""

from __future__ import annotations

import io

import openpyxl

from gongkai.tables import records, report
from gongkai.tables.findings import Finding
from gongkai.tables.readers import open_document
from tests.tables import making
from tests.tables.test_records import HEAD, POWERS


def reported(rows, *, title: str = "目录"):
    found = records.read(open_document(making.workbook(rows, title=title), "x.xlsx"), POWERS)
    return openpyxl.load_workbook(io.BytesIO(report.write(found.document, found.findings)))


def test_the_rows_stand_as_they_were_sent_with_the_finding_beside():
    book = reported([HEAD, ["1", "", "", "甲", "同上"]])

    lines = list(book["目录"].iter_rows(values_only=True))

    assert lines[0][:5] == HEAD
    assert lines[1] == ("1", None, None, "甲", "同上", "写着“同上”，上面却没有内容（请写明内容）")


def test_the_list_has_place_words_and_mending_for_each():
    book = reported([HEAD, ["1", "", "", "甲", "同上"]])

    lines = list(book["问题清单"].iter_rows(values_only=True))

    assert lines[0] == ("序号", "级别", "表", "工作表", "行", "列", "单元格", "问题", "怎么改")
    assert lines[1][:7] == ("1", "注意", None, "目录", "2", "实施依据", "E2")


def test_what_looks_like_a_formula_stays_text():
    book = reported([HEAD, ["1", "", "", "甲", "'=cmd|' /C calc'!A0"], ["2", "", "", "+乙", "@SUM(A1)"]])

    cells = [cell for row in book["目录"].iter_rows(min_row=2) for cell in row if cell.value]

    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells if str(cell.value).startswith(("+", "@"))] == [True, True]


def test_sheet_names_are_made_fit_and_told_apart():
    content = making.workbook([HEAD], title="问题清单")
    document = open_document(content, "x.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(report.write(document, [])))

    assert book.sheetnames == ["问题清单", "问题清单 2"]


def test_a_file_that_could_not_be_read_has_its_list():
    document = open_document(b"", "x.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(report.write(document, document.findings)))

    assert [row[7] for row in book.active.iter_rows(values_only=True)] == ["问题", "文件是空的"]


def test_a_text_too_long_for_a_cell_is_cut_and_not_lost():
    document = open_document(making.page([["长" * 40_000]]), "x.html")

    book = openpyxl.load_workbook(io.BytesIO(report.write(document, [Finding("E_NO_TABLE", row=1, grid=1)])))

    assert len(book["表1"]["A1"].value) == 32_767
