"""The findings of a file given back as a workbook: each row as it was sent, beside it what is wrong, and a list."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from gongkai.tables.findings import Finding
from gongkai.tables.grid import Document, Table
from gongkai.tables.presenters import Explained, explain
from gongkai.tables.writers import FORMULA_STARTS, sheet_names

_LONGEST_CELL: Final = 32_767
_WIDTHS: Final = (6, 8, 6, 16, 6, 18, 8, 60, 60)


def write(document: Document, findings: Sequence[Finding], *, words: Callable[[Finding], Explained] = explain) -> bytes:
    """An xlsx with a sheet for each table and one that lists all findings."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_urls": False}) as book:
        sheets = _Sheets(book)
        listed, *of_tables = sheet_names([_("问题清单"), *(_name(table) for table in document.tables)])
        sheets.add_list(listed, findings, words)
        for name, table in zip(of_tables, document.tables, strict=True):
            sheets.add_table(name, table, [f for f in findings if f.grid == table.number], words)
    return output.getvalue()


def _name(table: Table) -> str:
    return table.sheet or _("表%(number)s") % {"number": table.number}


class _Sheets:
    """The sheets of one report."""

    def __init__(self, book: Any) -> None:
        self.book = book
        wrapped = {"text_wrap": True, "valign": "top"}
        self.plain = book.add_format(wrapped)
        # A text that begins like a formula stays a text, also after somebody edits the cell.
        self.quoted = book.add_format({**wrapped, "quote_prefix": True})
        self.head = book.add_format({**wrapped, "bold": True})
        self.marked = book.add_format({**wrapped, "bold": True, "font_color": "#B3261E"})

    def add_list(self, name: str, findings: Iterable[Finding], words: Callable[[Finding], Explained]) -> None:
        sheet = self.book.add_worksheet(name)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        heads = (_("序号"), _("级别"), _("表"), _("工作表"), _("行"), _("列"), _("单元格"), _("问题"), _("怎么改"))
        self._row(sheet, 0, heads, self.head)
        for number, finding in enumerate(findings, start=1):
            said = words(finding)
            place = (finding.table or "", finding.sheet, finding.row or "", finding.column or "", finding.cell)
            self._row(sheet, number, (number, said.level, *place, said.what, said.mend))

    def add_table(
        self, name: str, table: Table, findings: Iterable[Finding], words: Callable[[Finding], Explained]
    ) -> None:
        sheet = self.book.add_worksheet(name)
        beside: dict[int, list[str]] = defaultdict(list)
        for finding in findings:
            said = words(finding)
            beside[(finding.row or 1) - 1].append(_("%(what)s（%(mend)s）") % {"what": said.what, "mend": said.mend})
        last = table.grid.width
        for row, cells in enumerate(table.grid.rows):
            self._row(sheet, row, cells)
            if row in beside:
                sheet.write_string(row, last, "\n".join(beside[row])[:_LONGEST_CELL], self.marked)
        sheet.set_column(last, last, 60)

    def _row(self, sheet: Any, row: int, cells: Sequence[Any], style: Any = None) -> None:
        for column, value in enumerate(cells):
            text = str(value)[:_LONGEST_CELL]
            if text:
                usual = self.quoted if text.startswith(FORMULA_STARTS) else self.plain
                sheet.write_string(row, column, text, style or usual)
