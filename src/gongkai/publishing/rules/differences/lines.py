"""Two texts beside each other: which lines stayed, changed, came and went, and inside a changed one which words.

Sources
    GB/T 37668-2019: a change is told by words and marks, not by colour alone (<ins>, <del>).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from gongkai.publishing.rules.differences.alignment import Pair, align
from gongkai.publishing.rules.differences.blocks import Block, Shape, blocks
from gongkai.standards.rules.wording import ADDED, REMOVED, SAME, Segment, words

_LONGEST = 4_000_000  # characters × characters that are compared word by word; beyond it the whole text changed


class Kind(StrEnum):
    """What became of a line."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


Cell = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of both texts, or of one. `old` and `new` hold its cells, each in words that stayed, went or came."""

    kind: Kind
    shape: Shape
    old: tuple[Cell, ...]
    new: tuple[Cell, ...]
    is_only_form: bool = False  # the same words: bold, a link, a picture, merged cells changed


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of a kind to be shown, or so many unchanged ones to be left out."""

    lines: tuple[Line, ...]
    left_out: int = 0


def differing_lines(old: str, new: str) -> tuple[Line, ...]:
    """Every line of two cleaned texts, beside each other."""
    before, after = blocks(old), blocks(new)
    pairs = align(before, after, rough=lambda block: block.rough, words=lambda block: block.text)
    return tuple(_line(before, after, pair) for pair in pairs)


def worded(old: str, new: str) -> Cell:
    """What of a text stayed, went and came. Ends that are the same are not searched, however long they are."""
    if old == new:
        return _whole(SAME, old)
    start = _shared(old, new)
    head, old, new = old[:start], old[start:], new[start:]
    end = _shared(old[::-1], new[::-1])
    tail, old, new = old[len(old) - end :], old[: len(old) - end], new[: len(new) - end]
    middle = words(old, new) if len(old) * len(new) <= _LONGEST else (Segment(REMOVED, old), Segment(ADDED, new))
    return _joined([Segment(SAME, head), *middle, Segment(SAME, tail)])


def folded(lines: Sequence[Line], *, around: int = 1) -> tuple[Run, ...]:
    """The changed lines with a few of their neighbours; longer unchanged stretches by their number."""
    shown = _shown(lines, around=around)
    runs = []
    for is_shown, group in groupby(enumerate(lines), key=lambda numbered: shown[numbered[0]]):
        found = tuple(line for _place, line in group)
        runs.append(Run(found) if is_shown else Run((), len(found)))
    return tuple(runs)


def _shown(lines: Sequence[Line], *, around: int) -> list[bool]:
    """Changed lines and those near them; of an unchanged stretch a single line is shown rather than counted."""
    shown = [line.kind is not Kind.SAME for line in lines]
    for place in [n for n, is_changed in enumerate(shown) if is_changed]:
        for near in range(max(place - around, 0), min(place + around + 1, len(lines))):
            shown[near] = True
    for place in range(len(lines)):
        if not shown[place] and all(shown[near] for near in (place - 1, place + 1) if 0 <= near < len(lines)):
            shown[place] = any(shown)
    return shown


def _line(before: Sequence[Block], after: Sequence[Block], pair: Pair) -> Line:
    old = before[pair[0]] if pair[0] is not None else None
    new = after[pair[1]] if pair[1] is not None else None
    if old is None or new is None:
        only = old or new
        assert only is not None
        cells = tuple(_whole(REMOVED if old else ADDED, text) for text in only.cells)
        kind = Kind.REMOVED if old else Kind.ADDED
        return Line(kind, only.shape, cells if old else (), cells if new else ())
    if old == new:
        cells = tuple(_whole(SAME, text) for text in old.cells)
        return Line(Kind.SAME, new.shape, cells, cells)
    before_cells, after_cells = _changed_cells(old, new)
    is_form = old.cells == new.cells
    return Line(Kind.CHANGED, new.shape, before_cells, after_cells, is_only_form=is_form)


def _changed_cells(old: Block, new: Block) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Cell beside cell; where a column came or went, the cells are aligned like lines."""
    if len(old.cells) == len(new.cells):
        pairs: list[Pair] = [(n, n) for n in range(len(old.cells))]
    else:
        pairs = align(old.cells, new.cells, rough=str, words=str)
    before: list[Cell] = []
    after: list[Cell] = []
    for i, j in pairs:
        segments = worded(old.cells[i] if i is not None else "", new.cells[j] if j is not None else "")
        if i is not None:
            before.append(tuple(s for s in segments if s.kind != ADDED))
        if j is not None:
            after.append(tuple(s for s in segments if s.kind != REMOVED))
    return tuple(before), tuple(after)


def _whole(kind: str, text: str) -> Cell:
    return (Segment(kind, text),) if text else ()


def _joined(segments: Sequence[Segment]) -> Cell:
    return tuple(_merged(segment for segment in segments if segment.text))


def _merged(segments: Iterator[Segment]) -> Iterator[Segment]:
    """Neighbours of one kind are one: the ends that were cut off belong to what stayed beside them."""
    for kind, group in groupby(segments, key=lambda segment: segment.kind):
        yield Segment(kind, "".join(segment.text for segment in group))


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with in common, never parting a word of letters or digits."""
    most = min(len(one), len(other))
    count = next((n for n in range(most) if one[n] != other[n]), most)
    while count and _cuts(one, count) | _cuts(other, count):
        count -= 1
    return count


def _cuts(text: str, place: int) -> bool:
    return place < len(text) and _is_letter(text[place - 1]) and _is_letter(text[place])


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum() or character.isspace()
