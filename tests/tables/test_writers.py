"""Tables as files."""

from __future__ import annotations

import csv
import io
from operator import itemgetter

import pytest
from docx import Document
from openpyxl import load_workbook

from gongkai.tables.writers import FORMATS, Column, Line, Sheet, sheet_names, write


def sheet(*parts, text="甲", **more):
    lines = tuple(Line(part=part, cells=(text,), record={"name": text, "number": n}) for n, part in enumerate(parts))
    return Sheet(title="表", subtitle=text, columns=(Column(text, text, 6),), lines=lines, legend=(text,), **more)


def rows(written):
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))


def test_a_part_whose_lines_are_scattered_has_one_sheet():
    book = load_workbook(io.BytesIO(write(sheet("教育", "救助", "教育"), format="xlsx")))

    assert book.sheetnames == ["教育", "救助"]
    assert [book["教育"].cell(r, 1).value for r in (5, 6)] == ["甲", "甲"]


def test_each_sheet_of_a_book_may_name_its_part_in_its_title():
    book = load_workbook(io.BytesIO(write(sheet("tax", "TAX", is_titled_by_part=True), format="xlsx")))

    assert [book[name]["A1"].value for name in ("tax", "TAX 2")] == ["表（tax）", "表（TAX）"]


def test_a_table_without_lines_is_still_a_sheet():
    book = load_workbook(io.BytesIO(write(sheet(is_titled_by_part=True), format="xlsx")))

    assert (book.sheetnames, book["表"]["A1"].value) == (["表"], "表")


def test_sheets_are_told_apart_whatever_their_case_and_length():
    assert sheet_names(["tax", "Tax", "TAX?"]) == ["tax", "Tax 2", "TAX 3"]
    assert sheet_names(["长" * 31 + "甲", "长" * 31 + "乙"]) == ["长" * 31, "长" * 29 + " 2"]


def test_a_document_has_one_table_for_a_part_whose_lines_are_scattered():
    document = Document(io.BytesIO(write(sheet("教育", "救助", "教育"), format="docx")))

    assert [len(table.rows) for table in document.tables] == [4, 3]


def test_a_csv_has_the_columns_as_people_read_them():
    assert rows(write(sheet("教育", text="=甲", part_name="领域"), format="csv")) == [
        ["领域", "=甲/=甲"],
        ["教育", "'=甲"],
    ]


def test_a_csv_for_machines_has_what_is_read_from_each_record():
    flat = {"no": lambda record: str(record["number"]), "name": itemgetter("name")}

    assert rows(write(sheet("教育", text="=甲", flat=flat), format="csv")) == [["no", "name"], ["0", "'=甲"]]


@pytest.mark.parametrize("format", FORMATS)
def test_a_pasted_control_character_does_not_break_a_file(format):
    assert write(sheet("教\x13育", text="甲\x07"), format=format)


def test_a_pasted_control_character_does_not_break_a_document():
    document = Document(io.BytesIO(write(sheet("教\x13育", text="甲\x07"), format="docx")))

    assert [paragraph.text for paragraph in document.paragraphs] == ["表", "甲", "教育", "甲"]
    assert document.tables[0].cell(2, 0).text == "甲"
