"""A row of a catalogue as every reader gets it, frozen: its matter, its field, its names and its elements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.catalogues.models import Decision, Row
from gongkai.catalogues.rules.completeness import COMPARED
from gongkai.standards.models import ItemText

_NAMES = ("l1", "l2", "l3", "l1_en", "l2_en")
_AS_STORED = ("matter_id", "field_id", "decision", *_NAMES, "time_limit", "audience", "is_verified")
_LISTS = ("content", "basis", "subject", "channels", "mode", "levels")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainRow:
    """What the desk, the public and the rooms above all read of a row; each adds what it alone needs."""

    id: int
    matter_id: int
    matter_number: int
    field_id: int
    field_slug: str
    decision: str
    l1: str
    l2: str
    l3: str
    l1_en: str
    l2_en: str
    content: tuple[dict[str, Any], ...]
    basis: tuple[dict[str, Any], ...]
    time_limit: str
    subject: tuple[str, ...]
    channels: tuple[str, ...]
    audience: dict[str, Any]
    mode: tuple[str, ...]
    levels: tuple[str, ...]
    is_verified: bool

    @property
    def is_applicable(self) -> bool:
        return self.decision not in (Decision.NOT_APPLICABLE, Decision.SPLIT)


def plain(row: Row) -> dict[str, Any]:
    """The fields of a PlainRow; the row comes with its matter and field."""
    return {
        "id": row.pk,
        "matter_number": row.matter.number,
        "field_slug": row.field.slug,
        **{name: getattr(row, name) for name in _AS_STORED},
        **{name: tuple(getattr(row, name)) for name in _LISTS},
    }


def compared(text: Row | ItemText) -> dict[str, Any]:
    """The elements by which a row is held against another row or a guideline text."""
    return {element: getattr(text, element) for element in COMPARED}
