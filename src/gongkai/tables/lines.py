"""The rows of a list → lines with read cells: blanks filled, 同上 followed, continued rows joined, notes set aside.

This is the inner loop of every import: what repeats is read once (a memo per column), what is usual is decided first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from gongkai.tables.findings import Code
from gongkai.tables.grid import Grid
from gongkai.tables.inherit import Says, says
from gongkai.tables.layout import NOWHERE, Column, Context, Fill, Layout, Part, Read
from gongkai.tables.marks import Marks
from gongkai.tables.regions import NOTE, Region, lone_text, split_note
from gongkai.tables.text import is_traditional, repair, simplify

_MEMO: Final = 3_000
_SECTION_NUMBER = re.compile(r"^(?:\d{1,3}|[一二三四五六七八九十]{1,3}|\([一二三四五六七八九十\d]{1,3}\))[\s.、．]*")
_COUNT_FROM_ONE: Final = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class Place:
    """A problem with its place: row from 0 (None: the whole list), column by its key."""

    code: str
    row: int | None
    column: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Cell:
    """What the text of a cell comes to, the same wherever it stands."""

    says: Says
    value: Any
    read: Read
    is_own: bool
    is_doubtful: bool


class _Memo(dict[str, _Cell]):
    """The cells of one column that have been read, by their text."""

    def __init__(self, column: Column, prepare: Callable[[str], str], marks: Marks) -> None:
        super().__init__()
        self.column, self.prepare, self.marks = column, prepare, marks

    def __missing__(self, text: str) -> _Cell:
        prepared = self.prepare(text)
        meaning = _plainly(text) if self.column.fill is Fill.NEVER else says(prepared)
        is_own = meaning is Says.ITSELF
        read = self.column.read(prepared if is_own else "", self.marks)
        if len(self) >= _MEMO:
            self.clear()  # what repeats comes back at once, names that stand once make room
        cell = self[text] = _Cell(meaning, read.value, read, is_own, bool(read.problems or read.note))
        return cell


def _plainly(text: str) -> Says:
    return Says.ITSELF if text else Says.NOTHING


@dataclass(slots=True)
class _Lane:
    """One column while its cells are read: what has been read before, and what stands above."""

    name: str
    column: Column
    index: int
    memo: _Memo
    above: Any = None
    above_row: int = -1
    since: int = -1  # the row in which it last changed


class Lines:
    """Iterate once; `found` and `notes` are complete afterwards."""

    def __init__(self, grid: Grid, region: Region, layout: Layout[Any], context: Context) -> None:
        self.grid, self.region, self.layout, self.context = grid, region, layout, context
        self.found: list[Place] = []
        self.notes: list[str] = []
        sample = (text for row in grid.rows[: region.first + 20] for text in row if text)
        self._prepare = _simplified if is_traditional(sample) else repair
        columns = [(layout.by_name[name], i) for name, i in sorted(context.columns.items(), key=_by_place)]
        self._lanes = [_Lane(c.name, c, i, _Memo(c, self._prepare, context.marks)) for c, i in columns]
        self._plan = [(lane, lane.name, lane.index, lane.memo) for lane in self._lanes]
        self._width = 1 + max((i for _, i in columns), default=-1)
        self._identity = [lane for lane in self._lanes if lane.name in layout.identity]
        self._least_width = 1 + max((lane.index for lane in self._lanes if layout.needed(lane.name)), default=-1)

    def __iter__(self) -> Iterator[tuple[Part, ...]]:
        parts: list[Part] = []
        for row in self._rows():
            cells = self._cells(row)
            continues = bool(parts) and self._continues(cells)
            if parts and not continues:
                yield tuple(parts)
                parts = []
            parts.append(self._part(row, cells, is_first=not continues))
        if parts:
            yield tuple(parts)

    def _rows(self) -> Iterator[int]:
        """The rows that hold records; others are told apart by how few cells they fill."""
        rows, repeated, least = self.grid.rows, self.region.repeated, self._least_width
        for row in range(self.region.first, self.region.last):
            cells = rows[row]
            filled = len(cells) - cells.count("")
            # A line across the table may come undone: its text in every cell, the first and the last alike.
            if filled > 2 and len(cells) >= least and cells[0] != cells[-1] and row not in repeated:
                if row > self.region.first or not self._is_numbering(cells):
                    yield row
            elif filled and row not in repeated and self._is_record(row, cells):
                yield row

    def _is_numbering(self, cells: Sequence[str]) -> bool:
        """A line 1, 2, 3 … right below the header numbers the columns."""
        filled = [text for text in cells if text]
        return filled[:3] == list(_COUNT_FROM_ONE) and all(text.isdigit() for text in filled)

    def _is_record(self, row: int, cells: Sequence[str]) -> bool:
        """Notes and sections are set aside; a row that breaks off is reported."""
        text = lone_text(cells)
        if text and NOTE.match(text):
            self.notes += split_note(text)
            return False
        if text and self.layout.section and self._is_section(row, cells):
            self._begin_section(row, text)
            return False
        if len(cells) < self._least_width:
            self._truncated(row, cells)
            return False
        return True

    def _is_section(self, row: int, cells: Sequence[str]) -> bool:
        """A line across the table: in the first cell, merged over most of the others or with nothing beside it."""
        column = next(i for i, text in enumerate(cells) if text)
        covered = self.grid.covered.get(row, {})
        across = sum(origin == (row, column) for origin in covered.values())
        is_wide = 2 * (across + 1) > len(self.context.columns) or len(set(cells)) == 1
        return is_wide and (column == 0) and not cells[column].isdigit()

    def _begin_section(self, row: int, text: str) -> None:
        name = _SECTION_NUMBER.sub("", self._prepare(text)).strip()
        for lane in self._lanes:
            if lane.name == self.layout.section:
                lane.above, lane.above_row, lane.since = lane.memo[name].value, row, row

    def _truncated(self, row: int, cells: Sequence[str]) -> None:
        lane = next(lane for lane in self._lanes if lane.index >= len(cells))
        width = len(self.region.header.names)
        self.found.append(Place(Code.ROW_TRUNCATED, row, lane.name, {"cells": len(cells), "width": width}))

    def _cells(self, row: int) -> tuple[str, ...]:
        """The row, made as long as its header."""
        cells = self.grid.rows[row]
        return cells if len(cells) >= self._width else cells + ("",) * (self._width - len(cells))

    def _continues(self, cells: tuple[str, ...]) -> bool:
        """Whether the row has nothing of its own where a record would begin: blank, merged, or the same again."""
        for lane in self._identity:
            cell = lane.memo[cells[lane.index]]
            if cell.is_own and cell.value != lane.above:
                return False
        return bool(self._identity)

    def _part(self, row: int, cells: tuple[str, ...], *, is_first: bool) -> Part:
        values: dict[str, Any] = {}
        borrowed: list[_Lane] = []
        for lane, name, index, memo in self._plan:
            cell = memo[cells[index]]
            if cell.is_own:
                value = values[name] = cell.value
                if value is not lane.above:
                    lane.above = value
                    lane.since = row
                lane.above_row = row
                if cell.is_doubtful:
                    self._note(lane, row, cell.read)
            else:
                borrowed.append(lane)
        inherited = self._borrow(row, cells, values, borrowed, is_first=is_first) if borrowed else NOWHERE
        return Part(row + 1, values, self.grid.rows[row], tuple([lane.name for lane in borrowed]), inherited)

    def _borrow(
        self, row: int, cells: tuple[str, ...], values: dict[str, Any], lanes: list[_Lane], *, is_first: bool
    ) -> Mapping[str, int]:
        """Values for cells that have none of their own; returns where 同上 was followed to."""
        covered = self.grid.covered.get(row)
        inherited: dict[str, int] = {}
        for lane in lanes:
            cell = lane.memo[cells[lane.index]]
            values[lane.name] = cell.value
            if cell.says is Says.SAME and lane.above_row < 0:
                self.found.append(Place(Code.NOTHING_ABOVE, row, lane.name))
            elif cell.says is Says.SAME:
                values[lane.name] = lane.above
                inherited[lane.name] = lane.above_row + 1
            elif lane.above_row >= 0 and self._is_filled(lane, row, covered, is_first=is_first):
                values[lane.name] = lane.above
            elif cell.is_doubtful and is_first:
                self._note(lane, row, cell.read)
        return inherited or NOWHERE

    def _is_filled(
        self, lane: _Lane, row: int, covered: Mapping[int, tuple[int, int]] | None, *, is_first: bool
    ) -> bool:
        """Whether an empty cell means the one above: merged with it, or blank in a column where blank says so."""
        fill = lane.column.fill
        if covered and fill is not Fill.NEVER and lane.index in covered:
            top, left = covered[lane.index]
            if top < row and left == lane.index:
                return True
        return fill is Fill.BLANK and is_first and not self._is_new_above(lane)

    def _is_new_above(self, lane: _Lane) -> bool:
        """A blank below a new name of a higher level is no repetition: the lower levels begin anew."""
        return any(
            other.since > lane.since and other.index < lane.index and other.column.fill is Fill.BLANK
            for other in self._identity
        )

    def _note(self, lane: _Lane, row: int, read: Read) -> None:
        if read.note:
            self.notes.append(read.note)
        for problem in read.problems:
            self.found.append(Place(problem.code, row, problem.column or lane.name, problem.params))


def _simplified(text: str) -> str:
    return simplify(repair(text))


def _by_place(item: tuple[str, int]) -> int:
    return item[1]
