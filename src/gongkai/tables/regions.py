"""Where in a table does a list begin and end, and what stands around it?

A sheet may hold several lists, one below the other, each with title and header; a header may come back at every page;
titles stand above, notes below, in the table itself or in the text around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from gongkai.tables import headers
from gongkai.tables.grid import Block, Grid, Table
from gongkai.tables.headers import Header
from gongkai.tables.layout import UNDER, Layout
from gongkai.tables.pieces import by_numbers
from gongkai.tables.text import compact, repair

if TYPE_CHECKING:
    from gongkai.tables.questions import Answers

NOTE = re.compile(r"\s*(?:备\s*注|附\s*注|注|填表说明|编制说明|说\s*明)\s*\d{0,2}\s*[:：.、]\s*")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、．)]")
_PREFIX = re.compile(
    r"^(?:附件?\s*\d*[:：]?|附表\s*\d*[:：]?|表\s*\d+[:：]?|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
    r"|\d{1,3}[.、．])\s*"
)
_META: Final = ("填报单位", "填报时间", "索引号", "发布日期", "发布机构", "单位:", "单位：")
_LONGEST_TITLE: Final = 80
_HITS: Final = 3  # cells of a row that look like header cells before it is looked at closely


@dataclass(frozen=True, slots=True)
class Region:
    """One list in a table: rows `first` to `last` (from 0, the last not included), without the repeated headers."""

    header: Header
    first: int
    last: int
    lines_above: tuple[str, ...] = ()
    heading: str = ""
    title: str = ""
    notes: tuple[str, ...] = ()
    repeated: frozenset[int] = field(default_factory=frozenset)


@dataclass
class _Start:
    """A list whose end is not known yet."""

    header: Header
    first: int
    lines: list[str]
    begin: int  # where its title lines begin
    repeated: set[int] = field(default_factory=set)


def regions(table: Table, layout: Layout[Any], answers: Answers) -> Iterator[Region]:
    """The lists of a table, in order."""
    starts = _starts(table.grid, layout, answers)
    for i, start in enumerate(starts):
        last = starts[i + 1].begin if i + 1 < len(starts) else len(table.grid.rows)
        is_last = i + 1 == len(starts)
        heading = "" if start.lines or i else _heading(table.above, layout)
        yield Region(
            header=start.header,
            first=start.first,
            last=last,
            lines_above=tuple(start.lines),
            heading=heading,
            title=_title(start.lines, layout) or clean_title(heading),
            notes=tuple(_notes_below(table.below)) if is_last else (),
            repeated=frozenset(start.repeated),
        )


def _starts(grid: Grid, layout: Layout[Any], answers: Answers) -> list[_Start]:
    header = headers.find(grid, layout) or _answered(grid, answers)
    if header is None:
        return []
    first = header.rows[-1] + 1 if header.rows else _first_row(grid)
    top = header.rows[0] if header.rows else first
    starts = [_Start(_as_answered(header, answers), first, _lone_lines(grid, range(top)), begin=0)]
    for row in _likely_headers(grid, first, starts[0].header, layout):
        if row >= starts[-1].first and (again := headers.at(grid, row, layout)):
            _take_again(grid, row, _as_answered(again, answers), starts)
    return starts


def _take_again(grid: Grid, row: int, header: Header, starts: list[_Start]) -> None:
    """A header further down: of the same list on its next page, or of another list."""
    begin = _title_begins(grid, row, floor=starts[-1].first)
    lines = _lone_lines(grid, range(begin, row))
    current = starts[-1]
    is_same = header.names == current.header.names and (not lines or lines == current.lines)
    if not is_same:
        starts.append(_Start(header, header.rows[-1] + 1, lines, begin))
    else:
        # The title that comes back with the header is no row either.
        current.repeated |= {*header.rows, *(r for r in range(begin, row) if any(grid.rows[r]))}


def _answered(grid: Grid, answers: Answers) -> Header | None:
    """A table without a header whose columns a person named."""
    first = _first_row(grid)
    texts = grid.rows[first] if first < len(grid.rows) else ()
    columns = answers(headers.fingerprint(texts)) if texts else None
    return Header((), tuple(columns), tuple(texts)) if columns is not None else None


def _as_answered(header: Header, answers: Answers) -> Header:
    columns = answers(header.fingerprint) if header.rows else None
    return header if columns is None else header.with_columns(columns)


def _first_row(grid: Grid) -> int:
    return next((i for i, cells in enumerate(grid.rows) if any(cells)), len(grid.rows))


def _likely_headers(grid: Grid, first: int, header: Header, layout: Layout[Any]) -> list[int]:
    """Rows with several cells that stand in headers: cheap to tell, so that long lists stay quick."""
    heads = {text for row in header.rows for text in grid.rows[row] if text}
    heads |= {alias.rpartition(UNDER)[2] for alias in layout.aliases} | set(layout.group_names)
    rows = grid.rows
    return [i for i in range(first, len(rows)) if len(heads.intersection(rows[i])) >= _HITS]


def _title_begins(grid: Grid, row: int, *, floor: int) -> int:
    """The first of the lone lines right above a header; a note belongs to the list above."""
    begin = row
    while begin > floor and (is_blank(grid.rows[begin - 1]) or _is_title_line(grid, begin - 1)):
        begin -= 1
    return begin


def _is_title_line(grid: Grid, row: int) -> bool:
    text = lone_text(grid.rows[row])
    return bool(text) and not NOTE.match(text)


def _lone_lines(grid: Grid, rows: range) -> list[str]:
    found = []
    for row in rows:
        texts = [repair(text).strip() for text in grid.rows[row] if text]
        found += [text for text in dict.fromkeys(texts) if len(set(texts)) <= 2]
    return found


def is_blank(cells: Sequence[str]) -> bool:
    return cells.count("") == len(cells)


def lone_text(cells: Sequence[str]) -> str:
    """The text of a row that has only one (repeated in every cell where a merge was undone)."""
    filled = [text for text in cells if text]
    return filled[0] if filled and (len(filled) == 1 or len(set(filled)) == 1) else ""


def _heading(above: Sequence[Block], layout: Layout[Any]) -> str:
    """The nearest text above that names a list, else the nearest heading."""
    short = [b for b in reversed(above) if len(b.text) <= _LONGEST_TITLE and not NOTE.match(b.text)]
    named = next((b for b in short if layout.title.search(b.text)), None)
    block = named or next((b for b in short if b.level), None)
    return repair(block.text).strip() if block else ""


def _title(lines: Sequence[str], layout: Layout[Any]) -> str:
    lines = [line for line in lines if not line.startswith(_META) and not NOTE.match(line)]
    named = next((line for line in lines if layout.title.search(line)), None)
    return clean_title(named or next((line for line in lines if len(compact(line)) > 5), ""))


def clean_title(text: str) -> str:
    """A title without its number, quotes and broken spaces."""
    bare, before = compact(repair(text)), None
    while before != bare:
        before, bare = bare, _PREFIX.sub("", bare)
    return bare.strip("“”\"'*")


def _notes_below(blocks: Sequence[Block]) -> Iterator[str]:
    """Notes, each with the numbered lines that follow it."""
    note = ""
    for block in blocks:
        if NOTE.match(block.text):
            yield from split_note(note)
            note = block.text
        elif note and _NUMBERED.match(block.text):
            note = f"{note}\n{block.text}"
        elif note:
            break
    yield from split_note(note)


def split_note(text: str) -> list[str]:
    """The notes in a line below a table, each without its number and full stop."""
    body = NOTE.sub("", repair(text), count=1)
    parts = by_numbers(body) or body.split("\n")
    return [note for part in parts if (note := compact(part).rstrip(";。"))]
