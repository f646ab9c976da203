"""Which rows are the header, and which column is which?

Headers have one row or two (groups above, columns below), stand below titles, come back at every page, and are
called many things. What the aliases of a layout do not know is asked (see questions).

Sources
    catalogues.md §2.2: header variants of published catalogues.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gongkai.tables.grid import Grid
from gongkai.tables.layout import UNDER, Column, Layout
from gongkai.tables.text import plain

SEARCHED = 15  # first rows of a table in which its header may stand

_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_LONGEST = 60  # characters; a header cell with its remarks may be long, its name is not


@dataclass(frozen=True)
class Header:
    """A header as found. `names[i]` is the layout's name of column i; `texts[i]` is what was printed, plain."""

    rows: tuple[int, ...]  # from 0
    names: tuple[str | None, ...]
    texts: tuple[str, ...]
    printed: str = ""  # every header cell, for legends and remarks

    @cached_property
    def columns(self) -> dict[str, int]:
        """Column name → its first place."""
        found: dict[str, int] = {}
        for i, name in enumerate(self.names):
            if name:
                found.setdefault(name, i)
        return found

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.texts)

    @property
    def unknown(self) -> tuple[tuple[int, str], ...]:
        """Columns that have a header that nobody knows."""
        return tuple(
            (i, text) for i, (name, text) in enumerate(zip(self.names, self.texts, strict=True)) if text and not name
        )

    def with_columns(self, columns: Sequence[str | None]) -> Header:
        """The same header, read as a person said."""
        names = tuple(columns[i] if i < len(columns) else None for i in range(len(self.names)))
        return Header(self.rows, names, self.texts, self.printed)


def fingerprint(texts: Sequence[str]) -> str:
    """By what a header is known again."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()


def find(grid: Grid, layout: Layout[Any], *, start: int = 0, stop: int | None = None) -> Header | None:
    """The first header from `start` on."""
    last = min(len(grid.rows), start + SEARCHED if stop is None else stop)
    return next((found for row in range(start, last) if (found := at(grid, row, layout))), None)


def at(grid: Grid, row: int, layout: Layout[Any]) -> Header | None:
    """The header that begins in this row, if one does."""
    upper = _row(grid, row)
    if not _is_header(upper, layout):
        return None
    lower = _row(grid, row + 1) if row + 1 < len(grid.rows) else []
    if _is_lower_half(grid, row + 1, lower, upper, layout):
        return _header(layout, (row, row + 1), upper, lower)
    return _header(layout, (row,), upper, [])


def _row(grid: Grid, row: int) -> list[str]:
    """The header texts of a row, long prose cut away: that is no header."""
    return [_name(grid.text(row, column)) for column in range(grid.width_of(row))]


def _name(text: str) -> str:
    return plain(text) if len(text) < 4 * _LONGEST else ""


def _is_header(texts: Sequence[str], layout: Layout[Any]) -> bool:
    found = {text for text in texts if text}
    known = {text for text in found if resolve(text, "", layout) or _group(text, layout)}
    return len(known) >= layout.least_headers and 2 * len(known) >= len(found)


def _is_lower_half(grid: Grid, row: int, lower: Sequence[str], upper: Sequence[str], layout: Layout[Any]) -> bool:
    """Whether the row below names the columns of the groups above."""
    groups = _groups(upper, layout)
    named, strange = 0, 0
    for column, text in enumerate(lower):
        above = upper[column] if column < len(upper) else ""
        if not text or text == above:
            continue
        group = groups[column] if column < len(groups) else ""
        if group and resolve(text, group, layout):
            named += 1
        elif not (resolve(text, "", layout) or (group and _base(text))):
            strange += 1
    return named > 0 and strange <= named // 4


def _groups(upper: Sequence[str], layout: Layout[Any]) -> list[str]:
    """The group over each column; an empty cell belongs to the group on its left."""
    found: list[str] = []
    for text in upper:
        left = found[-1] if found else ""
        found.append(_group(text, layout) if text else left)
    return found


def _group(text: str, layout: Layout[Any]) -> str:
    return layout.group_names.get(text) or layout.group_names.get(_base(text), "")


def _header(layout: Layout[Any], rows: tuple[int, ...], upper: Sequence[str], lower: Sequence[str]) -> Header:
    groups = _groups(upper, layout)
    names: list[str | None] = []
    texts: list[str] = []
    for column in range(max(len(upper), len(lower))):
        above = upper[column] if column < len(upper) else ""
        below = lower[column] if column < len(lower) else ""
        is_split = bool(below) and below != above
        group = groups[column] if is_split and column < len(groups) else ""
        name = resolve(below if is_split else above, group, layout)
        names.append(name if name not in names else None)
        texts.append(f"{above}{UNDER}{below}" if is_split and above else below or above)
    return Header(rows, tuple(names), tuple(texts), printed="\n".join(dict.fromkeys([*upper, *lower])))


def resolve(text: str, group: str, layout: Layout[Any]) -> str | None:
    """The column that a header names: in full, then without what stands in brackets."""
    if not text:
        return None
    for form in (text, _base(text)):
        name = layout.aliases.get(f"{group}{UNDER}{form}") or layout.aliases.get(form)
        if name:
            return name
    return next((c.name for c in layout.columns if c.pattern and c.pattern.fullmatch(_base(text))), None)


def _base(text: str) -> str:
    """A header without its remarks: 公开内容(要素) → 公开内容."""
    before = None
    while before != text:
        before, text = text, _REMARK.sub("", text)
    return text.rstrip("*:")


def guess(rows: Sequence[Sequence[str]], layout: Layout[Any]) -> tuple[str | None, ...]:
    """What the columns of a table without a header seem to be, from the look of their cells and their order."""
    width = max(map(len, rows), default=0)
    order = [column for column in layout.columns if column.sign or column.is_required]
    names: list[str | None] = []
    for i in range(width):
        name = _anchor(rows, i, order)
        names.append(name if name not in names else None)
    _fill_between(names, [column.name for column in order])
    return tuple(names)


def _anchor(rows: Sequence[Sequence[str]], index: int, order: Sequence[Column]) -> str | None:
    """The column whose sign all filled cells bear."""
    cells = [text for row in rows[:20] if index < len(row) and (text := plain(row[index]))]
    return next((c.name for c in order if c.sign and cells and all(c.sign.search(text) for text in cells)), None)


def _fill_between(names: list[str | None], order: Sequence[str]) -> None:
    """Between two columns that are certain, those of the order, if exactly as many are missing."""
    certain = [i for i, name in enumerate(names) if name]
    for left, right in zip(certain, certain[1:], strict=False):
        between = order[order.index(str(names[left])) + 1 : order.index(str(names[right]))]
        if len(between) == right - left - 1:
            names[left + 1 : right] = between
