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

from gongkai.publishing.rules.sensitive.headers import roles_of
from gongkai.publishing.scanning.limits import Visit
from gongkai.publishing.scanning.pieces import Passage, Piece, Rows
from gongkai.tables.readers.encodings import decode

_DELIMITERS: Final = ",\t;|"
_SAMPLE: Final = 30  # lines
_MOST_ALIKE: Final = 0.8
_MANY: Final = 5  # delimiters make one line a list
_LARGEST: Final = 2**20
_LINE = re.compile("\n")
_BLANKS = re.compile(r"[ \u3000\t]+")


def read(content: bytes, visit: Visit) -> Iterator[Piece]:
    """A list as a table, anything else as prose."""
    text, _encoding = decode(content)
    rows = _rows(text)
    if rows is not None:
        yield Rows(rows, lambda row, column, _start, _end: _cell(row, column))
    else:
        place = by_line(text, lambda line: _("第%(line)s行") % {"line": line + 1})
        yield Passage(text, place)
        yield from columns_of(text, lambda line: _("第%(line)s行") % {"line": line + 1})


def _cell(row: int, column: int) -> str:
    return _("第%(row)s行第%(column)s列") % {"row": row + 1, "column": column + 1}


def by_line(text: str, where: Callable[[int], str]) -> Callable[[int, int], str]:
    """Places by the number of their line, from 0."""
    ends = [found.start() for found in _LINE.finditer(text)]
    return lambda start, _end: where(bisect_right(ends, start - 1))


def _rows(text: str) -> list[list[str]] | None:
    """The records of a list; None where lines are not alike enough to be one."""
    head = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE]
    for delimiter in _DELIMITERS:
        counts = Counter(line.count(delimiter) for line in head)
        most, lines = counts.most_common(1)[0] if counts else (0, 0)
        is_list = len(head) > 1 or most >= _MANY
        if most and is_list and lines >= _MOST_ALIKE * len(head):
            return _records(text, delimiter)
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
    rows: list[list[str]] = []
    first = 0
    for number, line in enumerate(text.splitlines()):
        cells = _BLANKS.split(line.strip())
        if len(cells) > 1 and len(roles_of(cells) or ()) > 1:
            yield from _told(rows, first, where)
            rows, first = [cells], number
        elif rows and len(cells) == len(rows[0]):
            rows.append(cells)
        elif rows:
            yield from _told(rows, first, where)
            rows = []
    yield from _told(rows, first, where)


def _told(rows: list[list[str]], first: int, where: Callable[[int], str]) -> Iterator[Rows]:
    if len(rows) > 1:
        yield Rows(rows, lambda row, _column, _start, _end: where(first + row), is_repeated=True)
