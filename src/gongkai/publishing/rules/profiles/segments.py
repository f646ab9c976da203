"""Which rows of a table are its header, which are about someone, which are totals or words beside the list?

Sources
    website_standards.md §6.5: header classifier over the tables of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.publishing.rules.profiles.columns import column_of
from gongkai.publishing.rules.profiles.kinds import Column
from gongkai.publishing.rules.sensitive.people import is_name

Row = Sequence[str]
PERSONS = frozenset(
    {Column.NAME, Column.CHILD, Column.GUARDIAN, Column.IDENTITY, Column.PERMIT, Column.ACCOUNT, Column.REPRESENTATIVE}
)
_ABOUT = PERSONS | {Column.ORGANISATION, Column.CREDIT_CODE}
_LONGEST = 30
_VALUE = re.compile(r"[0-9]{5}|[*＊]{2}|^[¥￥]?[0-9][0-9,.，]*(?:万?元|亩|人|户)?$")
_TOTAL = re.compile(r"(?:[合总小共]\s*计|累\s*计|总\s*数|本[页村组镇乡].{0,4}计|全[县镇乡村].{0,4}计).{0,12}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A list within a table: what its columns are called, what they hold, and which rows are about someone."""

    headers: Mapping[int, str]
    columns: Mapping[int, Column]
    head: range
    rows: range  # behind the header, up to the next one

    @property
    def is_about_someone(self) -> bool:
        return any(column in _ABOUT for column in self.columns.values())


def segments_of(rows: Sequence[Row]) -> list[Segment]:
    """The lists of a table that have a header, in order."""
    blocks = list(_headers(rows))
    ends = [start for start, _stop in blocks[1:]] + [len(rows)] * bool(blocks)
    spans = [(range(start, stop), range(stop, end)) for (start, stop), end in zip(blocks, ends, strict=True)]
    return [Segment(*_called(rows[head.start : head.stop]), head, behind) for head, behind in spans]


def _headers(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """First and last row (exclusive) of each header; what stands over it and has several cells belongs to it."""
    number, first = 0, True
    while number < len(rows):
        if not _is_header(rows[number], whole=not first):
            number += 1
            continue
        start = number - (number > 0 and first and _may_group(rows[number - 1]))
        number += 1
        while number < len(rows) and _goes_on(rows[number]):
            number += 1
        yield start, number
        first = False


def _is_header(row: Row, *, whole: bool) -> bool:
    """Whether a row names columns. Within a list only a row that says nothing else is its header once more."""
    cells = [cell for cell in row if cell.strip()]
    if len(cells) < 2 or any(len(cell) > _LONGEST or _VALUE.search(cell.strip()) for cell in cells):
        return False
    known = [column for column in map(column_of, cells) if column is not Column.UNKNOWN]
    is_enough = len(known) >= 2 and len(known) * 2 >= len(cells) and (len(known) == len(cells) or not whole)
    return is_enough and any(column in _ABOUT for column in known) and not any(map(_is_called, cells))


def _is_called(cell: str) -> bool:
    """Whether a cell holds a person's name: then the row is about her."""
    return column_of(cell) is Column.UNKNOWN and is_name(cell.strip())


def _may_group(row: Row) -> bool:
    cells = [cell for cell in row if cell.strip()]
    return len(cells) > 1 and not any(len(c) > _LONGEST or _VALUE.search(c.strip()) or _is_called(c) for c in cells)


def _goes_on(row: Row) -> bool:
    """A second row of a header: names of columns and nothing else."""
    cells = [cell for cell in row if cell.strip()]
    return bool(cells) and _may_group([*cells, "-"]) and all(column_of(c) is not Column.UNKNOWN for c in cells)


def _called(block: Sequence[Row]) -> tuple[dict[int, str], dict[int, Column]]:
    """Headers and what they say; the lowest that says something, else the lowest."""
    headers: dict[int, str] = {}
    columns: dict[int, Column] = {}
    for column in range(max(map(len, block))):
        written = [row[column].strip() for row in reversed(block) if column < len(row) and row[column].strip()]
        known = next((text for text in written if column_of(text) is not Column.UNKNOWN), None)
        if written:
            headers[column] = known or written[0]
            columns[column] = column_of(headers[column])
    return headers, columns


def is_total(row: Row) -> bool:
    """Whether a row adds others up."""
    return any(map(says_total, row))


def says_total(cell: str) -> bool:
    """Whether a cell says so."""
    return _TOTAL.fullmatch(cell.strip()) is not None


def is_aside(row: Row, personal: frozenset[int]) -> bool:
    """Whether a row is words beside the list: one cell alone, unless it is short and where persons stand."""
    filled = [(place, cell.strip()) for place, cell in enumerate(row) if cell.strip()]
    if len(filled) != 1:
        return not filled
    place, text = filled[0]
    return place not in personal or len(text) > 8
