"""The text of a document as one long strip that remembers in which element each part of it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gongkai.publishing.rules.profiles.veiling import Edit


class Holder(NamedTuple):
    """An element that holds a piece of text, as its own or behind it; without one it is a sign between pieces."""

    element: Any
    is_tail: bool = False

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def write(self, text: str) -> None:
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


@dataclass(slots=True)
class Strip:
    """Pieces of text in order. An edit that reaches over several of them is written into the first."""

    starts: list[int] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    holders: list[Holder | None] = field(default_factory=list)
    length: int = 0

    def add(self, piece: str, holder: Holder | None = None) -> None:
        if piece:
            self.starts.append(self.length)
            self.pieces.append(piece)
            self.holders.append(holder)
            self.length += len(piece)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def edit(self, edits: Sequence[Edit]) -> None:
        """Make edits that are in order and apart."""
        for edit in reversed(edits):
            self._edit(edit)
        for number in {n for edit in edits for n in self._touched(edit)}:
            holder = self.holders[number]
            if holder is not None:
                holder.write(self.pieces[number])

    def _touched(self, edit: Edit) -> Iterable[int]:
        """By the places of the beginning, which edits from behind leave as they were."""
        first = bisect_right(self.starts, edit.start) - 1
        last = bisect_right(self.starts, max(edit.start, edit.end - 1)) - 1
        return range(first, last + 1)

    def _edit(self, edit: Edit) -> None:
        is_written = False
        for number in self._touched(edit):
            if self.holders[number] is None:
                continue
            piece, start = self.pieces[number], self.starts[number]
            front, behind = piece[: max(0, edit.start - start)], piece[max(0, edit.end - start) :]
            self.pieces[number] = front + ("" if is_written else edit.new) + behind
            is_written = True
