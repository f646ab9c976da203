"""Writing a catalogue sheet as xlsx, docx, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from itertools import groupby

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.catalogues.exports.sheet import CatalogueSheet, Column, Line, flat
from gongkai.kernel.text import printable
from gongkai.tables.writers import escaped, grouped, sheet_names, span


def write(sheet: CatalogueSheet, *, format: str) -> bytes:
    """The sheet as a file of one of FORMATS."""
    return FORMATS[format](sheet)


def _fields(sheet: CatalogueSheet) -> dict[str, list[Line]]:
    return grouped(sheet.lines, by=lambda line: line.field)


def _xlsx(sheet: CatalogueSheet) -> bytes:
    buffer = io.BytesIO()
    # Strings stay strings: nothing in a catalogue is a formula, a number or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(buffer, options) as book:
        fields = _fields(sheet)
        for name, (field, lines) in zip(sheet_names(fields), fields.items(), strict=True):
            _worksheet(book.add_worksheet(name), book, f"{sheet.title}（{field}）", sheet, [x.cells for x in lines])
    return buffer.getvalue()


def _worksheet(
    page: Worksheet, book: Workbook, heading: str, sheet: CatalogueSheet, rows: list[tuple[str, ...]]
) -> None:
    last = len(sheet.columns) - 1
    title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    small = book.add_format({"align": "center", "font_color": "#555555"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    cell = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True})
    span(page, (0, 0, 0, last), heading, title)
    span(page, (1, 0, 1, last), sheet.subtitle, small)
    _header(page, sheet.columns, head, top=2)
    for r, cells in enumerate(rows, start=4):
        page.write_row(r, 0, cells, cell)
    _merge_groups(page, [cells[1] for cells in rows], cell, top=4)
    for n, line in enumerate(sheet.legend):
        span(page, (4 + len(rows) + n, 0, 4 + len(rows) + n, last), line)
    for n, column in enumerate(sheet.columns):
        page.set_column(n, n, column.width)
    page.freeze_panes(4, 3)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(2, 3)


def _header(page: Worksheet, columns: tuple[Column, ...], style: Format, *, top: int) -> None:
    at = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        leaves = list(members)
        if group:
            span(page, (top, at, top, at + len(leaves) - 1), group, style)
            for n, leaf in enumerate(leaves):
                page.write_string(top + 1, at + n, leaf.name, style)
        else:
            for n, leaf in enumerate(leaves):
                span(page, (top, at + n, top + 1, at + n), leaf.name, style)
        at += len(leaves)


def _merge_groups(page: Worksheet, names: list[str], style: Format, *, top: int) -> None:
    """一级事项 is merged over its rows, as in the original tables."""
    at = top
    for name, members in groupby(names):
        count = len(list(members))
        span(page, (at, 1, at + count - 1, 1), name, style)
        at += count


def _docx(sheet: CatalogueSheet) -> bytes:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.styles["Normal"].font.size = Pt(8)
    document.add_heading(printable(sheet.title), level=0)
    document.add_paragraph(printable(sheet.subtitle))
    for field, lines in _fields(sheet).items():
        document.add_heading(printable(field), level=1)
        table = document.add_table(rows=2 + len(lines), cols=len(sheet.columns), style="Table Grid")
        _docx_header(table, sheet.columns)
        _docx_rows(table, [line.cells for line in lines])
    for line in sheet.legend:
        document.add_paragraph(printable(line))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _docx_header(table: Table, columns: tuple[Column, ...]) -> None:
    at = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        leaves = list(members)
        for n, leaf in enumerate(leaves):
            if group:
                table.cell(1, at + n).text = printable(leaf.name)
            else:
                table.cell(0, at + n).merge(table.cell(1, at + n)).text = printable(leaf.name)
        if group:
            table.cell(0, at).merge(table.cell(0, at + len(leaves) - 1)).text = printable(group)
        at += len(leaves)
    for row in table.rows[:2]:
        repeat = OxmlElement("w:tblHeader")
        repeat.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(repeat)


def _docx_rows(table: Table, rows: list[tuple[str, ...]]) -> None:
    # By XML rows: table.cell() walks the whole grid each time, quadratic in the rows.
    for row, cells in zip(table.rows[2:], rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = printable(text)


def _json(sheet: CatalogueSheet) -> bytes:
    whole = {
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "rows": [dict(line.record) for line in sheet.lines],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _csv(sheet: CatalogueSheet) -> bytes:
    text = io.StringIO()
    lines = [flat(line.record) for line in sheet.lines]
    writer = csv.DictWriter(text, fieldnames=list(lines[0]) if lines else ["matter"], lineterminator="\r\n")
    writer.writeheader()
    for line in lines:
        writer.writerow({name: escaped(value) for name, value in line.items()})
    # The mark tells spreadsheet programs that the file is UTF-8.
    return b"\xef\xbb\xbf" + text.getvalue().encode()


FORMATS: dict[str, Callable[[CatalogueSheet], bytes]] = {
    "xlsx": _xlsx,
    "docx": _docx,
    "json": _json,
    "csv": _csv,
}
