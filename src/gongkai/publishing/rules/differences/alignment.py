"""Which lines of two texts are the same line? In time that grows with their length, not with its square.

Lines that stand once in both texts are anchors; between two anchors the search begins again, so what is unique only
there anchors there. What is left is held beside each other by likeness, in order.

Sources
    website_standards.md §6.4: who reviews sees what changed. The method is that of patience sorting, a known one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

L = TypeVar("L", bound=Hashable)
Pair = tuple[int | None, int | None]
Gap = tuple[int, int, int, int]  # old from, old to, new from, new to

_SMALL = 10_000  # old lines × new lines: below it a gap without anchors is compared line by line
_ALIKE = 0.3  # of the characters of the longer line; below it two lines have nothing to do with each other


def align(
    old: Sequence[L],
    new: Sequence[L],
    *,
    rough: Callable[[L], Hashable],
    words: Callable[[L], str],
) -> list[Pair]:
    """Pairs of places, in order, each place once; None where a line has no counterpart.

    `rough`: what stays of a line when a figure in it changes; `words`: its text, for likeness.
    """
    pairs: list[Pair] = []
    for i, j, gap in _walk(old, new):
        pairs += _in_gap(old, new, gap, rough=rough, words=words)
        if i is not None:
            pairs.append((i, j))
    return pairs


def alike(one: str, other: str) -> float:
    """How much of the longer text's characters the other has too, 0 to 1; their order is not asked."""
    if not one or not other:
        return float(one == other)
    return sum((Counter(one) & Counter(other)).values()) / max(len(one), len(other))


def _walk(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int | None, int | None, Gap]]:
    """Each pair of same lines with the gap before it; at the end the last gap, without a pair."""
    i0 = j0 = 0
    for i, j in same(old, new):
        yield i, j, (i0, i, j0, j)
        i0, j0 = i + 1, j + 1
    yield None, None, (i0, len(old), j0, len(new))


def same(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The lines that stayed: places of equal lines, rising in both texts."""
    found: list[tuple[int, int]] = []
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        gap = _stripped(old, new, gaps.pop(), found)
        anchors = _anchors(old, new, gap)
        if not anchors:
            found += _line_by_line(old, new, gap)
            continue
        found += anchors
        gaps += _between(gap, anchors)
    return sorted(found)


def _stripped(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap, found: list[tuple[int, int]]) -> Gap:
    """The gap without what is the same at its beginning and its end."""
    a, b, c, d = gap
    while a < b and c < d and old[a] == new[c]:
        found.append((a, c))
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        found.append((b, d))
    return a, b, c, d


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> list[tuple[int, int]]:
    """Lines that stand once in both, as many as rise in both."""
    a, b, c, d = gap
    there = _once(new, c, d)
    shared = [(i, there[line]) for line, i in _once(old, a, b).items() if line in there]
    return _longest_rise(sorted(shared))


def _once(lines: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    counts = Counter(lines[start:end])
    return {lines[place]: place for place in range(start, end) if counts[lines[place]] == 1}


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs sorted by their first place whose second places rise too."""
    ends: list[int] = []  # the smallest second place at which a rise of each length ends
    at: list[int] = []  # which pair that is
    before: list[int | None] = []
    for n, (_i, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        ends[length : length + 1], at[length : length + 1] = [j], [n]
        before.append(at[length - 1] if length else None)
    chosen = []
    n_or_none = at[-1] if at else None
    while n_or_none is not None:
        chosen.append(pairs[n_or_none])
        n_or_none = before[n_or_none]
    return chosen[::-1]


def _between(gap: Gap, anchors: Sequence[tuple[int, int]]) -> Iterator[Gap]:
    a, b, c, d = gap
    for i, j in [*anchors, (b, d)]:
        if a < i and c < j:
            yield a, i, c, j
        a, c = i + 1, j + 1


def _line_by_line(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> Iterator[tuple[int, int]]:
    a, b, c, d = gap
    if not 0 < (b - a) * (d - c) <= _SMALL:
        return
    for block in SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_matching_blocks():
        yield from ((a + block.a + n, c + block.b + n) for n in range(block.size))


def _in_gap(
    old: Sequence[L],
    new: Sequence[L],
    gap: Gap,
    *,
    rough: Callable[[L], Hashable],
    words: Callable[[L], str],
) -> list[Pair]:
    """Lines that changed beside what they became: first by what stayed of them, then by likeness."""
    a, b, c, d = gap
    if a == b or c == d:
        return [*((i, None) for i in range(a, b)), *((None, j) for j in range(c, d))]
    pairs: list[Pair] = []
    known = [(a + i, c + j) for i, j in same([rough(line) for line in old[a:b]], [rough(line) for line in new[c:d]])]
    i0, j0 = a, c
    for i, j in [*known, (b, d)]:
        pairs += _by_likeness(old, new, (i0, i, j0, j), words=words)
        if (i, j) != (b, d):
            pairs.append((i, j))
        i0, j0 = i + 1, j + 1
    return pairs


def _by_likeness(old: Sequence[L], new: Sequence[L], gap: Gap, *, words: Callable[[L], str]) -> Iterator[Pair]:
    """One after the other: like lines are a pair; of unlike ones the longer side's goes alone first."""
    a, b, c, d = gap
    while a < b and c < d:
        if alike(words(old[a]), words(new[c])) >= _ALIKE:
            yield a, c
            a, c = a + 1, c + 1
        elif b - a >= d - c:
            yield a, None
            a += 1
        else:
            yield None, c
            c += 1
    yield from ((i, None) for i in range(a, b))
    yield from ((None, j) for j in range(c, d))
