"""Two people wrote in one draft at once. What of both can stand together, and where must one of them choose?

Both began from the same text. Paragraph by paragraph: what one changed and the other left alone is taken from the one;
what both changed is shown, never decided here. A paragraph, a list, a table is changed as a whole.

Sources
    No instrument. The three-way merge of paragraphs that tools for plain text have used since diff3 (1988).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from html.parser import HTMLParser
from typing import Any

Blocks = tuple[str, ...]
VOID = frozenset({"br", "img"})
INLINE = frozenset({"a", "strong", "em"})


class Pick(StrEnum):
    """What is taken where both changed the same place."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text in the three versions."""

    base: Blocks
    mine: Blocks
    theirs: Blocks

    @property
    def is_conflict(self) -> bool:
        return self.mine != self.theirs and self.base not in (self.mine, self.theirs)

    def settled(self, pick: Pick) -> Blocks:
        """What stands in the result."""
        if not self.is_conflict:
            return self.theirs if self.mine == self.base else self.mine
        return {Pick.MINE: self.mine, Pick.THEIRS: self.theirs, Pick.BOTH: (*self.theirs, *self.mine)}[pick]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form in the three versions."""

    name: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def is_conflict(self) -> bool:
        return self.mine != self.theirs and self.base not in (self.mine, self.theirs)

    def settled(self, pick: Pick) -> Any:
        """One value: no field can hold two."""
        if not self.is_conflict:
            return self.theirs if self.mine == self.base else self.mine
        return self.theirs if pick is Pick.THEIRS else self.mine


def merge(*, base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[Part, ...]:
    """The text in stretches: the same in all three, changed by one, or changed by both."""
    return tuple(_parts(tuple(base), tuple(mine), tuple(theirs)))


def text_of(parts: Sequence[Part], picks: Mapping[int, Pick]) -> str:
    """The merged text. Where both changed and nobody chose, both stand: nothing is lost."""
    return "".join(block for number, part in enumerate(parts) for block in part.settled(picks.get(number, Pick.BOTH)))


def changed_fields(*, base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields that somebody sent and that are not the same on both sides. Unknown before counts as theirs."""
    fields = (Field(name, base.get(name, theirs.get(name)), said, theirs.get(name)) for name, said in mine.items())
    return tuple(field for field in fields if field.mine != field.theirs)


def blocks_of(html: str) -> Blocks:
    """The paragraphs, headings, lists and tables of a cleaned text, in order; joined they give it again."""
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    return tuple(reader.finished())


def _parts(base: Blocks, mine: Blocks, theirs: Blocks) -> Iterator[Part]:
    at_base = at_mine = at_theirs = 0
    for start, in_mine, in_theirs, length in _common(base, mine, theirs):
        between = Part(base[at_base:start], mine[at_mine:in_mine], theirs[at_theirs:in_theirs])
        if between.base or between.mine or between.theirs:
            yield between
        same = base[start : start + length]
        if same:
            yield Part(same, same, same)
        at_base, at_mine, at_theirs = start + length, in_mine + length, in_theirs + length


def _common(base: Blocks, mine: Blocks, theirs: Blocks) -> Iterator[tuple[int, int, int, int]]:
    """Where all three agree: (place in base, in mine, in theirs, length), and at last the ends."""
    left, right = _matches(base, mine), _matches(base, theirs)
    i = j = 0
    while i < len(left) and j < len(right):
        base_i, mine_i, length_i = left[i]
        base_j, theirs_j, length_j = right[j]
        start, end = max(base_i, base_j), min(base_i + length_i, base_j + length_j)
        if start < end:
            yield start, mine_i + start - base_i, theirs_j + start - base_j, end - start
        if base_i + length_i < base_j + length_j:
            i += 1
        else:
            j += 1
    yield len(base), len(mine), len(theirs), 0


def _matches(base: Blocks, other: Blocks) -> list[tuple[int, int, int]]:
    found = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return [(match.a, match.b, match.size) for match in found]


class _Blocks(HTMLParser):
    """Cuts a text where an element of the first level ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._whole: list[str] = []
        self._open: list[str] = []
        self._depth = 0

    def finished(self) -> list[str]:
        """All blocks; white space between them belongs to none and is dropped."""
        self._cut()
        return self._whole

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_inline = tag in VOID or tag in INLINE
        if not self._depth and not is_inline:
            self._cut()
        self._open.append(self.get_starttag_text() or "")
        self._depth += tag not in VOID

    def handle_endtag(self, tag: str) -> None:
        self._open.append(f"</{tag}>")
        self._depth = max(0, self._depth - 1)
        if not self._depth and tag not in INLINE:
            self._cut()

    def handle_data(self, data: str) -> None:
        self._open.append(data)

    def handle_entityref(self, name: str) -> None:
        self._open.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._open.append(f"&#{name};")

    def _cut(self) -> None:
        block = "".join(self._open)
        if block.strip():
            self._whole.append(block)
        self._open.clear()
