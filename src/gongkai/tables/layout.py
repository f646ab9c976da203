"""What does a list look like? The columns a reader looks for, what they are called, and how their cells are read.

A room describes its list with a `Layout`; this room knows how to find and read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, Generic, NamedTuple, TypeVar

from gongkai.tables.findings import Problem
from gongkai.tables.marks import Marks
from gongkai.tables.text import compact, plain

T = TypeVar("T")

NOWHERE: Final[Mapping[str, int]] = {}  # nothing was inherited
UNDER: Final = ">"  # between a group's header and the header below it


class Fill(StrEnum):
    """From what a cell takes its value when it has none of its own."""

    NEVER = "never"
    ABOVE = "above"  # 同上, 〃, merged with the cell above
    BLANK = "blank"  # and blank means the same as above


class Read(NamedTuple):
    """What a cell says, what is doubtful about it, and a note that stood in it."""

    value: Any
    problems: tuple[Problem, ...] = ()
    note: str = ""


CellReader = Callable[[str, Marks], Read]
"""Reads a repaired cell; must give equal answers for equal texts: each text is read once."""


def as_text(text: str, _marks: Marks) -> Read:
    """The cell as it stands."""
    return Read(text.strip())


def as_word(text: str, _marks: Marks) -> Read:
    """A name or a number: white space in it was put there by the page."""
    return Read(compact(text))


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its name on screens, what headers call it, and how a cell of it is read.

    An alias `组>列` holds only below that group's header. Columns of one `group` answer for each other where the group
    is required; one of them says so. `sign` matches what its cells look like: with it a lost header can be guessed.
    """

    name: str
    title: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    is_required: bool = False
    fill: Fill = Fill.ABOVE
    read: CellReader = as_text
    pattern: re.Pattern[str] | None = None
    sign: re.Pattern[str] | None = None


class Part(NamedTuple):
    """One physical row of a line: values by column name, which of them are not its own, and the raw cells."""

    row: int  # as people count, from 1
    values: Mapping[str, Any]
    raw: tuple[str, ...]
    borrowed: Sequence[str] = ()  # blank, merged, or 同上
    inherited: Mapping[str, int] = NOWHERE  # where it says 同上 → the row that has the value


@dataclass(frozen=True, slots=True)
class Context:
    """What a record may want to know of the table that it stands in."""

    table: int
    sheet: str
    columns: Mapping[str, int]
    marks: Marks


@dataclass(frozen=True, slots=True)
class Record:
    """What the rows of a list come to where the room gives no type of its own."""

    row: tuple[int, int]
    values: Mapping[str, Any]
    inherited: Mapping[str, int]
    raw: tuple[tuple[str, ...], ...]
    table: int = 1
    sheet: str = ""


Made = tuple[T, Sequence[Problem]]


def as_record(parts: Sequence[Part], context: Context) -> Made[Record]:
    """Values by column name; what later rows add to the first stays in the raw cells."""
    first, last = parts[0], parts[-1]
    raw = tuple(part.raw for part in parts)
    return Record((first.row, last.row), first.values, first.inherited, raw, context.table, context.sheet), ()


@dataclass(frozen=True)
class Layout(Generic[T]):
    """A kind of list.

    `identity` names the columns that begin a record: a row that has nothing of its own in any of them continues the
    record above. Without it every row is a record. `section` is the column that a line across the whole table fills.
    """

    name: str
    columns: tuple[Column, ...]
    make: Callable[[Sequence[Part], Context], Made[T]] = field(default=as_record)  # type: ignore[assignment]
    groups: Mapping[str, str] = field(default_factory=dict)  # header text of a group → group
    identity: tuple[str, ...] = ()
    section: str = ""
    title: re.Pattern[str] = re.compile(r"目录|清单|标准|指引|一览表|汇总表")
    least_headers: int = 3
    check: Callable[[Mapping[str, int]], Iterable[Problem]] = field(default=lambda columns: ())

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Header text, with its group before it (组>列) where it needs one → column name."""
        return {_folded(alias): column.name for column in self.columns for alias in (column.title, *column.aliases)}

    @cached_property
    def group_names(self) -> Mapping[str, str]:
        return {plain(text): group for text, group in self.groups.items()}

    def missing(self, names: Iterable[str]) -> list[str]:
        """Titles of required columns (or groups) for which none of these names stands."""
        present = {self.by_name[name].group or name for name in names}
        needs = {c.group or c.name: c.group or c.title for c in self.columns if c.is_required}
        return [title for need, title in needs.items() if need not in present]

    def needed(self, name: str) -> bool:
        """Whether a row is incomplete without this column."""
        column = self.by_name[name]
        return any(c.is_required and (c.group or c.name) == (column.group or column.name) for c in self.columns)


def _folded(alias: str) -> str:
    return UNDER.join(plain(part) for part in alias.split(UNDER))
