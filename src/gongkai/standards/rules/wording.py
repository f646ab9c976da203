"""Which words of a text changed? Chinese has no spaces: a character is a word, runs of letters and digits are one.

Sources
    国办发〔2019〕54号 §五 (guidelines are adjusted; what changed must be seen).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"

_WORDS = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, as <c-diff> draws it."""

    kind: str
    text: str


def sides(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts beside each other: what went is marked in the old one, what came in the new one."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if j > i:
            left.append(Piece(SAME if tag == "equal" else REMOVED, "".join(before[i:j])))
        if m > k:
            right.append(Piece(SAME if tag == "equal" else ADDED, "".join(after[k:m])))
    return tuple(left), tuple(right)
