"""What readers hand over: texts and tables that know where each part of them stands in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from django.utils.translation import gettext as _

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is read as one. `place` tells where a part of it stands; if `only` is given, nothing else counts."""

    text: str
    place: Callable[[int, int], str]
    only: Sequence[Span] | None = None

    def counts(self, start: int, end: int) -> bool:
        return self.only is None or any(start < stop and begin < end for begin, stop in self.only)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table. `place` tells where a part of a cell stands: row, column, start, end.

    `is_repeated`: a passage holds the same text, and only what its headers add is new.
    """

    rows: Sequence[Sequence[str]]
    place: Callable[[int, int, int, int], str]
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A part that holds no text we can read: a person has to look."""

    where: str


Piece = Passage | Rows | Unread


def passage(text: str, where: str) -> Passage:
    """A text that stands in one place."""
    return Passage(text, lambda _start, _end: where)


def lines(texts: Sequence[str], where: Callable[[int], str]) -> Passage:
    """Texts each of which has a place of its own, read under each other."""
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    flat = "\n".join(text.replace("\n", " ") for text in texts)
    return Passage(flat, lambda start, _end: where(bisect_right(starts, start) - 1))


def within(pieces: Iterable[Piece], container: str) -> Iterator[Piece]:
    """The same pieces with the name of what holds them before their places."""
    for piece in pieces:
        yield _within(piece, container)


def _within(piece: Piece, container: str) -> Piece:
    if isinstance(piece, Unread):
        return Unread(joined(container, piece.where))
    if isinstance(piece, Passage):
        inner = piece.place
        return replace(piece, place=lambda start, end: joined(container, inner(start, end)))
    cell = piece.place
    return replace(piece, place=lambda *place: joined(container, cell(*place)))


def joined(container: str, where: str) -> str:
    """A place within a container."""
    return _("%(container)s：%(where)s") % {"container": container, "where": where} if where else container
