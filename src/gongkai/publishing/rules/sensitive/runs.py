"""Where do digits stand together, and in which groups are they written?

Sources
    website_standards.md §6.5: numbers are written with blanks, hyphens and full-width digits, and inside longer codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from gongkai.publishing.rules.sensitive.folding import GAPS

LEAST = 11
# Possessive: a run is taken whole or not at all, so no text makes it try again and again.
RUN = re.compile(rf"(?<![0-9])[0-9](?:[{GAPS}]{{0,2}}[0-9]){{{LEAST - 1},}}+(?:[{GAPS}]{{0,2}}+[Xx])?+")
_GROUP = re.compile(r"[0-9]+[Xx]?|[Xx]")
_NEXT_LINE = re.compile("\n[0-9]")
_END = re.compile("(?<![0-9])[0-9]{2,17}$")
_BEGINNING = re.compile("[0-9]{1,16}[Xx]?(?![0-9A-Za-z])")


class Group(NamedTuple):
    """Digits without a gap."""

    start: int
    end: int
    digits: str


@dataclass(frozen=True, slots=True)
class Span:
    """Whole groups that follow each other, read as one number."""

    start: int
    end: int
    digits: str
    shape: tuple[int, ...]
    gaps: str


def groups_of(text: str, start: int, end: int) -> list[Group]:
    """The groups of a run."""
    return [Group(found.start(), found.end(), found[0]) for found in _GROUP.finditer(text, start, end)]


def spans(text: str, groups: list[Group], *, wanted: Mapping[int, re.Pattern[str]]) -> list[Span]:
    """Every way to read neighbouring whole groups as one number that has a wanted length and the shape for it."""
    digits = "".join(group.digits for group in groups)
    ends = list(accumulate(len(group.digits) for group in groups))
    found, longest, start = [], max(wanted), 0
    for first, end in enumerate(ends):
        last = first
        while last < len(ends) and ends[last] - start <= longest:
            shape = wanted.get(ends[last] - start)
            if shape is not None and shape.fullmatch(digits, start, ends[last]):
                found.append(_span(text, groups[first : last + 1]))
            last += 1
        start = end
    return found


def whole_run(text: str, groups: list[Group]) -> Span:
    """All groups as one number."""
    return _span(text, groups)


def _span(text: str, parts: list[Group]) -> Span:
    if len(parts) == 1:
        only = parts[0]
        return Span(only.start, only.end, only.digits, (len(only.digits),), "")
    gaps = "".join(text[one.end : two.start] for one, two in pairwise(parts))
    shape = tuple(len(part.digits) for part in parts)
    return Span(parts[0].start, parts[-1].end, "".join(part.digits for part in parts), shape, gaps)


def broken_by_a_line(text: str, *, length: int) -> Iterator[tuple[int, int, str]]:
    """Numbers of a length whose second part slipped into the next line."""
    for found in _NEXT_LINE.finditer(text):
        stop = found.start() - (text[found.start() - 1 : found.start()] == "\r")
        first = _END.search(text[max(0, stop - length) : stop])
        second = _BEGINNING.match(text, found.start() + 1) if first else None
        if first and second and len(first[0]) + len(second[0]) == length:
            yield stop - len(first[0]), second.end(), first[0] + second[0]
