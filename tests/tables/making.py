"""Small files of every kind, made where the test needs them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
import openpyxl

Span = tuple[int, int, int, int]  # top, left, bottom, right, from 0, corners included


def workbook(rows: Iterable[Sequence[Any]], *, merged: Iterable[Span] = (), title: str = "目录") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    fill(sheet, rows)
    for top, left, bottom, right in merged:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    return saved(book)


def fill(sheet: Any, rows: Iterable[Sequence[Any]]) -> None:
    for row, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells, start=1):
            sheet.cell(row=row, column=column, value=value)


def saved(book: Any) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def word(rows: Sequence[Sequence[str]], *, merged: Iterable[Span] = (), above: str = "", below: str = "") -> bytes:
    document = docx.Document()
    if above:
        document.add_paragraph(above)
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    for top, left, bottom, right in merged:
        table.cell(top, left).merge(table.cell(bottom, right))
    if below:
        document.add_paragraph(below)
    return saved(document)


def page(rows: Iterable[Iterable[str]], *, before: str = "", after: str = "") -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in rows)
    return f"<html><body>{before}<table>{lines}</table>{after}</body></html>".encode()
