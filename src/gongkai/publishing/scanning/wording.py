"""Wrong words, and what does not hang together, in a piece of a file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from gongkai.publishing.rules.references import find_slips
from gongkai.publishing.rules.sensitive import Level
from gongkai.publishing.rules.wording import Matcher, choose, shown
from gongkai.publishing.scanning.located import Located
from gongkai.publishing.scanning.pieces import Passage, Piece, Rows, Unread

_Place = Callable[[int, int], str]


def in_piece(piece: Piece, *, on: date, matchers: Sequence[Matcher]) -> Iterator[Located]:
    """Everything but personal information; what tracked changes struck out is not read for its words."""
    if isinstance(piece, Unread) or (isinstance(piece, Passage) and piece.only is not None):
        return
    text, place = (piece.text, piece.place) if isinstance(piece, Passage) else _flat(piece)
    for hit in choose(hit for matcher in matchers for hit in matcher.occurrences(text, on=on)):
        yield Located(
            hit.word.kind, Level(hit.word.level), place(hit.start, hit.end), shown(hit.word.word, hit.word.suggestion)
        )
    for slip in find_slips(text, on=on):
        yield Located(slip.kind, Level.WARN, place(slip.start, slip.end), shown(slip.shown, slip.right))


def _flat(rows: Rows) -> tuple[str, _Place]:
    """The cells of a table under each other, read at once: there may be a hundred thousand of them."""
    cells, starts, at = [], [], 0
    places = []
    for row, values in enumerate(rows.rows):
        for column, value in enumerate(values):
            if value:
                cells.append(value)
                starts.append(at)
                places.append((row, column))
                at += len(value) + 1

    def place(start: int, end: int) -> str:
        number = bisect_right(starts, start) - 1
        row, column = places[number]
        return rows.place(row, column, start - starts[number], end - starts[number])

    return "\n".join(cells), place
