"""Text files: prose by its lines, lists by their rows and columns."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from django.utils.translation import gettext as _

from gongkai.publishing.rules.sensitive.headers import LIST_WORD, roles_of
from gongkai.publishing.scanning.limits import Visit
from gongkai.publishing.scanning.pieces import Passage, Piece, Rows
from gongkai.tables.readers.encodings import decode

_DELIMITERS: Final = ",\t;|"
_SAMPLE: Final = 30  # lines
_MOST_ALIKE: Final = 0.8
_MANY: Final = 5  # delimiters make one line a list
_LARGEST: Final = 2**20
_LONGEST_HEADER: Final = 300
_LINE = re.compile("\n")
_BLANKS = re.compile(r"[ \u3000\t]+")


def read(content: bytes, visit: Visit) -> Iterator[Piece]:
    """A list as a table, anything else as prose."""
    text = decoded(content)
    rows = records(text)
    if rows is not None:
        yield Rows(rows, lambda row, column, _start, _end: _cell(row, column))
    else:
        told = _("第%(line)s行")
        yield Passage(text, by_line(text, lambda line: told % {"line": line + 1}))
        yield from columns_of(text, lambda line: told % {"line": line + 1})


def decoded(content: bytes) -> str:
    """Most files are UTF-8, which proves itself; the others are asked for their signs."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(content)[0]


def _cell(row: int, column: int) -> str:
    return _("第%(row)s行第%(column)s列") % {"row": row + 1, "column": column + 1}


def by_line(text: str, where: Callable[[int], str]) -> Callable[[int, int], str]:
    """Places by the number of their line, from 0."""
    ends = [found.start() for found in _LINE.finditer(text)]
    return lambda start, _end: where(bisect_right(ends, start - 1))


def records(text: str) -> list[list[str]] | None:
    """The records of a list; None where lines are not alike enough to be one."""
    delimiter = delimiter_of(text)
    return _records(text, delimiter) if delimiter else None


def delimiter_of(text: str) -> str | None:
    """What parts the cells of a list; None where lines are not alike enough to be one."""
    head = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE]
    for delimiter in _DELIMITERS:
        counts = Counter(line.count(delimiter) for line in head)
        most, lines = counts.most_common(1)[0] if counts else (0, 0)
        is_list = len(head) > 1 or most >= _MANY
        if most and is_list and lines >= _MOST_ALIKE * len(head):
            return delimiter
    return None


def _records(text: str, delimiter: str) -> list[list[str]] | None:
    # csv's own limit is a setting of the whole process; the readers of tables set it to the same value.
    csv.field_size_limit(_LARGEST)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return None


def columns_of(text: str, where: Callable[[int], str]) -> Iterator[Rows]:
    """Lists whose columns are parted by blanks, as a page has them: from a header as far as rows are alike."""
    for _start, number, rows in lists_in(text):
        yield _told(rows, number, where)


def lists_in(text: str) -> Iterator[tuple[int, int, list[list[str]]]]:
    """The same with the place and the line in which each begins."""
    end, number = 0, 0
    for word in LIST_WORD.finditer(text):
        if word.start() < end:
            continue
        start = text.rfind("\n", end, word.start()) + 1 or end
        number += text.count("\n", end, start)
        rows = _alike(text, start)
        if len(rows) > 1:
            yield start, number, rows
        number += max(1, len(rows))
        end = start
        for _row in rows or [[]]:
            end = text.find("\n", end) + 1 or len(text) + 1


def _alike(text: str, start: int) -> list[list[str]]:
    """A header at a place and the rows under it that have as many cells; nothing where no header stands."""
    rows: list[list[str]] = []
    while start <= len(text):
        stop = text.find("\n", start)
        line = text[start : stop if stop >= 0 else len(text)]
        cells = _BLANKS.split(line.strip()) if rows or len(line) < _LONGEST_HEADER else []
        is_header = len(cells) > 1 and len(roles_of(cells) or ()) > 1
        if is_header == bool(rows) or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
        start = stop + 1 if stop >= 0 else len(text) + 1
    return rows


def _told(rows: list[list[str]], first: int, where: Callable[[int], str]) -> Rows:
    return Rows(rows, lambda row, _column, _start, _end: where(first + row), is_repeated=True)
