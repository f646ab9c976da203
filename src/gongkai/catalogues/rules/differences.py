"""Which words of a text changed? Chinese has no spaces: a character is a word, runs of letters and digits are one.

Sources
    国办发〔2019〕54号 §五 (guidelines are adjusted; what changed must be seen).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from gongkai.standards.rules import items

_TOKENS = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


class Kind(StrEnum):
    """What happened to a run of text."""

    EQUAL = "equal"
    INSERTED = "ins"
    DELETED = "del"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that stayed, came or went."""

    kind: Kind
    text: str


def words(old: str, new: str) -> tuple[Segment, ...]:
    """The new text as a person reads a correction: what stayed, what went, what came."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    segments: list[Segment] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            segments.append(Segment(Kind.EQUAL, "".join(before[i:j])))
            continue
        if j > i:
            segments.append(Segment(Kind.DELETED, "".join(before[i:j])))
        if m > k:
            segments.append(Segment(Kind.INSERTED, "".join(after[k:m])))
    return tuple(segments)


def printed(element: str, value: Any) -> str:
    """An element of a row or of a guideline text as one text, for reading and for comparing."""
    if element == "content":
        value = [part.get("text", "") if isinstance(part, Mapping) else part for part in value or ()]
    return items.printed(element, value)


def changed(old: Mapping[str, Any], new: Mapping[str, Any], elements: Sequence[str]) -> tuple[str, ...]:
    """The elements whose printed text differs."""
    return tuple(e for e in elements if printed(e, old.get(e)) != printed(e, new.get(e)))
