"""A table in a document of whatever format: its cells on a grid, masked, and its dropped columns taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.publishing.masking.kinds import Task
from gongkai.publishing.masking.strips import Strip
from gongkai.publishing.rules.profiles import Treated, home, treat
from gongkai.publishing.rules.profiles.veiling import edits_in_rows

Narrow = Callable[[Any, int], None]


@dataclass(slots=True)
class Cell:
    """A cell: its element, the column in which it begins, how many it covers, its text."""

    element: Any
    column: int
    span: int
    strip: Strip


def mask_table(lines: Sequence[Sequence[Cell]], task: Task, where: str, *, narrow: Narrow) -> frozenset[int]:
    """Mask the cells of a table and take its dropped columns away: which they were. `narrow`: say a cell's new span."""
    rows = [_spread(line) for line in lines]
    done = treat(rows, profile=task.profile, on=task.on, also=task.also)
    task.table(done, rows, where)
    for number, line in enumerate(lines):
        for cell in line:
            cell.strip.edit(done.edits((number, cell.column), cell.strip.text))
    _mask_as_read(lines, task, where)
    for number, line in enumerate(lines):
        _narrow(line, number, done, narrow)
    return done.dropped


def _spread(line: Sequence[Cell]) -> list[str]:
    """A row by its columns; what a wide cell covers is empty."""
    row = [""] * max((cell.column + cell.span for cell in line), default=0)
    for cell in line:
        row[cell.column] = cell.strip.text
    return row


def _mask_as_read(lines: Sequence[Sequence[Cell]], task: Task, where: str) -> None:
    """Once more as a reader sees it who knows nothing of spans: other cells stand beside each other then."""
    rows = [[cell.strip.text for cell in line] for line in lines]
    for (row, column), edits in edits_in_rows(rows, on=task.on, also=task.also).items():
        for edit in edits:
            task.mask(rows[row][column], edit, where)
        lines[row][column].strip.edit(edits)


def _narrow(line: Sequence[Cell], number: int, done: Treated, narrow: Narrow) -> None:
    kept = {cell.column: cell for cell in line if not _columns(cell) <= done.dropped}
    going = [cell for cell in line if cell.column not in kept]
    for cell in going:
        texts = [kept[c].strip.text if c in kept else "-" for c in range(max(kept, default=-1) + 1)]
        is_said = cell.strip.text.strip() and (number, cell.column) not in done.cleared
        new = home(texts, cell.column, done.dropped) if is_said else None
        if new is not None:
            # It takes the place of an empty cell beside it, format and all.
            free = kept[new]
            kept[new] = Cell(cell.element, new, free.span, cell.strip)
            cell = free
        cell.element.getparent().remove(cell.element)
    for cell in kept.values():
        if done.dropped:
            narrow(cell.element, len(_columns(cell) - done.dropped))


def _columns(cell: Cell) -> frozenset[int]:
    return frozenset(range(cell.column, cell.column + cell.span))
