"""Which headers must a person explain? Asked once: the answer is remembered by the header's fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gongkai.tables import headers
from gongkai.tables.grid import Table
from gongkai.tables.layout import Layout
from gongkai.tables.regions import Region

Answers = Callable[[str], Sequence[str | None] | None]
"""From the fingerprint of a header to the columns that a person said it has."""

SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A header for a person to map: what is printed, which columns are known or guessed, and some rows."""

    fingerprint: str
    sheet: str
    texts: tuple[str, ...]
    columns: tuple[str | None, ...]
    sample: tuple[tuple[str, ...], ...] = field(default=(), repr=False)


def about_header(table: Table, region: Region) -> Question:
    """Columns of a header that was found but not understood."""
    header = region.header
    sample = tuple(table.grid.rows[region.first : region.first + SAMPLE])
    return Question(header.fingerprint, table.sheet, header.texts, header.names, sample)


def about_table(table: Table, layout: Layout[Any]) -> Question:
    """A table without a header: its first row stands for it, and the columns are guessed."""
    first = first_row(table)
    rows = table.grid.rows[first : first + headers.SEARCHED]
    guess = headers.guess(rows, layout)
    return Question(headers.fingerprint(rows[0]), table.sheet, tuple(rows[0]), guess, tuple(rows[:SAMPLE]))


def first_row(table: Table) -> int:
    """The first row that says anything."""
    return next((i for i, cells in enumerate(table.grid.rows) if any(cells)), 0)


def unknown_columns(table: Table, region: Region) -> list[tuple[int, str]]:
    """Headers nobody knows, above columns that say something."""
    rows = range(region.first, region.last)
    return [(i, text) for i, text in region.header.unknown if any(table.grid.literal(row, i) for row in rows)]


class Refusal(StrEnum):
    """Why an answer is not taken."""

    WRONG_LENGTH = "wrong_length"
    UNKNOWN_COLUMN = "unknown_column"
    COLUMN_TWICE = "column_twice"
    COLUMN_MISSING = "column_missing"


def refusal_of(layout: Layout[Any], question: Question, columns: Sequence[str | None]) -> Refusal | None:
    """Whether these columns can be what the header means."""
    named = [name for name in columns if name]
    if len(columns) != len(question.texts):
        return Refusal.WRONG_LENGTH
    if any(name not in layout.by_name for name in named):
        return Refusal.UNKNOWN_COLUMN
    if len(set(named)) < len(named):
        return Refusal.COLUMN_TWICE
    return Refusal.COLUMN_MISSING if layout.missing(named) else None
