"""What of a text has to be replaced before it is published, and by what?

Sources
    website_standards.md §6.2: how much of a number may be shown; health drops; addresses to the village or community;
    未成年人保护法 Arts. 4, 103: 王某某.
    政府信息公开条例 Art. 14: what is secret is never masked and published. It is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gongkai.publishing.rules.profiles.values import NOTHING_LEFT, nobody, village
from gongkai.publishing.rules.sensitive import Finding, Kind, Level, find_in_rows, find_in_text
from gongkai.publishing.rules.sensitive.masking import masked
from gongkai.publishing.rules.sensitive.people import is_name

Place = tuple[int, int]
Secrets = Mapping[str, Kind]
NO_SECRETS: Secrets = {}
_NAME = re.compile("[\u4e00-\u9fff·•・．]{2,12}")


class Edit(NamedTuple):
    """A part of a text, what stands there instead, and what it was."""

    start: int
    end: int
    new: str
    kind: Kind


def edits_in_text(text: str, *, on: date, also: Secrets = NO_SECRETS) -> list[Edit]:
    """What to replace in a text, in order. `also`: what was found elsewhere and goes wherever it stands."""
    return _edits(text, find_in_text(text, on=on), also)


def edits_in_rows(rows: Sequence[Sequence[str]], *, on: date, also: Secrets = NO_SECRETS) -> dict[Place, list[Edit]]:
    """The same for the cells of a table."""
    found: dict[Place, list[Finding]] = {}
    for row, column, finding in find_in_rows(rows, on=on):
        found.setdefault((row, column), []).append(finding)
    if also:
        found |= {(r, c): found.get((r, c), []) for r, cells in enumerate(rows) for c, text in enumerate(cells) if text}
    edits = {(row, column): _edits(rows[row][column], there, also) for (row, column), there in found.items()}
    return {place: there for place, there in edits.items() if there}


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text after its edits."""
    pieces, end = [], 0
    for edit in edits:
        pieces += [text[end : edit.start], edit.new]
        end = edit.end
    return "".join([*pieces, text[end:]])


def is_left(kind: StrEnum, level: Level) -> bool:
    """A mobile that an office gives as its contact stays: a person was warned of it and decides."""
    return kind is Kind.UNREAD or (kind is Kind.MOBILE and level is Level.WARN)


def _edits(text: str, findings: Collection[Finding], also: Secrets) -> list[Edit]:
    edits = [
        Edit(f.start, f.end, _instead(f.kind, text[f.start : f.end]), f.kind)
        for f in findings
        if not is_left(f.kind, f.level)
    ]
    edits += _repeated(text, also)
    return _apart(sorted(edits, key=lambda edit: (edit.start, -edit.end, edit.kind)))


def _repeated(text: str, also: Secrets) -> list[Edit]:
    """What stands in a text word for word, the longest first."""
    present = sorted((secret for secret in also if secret in text), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, present))) if present else None
    found = pattern.finditer(text) if pattern else ()
    return [Edit(*match.span(), _instead(also[match[0]], match[0]), also[match[0]]) for match in found]


def _apart(edits: list[Edit]) -> list[Edit]:
    """Edits that overlap none before them; what reaches further than the one before loses only its rest."""
    apart: list[Edit] = []
    end = 0
    for edit in edits:
        if edit.start >= end:
            apart.append(edit)
        elif edit.end > end:
            apart.append(Edit(end, edit.end, "*", edit.kind))
        end = max(end, edit.end)
    return apart


def _instead(kind: Kind, written: str) -> str:
    if kind is Kind.HEALTH:
        return NOTHING_LEFT
    if kind is Kind.ADDRESS:
        place = village(written)
        return place if place != written else NOTHING_LEFT
    if kind is Kind.MINOR:
        return nobody(written) if is_name(written) or _NAME.fullmatch(written) else NOTHING_LEFT
    return masked(kind, written)
