"""A table written as an office file or for machines: two header rows, groups merged, titles above, legend below.

Rooms say what stands in the cells (`Sheet`); this module knows no list in particular.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.kernel.text import printable, squeeze
from gongkai.tables.pdf import Page, pdf

# A cell that begins so is a formula to a spreadsheet; a leading apostrophe makes it a text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full-width too, in an East Asian one
HEADER_ROWS = 2
LONGEST_NAME = 31  # of a sheet


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf column and the group above it (empty: it spans both header rows)."""

    group: str
    name: str
    width: int
    is_merged: bool = False  # equal neighbours below each other become one cell


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells for people, its record for machines. `part` is the sheet or heading it stands under."""

    part: str
    cells: tuple[str, ...]
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole table, ready to be written in any format."""

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    legend: tuple[str, ...] = ()
    part_name: str = ""
    is_titled_by_part: bool = False  # each sheet of a book names its part behind the title
    frozen_columns: int = 0  # stay in sight when the reader scrolls sideways
    address: str = ""  # of the page that the table is of: printed with its code on paper
    # How each text of a CSV is read from a record; without them the CSV has the columns as people read them.
    flat: Mapping[str, Callable[[Mapping[str, Any]], str]] = field(default_factory=dict)


def write(sheet: Sheet, *, format: str) -> bytes:
    """The sheet as a file of one of FORMATS."""
    return FORMATS[format](sheet)


def _parts(sheet: Sheet) -> dict[str, list[Line]]:
    """Lines under their part, wherever they stand; parts and lines in the order of their first appearance."""
    found: dict[str, list[Line]] = {}
    for line in sheet.lines:
        found.setdefault(line.part, []).append(line)
    return found


def _xlsx(sheet: Sheet) -> bytes:
    buffer = io.BytesIO()
    # Strings stay strings: what looks like a formula, a number or a link is none.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(buffer, options) as book:
        parts = _parts(sheet) or {"": []}
        for name, (part, lines) in zip(sheet_names(part or sheet.title for part in parts), parts.items(), strict=True):
            _worksheet(book.add_worksheet(name), book, sheet, part, [line.cells for line in lines])
    return buffer.getvalue()


def sheet_name(text: str) -> str:
    """A name that spreadsheets allow for a sheet."""
    return "".join(c for c in squeeze(printable(text)) if c not in "[]:*?/\\'")[:LONGEST_NAME] or "Sheet"


def sheet_names(texts: Iterable[str]) -> list[str]:
    """Names for the sheets of one book: spreadsheets tell them apart by 31 characters, whatever their case."""
    names: list[str] = []
    taken: set[str] = set()
    for text in texts:
        stem = sheet_name(text)
        name, turn = stem, 2
        while name.lower() in taken:
            mark = f" {turn}"
            name, turn = stem[: LONGEST_NAME - len(mark)] + mark, turn + 1
        names.append(name)
        taken.add(name.lower())
    return names


def _span(page: Worksheet, area: tuple[int, int, int, int], text: str, style: Format | None = None) -> None:
    """A text over an area (top, left, bottom, right), merged where it is more than one cell."""
    top, left, bottom, right = area
    if (top, left) == (bottom, right):
        page.write_string(top, left, text, style)
    else:
        page.merge_range(top, left, bottom, right, text, style)


def _worksheet(page: Worksheet, book: Workbook, sheet: Sheet, part: str, rows: list[tuple[str, ...]]) -> None:
    last, top = len(sheet.columns) - 1, 2
    title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    small = book.add_format({"align": "center", "font_color": "#555555"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    cell = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True})
    _span(page, (0, 0, 0, last), f"{sheet.title}（{part}）" if sheet.is_titled_by_part and part else sheet.title, title)
    _span(page, (1, 0, 1, last), sheet.subtitle, small)
    _xlsx_header(page, sheet.columns, head, top=top)
    first = top + HEADER_ROWS
    for r, cells in enumerate(rows, start=first):
        page.write_row(r, 0, cells, cell)
    for n, column in enumerate(sheet.columns):
        page.set_column(n, n, column.width)
        if column.is_merged:
            _merge(page, n, [cells[n] for cells in rows], cell, top=first)
    for n, line in enumerate(sheet.legend):
        _span(page, (first + len(rows) + n, 0, first + len(rows) + n, last), line)
    page.freeze_panes(first, sheet.frozen_columns)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(top, top + HEADER_ROWS - 1)


