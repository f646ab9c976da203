"""CSV and TSV: one table, one record a row."""

from __future__ import annotations

import csv
import io
from typing import Final

from gongkai.tables.findings import Code
from gongkai.tables.grid import Document, Grid, Kind, Table
from gongkai.tables.readers.encodings import decode
from gongkai.tables.readers.limits import CellBudget, Unreadable

DELIMITERS: Final = ",\t;，"
MAX_FIELD: Final = 2**20


def read(content: bytes, name: str) -> Document:
    """A text file as one table; the delimiter is the one that makes the most cells of the first lines."""
    text, encoding = decode(content)
    rows = _rows(text, delimiter=_delimiter(text))
    return Document(name, Kind.TEXT, (Table(1, Grid(rows)),), encoding)


def _delimiter(text: str) -> str:
    head = "\n".join(text.splitlines()[:30])
    return max(DELIMITERS, key=lambda mark: head.count(mark) if mark != "，" else head.count(mark) // 4)


def _rows(text: str, *, delimiter: str) -> list[tuple[str, ...]]:
    # csv's own limit is a setting of the whole process: set once, to the same value, in any thread.
    csv.field_size_limit(MAX_FIELD)
    budget, rows, memo = CellBudget(), [], dict[str, str]()
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            budget.take(len(record) + 1)
            rows.append(tuple(memo.setdefault(cell, cell if cell.strip() else "") for cell in record))
    except csv.Error as error:
        raise Unreadable(Code.FILE_DAMAGED) from error
    return rows
