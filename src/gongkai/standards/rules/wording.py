"""Which words of a text changed? Chinese has no spaces: a character is a word, runs of letters and digits are one.

Sources
    国办发〔2019〕54号 §五 (guidelines are adjusted; what changed must be seen).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"

_WORDS = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that stayed, came or went, as <c-diff> draws it."""

    kind: str
    text: str


def words(old: str, new: str) -> tuple[Segment, ...]:
    """The new text as a person reads a correction: what stayed, what went, what came."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    segments: list[Segment] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            segments.append(Segment(SAME, "".join(before[i:j])))
            continue
        if j > i:
            segments.append(Segment(REMOVED, "".join(before[i:j])))
        if m > k:
            segments.append(Segment(ADDED, "".join(after[k:m])))
    return tuple(segments)


def sides(segments: Iterable[Segment]) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """The same as two texts beside each other: what went is marked in the old one, what came in the new one."""
    every = tuple(segments)
    return tuple(s for s in every if s.kind != ADDED), tuple(s for s in every if s.kind != REMOVED)