def _xlsx_header(page: Worksheet, columns: tuple[Column, ...], style: Format, *, top: int) -> None:
    at = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        leaves = list(members)
        if group:
            _span(page, (top, at, top, at + len(leaves) - 1), group, style)
        for n, leaf in enumerate(leaves, start=at):
            if group:
                page.write_string(top + 1, n, leaf.name, style)
            else:
                _span(page, (top, n, top + 1, n), leaf.name, style)
        at += len(leaves)


def _merge(page: Worksheet, column: int, names: list[str], style: Format, *, top: int) -> None:
    at = top
    for name, members in groupby(names):
        count = len(list(members))
        if count > 1:
            page.merge_range(at, column, at + count - 1, column, name, style)
        at += count


def _docx(sheet: Sheet) -> bytes:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.styles["Normal"].font.size = Pt(8)
    document.add_heading(printable(sheet.title), level=0)
    document.add_paragraph(printable(sheet.subtitle))
    for part, lines in _parts(sheet).items():
        document.add_heading(printable(part), level=1)
        table = document.add_table(rows=HEADER_ROWS + len(lines), cols=len(sheet.columns), style="Table Grid")
        _docx_header(table, sheet.columns)
        _docx_rows(table, [line.cells for line in lines])
    for text in sheet.legend:
        document.add_paragraph(printable(text))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _docx_header(table: Table, columns: tuple[Column, ...]) -> None:
    at = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        leaves = list(members)
        for n, leaf in enumerate(leaves, start=at):
            if group:
                table.cell(1, n).text = printable(leaf.name)
            else:
                table.cell(0, n).merge(table.cell(1, n)).text = printable(leaf.name)
        if group:
            table.cell(0, at).merge(table.cell(0, at + len(leaves) - 1)).text = printable(group)
        at += len(leaves)
    for row in table.rows[:HEADER_ROWS]:
        repeat = OxmlElement("w:tblHeader")
        repeat.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(repeat)


def _docx_rows(table: Table, rows: list[tuple[str, ...]]) -> None:
    # Row by row through the XML: table.cell() walks the whole grid each time, quadratic in the rows.
    for row, cells in zip(table.rows[HEADER_ROWS:], rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = printable(text)


def _json(sheet: Sheet) -> bytes:
    records = [dict(line.record) for line in sheet.lines]
    whole = {"title": sheet.title, "subtitle": sheet.subtitle, "rows": records}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _csv(sheet: Sheet) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.flat or _column_names(sheet))
    for line in sheet.lines:
        values = [read(line.record) for read in sheet.flat.values()] or (line.part, *line.cells)
        writer.writerow([escaped(value) for value in values])
    # The mark tells spreadsheet programs that the file is UTF-8.
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _column_names(sheet: Sheet) -> list[str]:
    """The columns as people read them, each with its group; the part of a line first."""
    return [sheet.part_name, *(f"{c.group}/{c.name}" if c.group else c.name for c in sheet.columns)]


def escaped(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _pdf(sheet: Sheet) -> bytes:
    return pdf(
        Page(
            title=sheet.title,
            subtitle=sheet.subtitle,
            columns=[(column.group, column.name, column.width) for column in sheet.columns],
            parts=[(part, [line.cells for line in lines]) for part, lines in _parts(sheet).items()],
            legend=sheet.legend,
            address=sheet.address,
        )
    )


FORMATS: dict[str, Callable[[Sheet], bytes]] = {
    "xlsx": _xlsx,
    "docx": _docx,
    "pdf": _pdf,
    "json": _json,
    "csv": _csv,
}
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
