"""What is wrong with a table, where, and how badly? As codes: presenters hold the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How badly. An error keeps the whole file out; a warning needs a look."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """What any table can suffer from. Rooms add codes of their own, E_ and W_ alike."""

    FILE_EMPTY = "E_FILE_EMPTY"
    FILE_TOO_LARGE = "E_FILE_TOO_LARGE"
    FILE_DAMAGED = "E_FILE_DAMAGED"
    FILE_ENCRYPTED = "E_FILE_ENCRYPTED"
    KIND_UNSUPPORTED = "E_KIND_UNSUPPORTED"
    ENCODING_UNKNOWN = "E_ENCODING_UNKNOWN"
    EXTENSION_WRONG = "W_EXTENSION_WRONG"
    NO_TABLE = "E_NO_TABLE"
    NO_ROWS = "E_NO_ROWS"
    EMPTY_SHEET = "W_EMPTY_SHEET"
    TABLE_SKIPPED = "W_TABLE_SKIPPED"
    HIDDEN_SHEET = "W_HIDDEN_SHEET"
    HEADER_NOT_FOUND = "E_HEADER_NOT_FOUND"
    COLUMN_MISSING = "E_COLUMN_MISSING"
    COLUMN_UNKNOWN = "W_COLUMN_UNKNOWN"
    ROW_TRUNCATED = "E_ROW_TRUNCATED"
    NOTHING_ABOVE = "W_NOTHING_ABOVE"
    CELL_BLANK = "W_CELL_BLANK"


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding that does not know its place yet: parsers return these, the reader adds row and column."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing for a person to look at. Rows count from 1.

    `table` counts the lists of a file and is None where there is only one; `grid` is the number of the document's table
    that the row is counted in.
    """

    code: str
    table: int | None = None
    sheet: str = ""
    row: int | None = None
    column: str | None = None
    cell: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    grid: int = 0

    @property
    def level(self) -> Level:
        """Codes say it themselves: E_… and W_…."""
        return Level.ERROR if self.code.startswith("E_") else Level.WARNING

    @property
    def is_error(self) -> bool:
        return self.level is Level.ERROR


class Outcome(StrEnum):
    """What may be done with what was read."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


def outcome(findings: Iterable[Finding]) -> Outcome:
    """`error` must not be taken in until someone acts; `warning` needs a look."""
    levels = {finding.level for finding in findings}
    if Level.ERROR in levels:
        return Outcome.ERROR
    return Outcome.WARNING if levels else Outcome.OK
