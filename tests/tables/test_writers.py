"""Tables as files."""

from __future__ import annotations

import io

from docx import Document
from openpyxl import load_workbook

from gongkai.tables.writers import Column, Line, Sheet, sheet_names, write


def sheet(*parts, text="甲"):
    lines = tuple(Line(part=part, cells=(text,), record={}) for part in parts)
    return Sheet(title="表", subtitle=text, columns=(Column(text, text, 6),), lines=lines, legend=(text,))


def test_a_part_whose_lines_are_scattered_has_one_sheet():
    book = load_workbook(io.BytesIO(write(sheet("教育", "救助", "教育"), format="xlsx")))

    assert book.sheetnames == ["教育", "救助"]
    assert [book["教育"].cell(r, 1).value for r in (5, 6)] == ["甲", "甲"]


def test_sheets_are_told_apart_whatever_their_case_and_length():
    assert sheet_names(["tax", "Tax", "TAX?"]) == ["tax", "Tax 2", "TAX 3"]
    assert sheet_names(["长" * 31 + "甲", "长" * 31 + "乙"]) == ["长" * 31, "长" * 29 + " 2"]


def test_a_pasted_control_character_does_not_break_a_document():
    document = Document(io.BytesIO(write(sheet("教\x13育", text="甲\x07"), format="docx")))

    assert [paragraph.text for paragraph in document.paragraphs] == ["表", "甲", "教育", "甲"]
    assert document.tables[0].cell(2, 0).text == "甲"
