"""The files that come with the texts: few, quick to make, the same every time, and readable."""

from __future__ import annotations

import io
import time
from datetime import date
from functools import cache

import docx
import openpyxl
import pytest

from gongkai.demo.content import AttachmentSpec, pieces

TODAY = date(2026, 7, 29)


@cache
def every_file() -> tuple[AttachmentSpec, ...]:
    return tuple(file for piece in pieces(TODAY) for file in piece.attachments)


@cache
def built() -> tuple[tuple[bytes, ...], float]:
    """All files and the seconds they took."""
    start = time.perf_counter()
    return tuple(file.build() for file in every_file()), time.perf_counter() - start


def of_kind(kind: str) -> list[bytes]:
    return [content for file, content in zip(every_file(), built()[0], strict=True) if file.kind == kind]


def test_there_are_files_of_every_kind_but_not_too_many():
    files = every_file()

    assert {file.kind for file in files} == {"docx", "xlsx", "pdf", "csv"}
    assert 30 <= len(files) <= 60
    assert all(file.name.endswith(f".{file.kind}") for file in files)


def test_all_files_are_made_in_less_than_ten_seconds():
    assert built()[1] < 10


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "csv"])
def test_a_file_has_the_same_bytes_every_time(kind):
    again = [file.build() for file in every_file() if file.kind == kind][:3]

    assert again == of_kind(kind)[:3]


def test_workbooks_open_and_hold_numbers():
    for content in of_kind("xlsx"):
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert any(isinstance(cell.value, int | float) for row in sheet.iter_rows() for cell in row)


def test_documents_open_and_say_that_they_are_invented():
    for content in of_kind("docx"):
        assert "虚构" in "".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)


def test_pdfs_are_pdfs():
    assert all(content.startswith(b"%PDF") for content in of_kind("pdf"))
