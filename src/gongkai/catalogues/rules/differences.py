"""In which elements, and in which of their words, do two texts of a row differ?

Sources
    国办发〔2019〕54号 §五 (guidelines are adjusted; what changed must be seen).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.catalogues.rules.completeness import COMPARED
from gongkai.standards.rules import items
from gongkai.standards.rules.wording import Segment, words

__all__ = ["Difference", "Segment", "between", "changed", "printed", "words"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One element that two rows say differently, word by word."""

    element: str
    segments: tuple[Segment, ...]


def printed(element: str, value: Any) -> str:
    """An element of a row or of a guideline text as one text, for reading and for comparing."""
    if element == "content":
        value = [part.get("text", "") if isinstance(part, Mapping) else part for part in value or ()]
    return items.printed(element, value)


def changed(old: Mapping[str, Any], new: Mapping[str, Any], elements: Sequence[str]) -> tuple[str, ...]:
    """The elements whose printed text differs."""
    return tuple(e for e in elements if printed(e, old.get(e)) != printed(e, new.get(e)))


def between(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What the new row says otherwise than the old one, element by element and word by word."""
    elements = changed(old, new, COMPARED)
    return tuple(Difference(e, words(printed(e, old.get(e)), printed(e, new.get(e)))) for e in elements)
