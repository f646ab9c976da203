"""Where does each cell of a file stand, and what does it say? One shape for every kind of file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.tables.findings import Finding

Place = tuple[int, int]  # row and column, both from 0

MAX_COVERED = 1_000_000  # cells under merged ranges that are remembered


class Kind(StrEnum):
    """What kind of file a document is, by its content."""

    XLSX = "xlsx"
    XLS = "xls"
    DOCX = "docx"
    HTML = "html"
    TEXT = "csv"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with its address. `origin` is the cell that a merged one belongs to, else itself."""

    text: str
    row: int
    column: int
    origin: Place

    @property
    def address(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of raw cell texts as they stand in the file; a covered cell is empty and knows its origin.

    Rows need not be equally long: what a file left out is not there.
    """

    rows: Sequence[tuple[str, ...]]
    covered: Mapping[int, Mapping[int, Place]] = field(default_factory=dict)

    def literal(self, row: int, column: int) -> str:
        """What is written in this very cell."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def text(self, row: int, column: int) -> str:
        """What a reader sees here: the cell itself, or the merged cell it is part of."""
        origin = self.origin(row, column)
        return self.literal(*origin)

    def origin(self, row: int, column: int) -> Place:
        return self.covered.get(row, {}).get(column, (row, column))

    def cell(self, row: int, column: int) -> Cell:
        return Cell(self.text(row, column), row, column, self.origin(row, column))

    def width_of(self, row: int) -> int:
        return len(self.rows[row])

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    @property
    def is_blank(self) -> bool:
        return not any(any(cells) for cells in self.rows)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text outside tables; `level` is a heading's, 0 for plain text."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a document, with the text between it and its neighbours."""

    number: int
    grid: Grid
    sheet: str = ""
    above: tuple[Block, ...] = ()
    below: tuple[Block, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file as tables. If it could not be read, `findings` says why and there are no tables."""

    name: str
    kind: Kind | None = None
    tables: tuple[Table, ...] = ()
    encoding: str = ""
    findings: tuple[Finding, ...] = ()


def covered_by(ranges: Iterable[tuple[Place, Place]], *, rows: int, columns: int) -> dict[int, dict[int, Place]]:
    """Covered cells by row, for merged ranges (both corners included) cut to the size of the sheet."""
    found: dict[int, dict[int, Place]] = {}
    left = MAX_COVERED
    for (top, first), (bottom, last) in ranges:
        bottom, last = min(bottom, rows - 1), min(last, columns - 1)
        left -= max(0, bottom - top + 1) * max(0, last - first + 1)
        if left < 0:
            break
        for row in range(top, bottom + 1):
            line = found.setdefault(row, {})
            line.update({column: (top, first) for column in range(first, last + 1) if (row, column) != (top, first)})
    return found


def letters(column: int) -> str:
    """The name that spreadsheets give a column: 0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """The name that spreadsheets give a cell: (0, 1) → B1."""
    return f"{letters(column)}{row + 1}"
