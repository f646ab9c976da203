"""Tables as files."""

from __future__ import annotations

import csv
import io
from operator import itemgetter

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from gongkai.tables.pdf import head_cells
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


def pages(written):
    pdf = pypdfium2.PdfDocument(written)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return texts


def test_on_paper_each_part_has_its_heading_and_the_page_names_its_address():
    (page,) = pages(write(sheet("教育", "救助", "教育", address="https://a.example/fields/"), format="pdf"))

    assert page.count("教育") == page.count("救助") == 1
    assert "https://a.example/fields/" in page
    assert "1 / 1" in page


def test_on_paper_the_header_comes_again_on_every_page():
    found = pages(write(sheet(*["教育"] * 200), format="pdf"))

    assert len(found) > 1
    # Title, subtitle and legend say the word as well, the rows only once each.
    assert all("表" in page for page in found)


def test_what_looks_like_a_command_of_the_typesetter_is_only_words():
    (page,) = pages(write(sheet("教育", text='#panic("x") $y$ *z*'), format="pdf"))

    assert '#panic("x") $y$ *z*' in page


def test_the_same_table_on_paper_is_the_same_file():
    one = sheet("教育", address="https://a.example/")

    assert write(one, format="pdf") == write(one, format="pdf")


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ([("", "甲"), ("", "乙")], [("甲", 0, 0, 1, 1), ("乙", 1, 0, 1, 1)]),
        (
            [("", "号"), ("事项", "一级"), ("事项", "二级")],
            [("号", 0, 0, 1, 2), ("事项", 1, 0, 2, 1), ("一级", 1, 1, 1, 1), ("二级", 2, 1, 1, 1)],
        ),
    ],
)
def test_a_group_spans_its_columns_and_a_column_without_one_both_rows(columns, cells):
    assert head_cells(columns) == cells
