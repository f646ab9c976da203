"""Where a snippet is cut from a text, and which parts of it are marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LENGTH = 120


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a snippet; a hit is shown marked."""

    text: str
    is_hit: bool


def mark(text: str, terms: Sequence[str]) -> tuple[Segment, ...]:
    """Split a text into marked and unmarked segments; longer terms win over those inside them."""
    wanted = sorted({term for term in terms if term}, key=len, reverse=True)
    if not wanted:
        return (Segment(text, False),) if text else ()
    pattern = re.compile("|".join(map(re.escape, wanted)), re.IGNORECASE)
    segments: list[Segment] = []
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            segments.append(Segment(text[end : match.start()], False))
        segments.append(Segment(match.group(), True))
        end = match.end()
    if end < len(text):
        segments.append(Segment(text[end:], False))
    return tuple(segments)


def snippet(text: str, terms: Sequence[str], *, length: int = LENGTH) -> tuple[Segment, ...]:
    """The stretch of the text around its first hit, marked; its beginning if there is none."""
    flat = " ".join(text.split())
    first = min((at for term in terms if term and (at := flat.lower().find(term)) >= 0), default=0)
    start = max(0, first - length // 4)
    cut = flat[start : start + length]
    shown = ("…" if start else "") + cut + ("…" if start + length < len(flat) else "")
    return mark(shown, terms)
