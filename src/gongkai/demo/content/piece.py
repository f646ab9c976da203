"""What one invented piece of county information is, before anything stores it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv",
}


@dataclass(frozen=True, slots=True)
class AttachmentSpec:
    """A file to be made when it is wanted; `build` gives the same bytes every time."""

    name: str
    kind: str
    build: Callable[[], bytes] = field(repr=False, compare=False)

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.kind]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of information under one row of the national pack.

    `field` is the field's slug, `item` the permanent key of the row; `element` is the part of the row's content that
    the piece answers (empty: all of it). `body_kind` is a slug of departments.csv; `place` names the township or
    village when `level` is not county. `interprets` is the title of the policy that an interpretation explains.
    """

    item: str
    field: str
    l1: str
    l2: str
    nth: int
    element: str
    body_kind: str
    level: str
    place: str
    title: str
    html: str
    summary: str
    formed_offset_days: int
    kind: str
    doc_number: str | None = None
    attachments: tuple[AttachmentSpec, ...] = ()
    title_en: str = ""
    interprets: str = ""
    validity: str = ""
    is_highlight: bool = False

    def formed_on(self, today: date) -> date:
        """The day the information came into being, seen from today."""
        return today + timedelta(days=self.formed_offset_days)
