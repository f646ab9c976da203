"""A piece as it stands, as its reviewers clear it and its versions keep it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from gongkai.publishing.models import Attachment, Information

# What the public page says of a piece. A new field is the desk's until it is named here.
SHOWN: Final = (
    "title",
    "title_en",
    "summary",
    "html",
    "kind",
    "document_number",
    "topic",
    "content_source",
    "written_on",
    "effective_on",
    "expires_on",
    "validity",
    "interprets_id",
    "registration_number",
    "filing_number",
    "filed_on",
)
FIELDS: Final = (
    *SHOWN,
    "disclosure",
    "ground",
    "ground_note",
    "reassess_on",
    "correction_note",
    "list_profile",
    "publicity_days",
    "totals",
)
DATES: Final = frozenset(name for name in FIELDS if name.endswith("_on"))


def snapshot_of(piece: Information, attachments: Iterable[Attachment] | None = None) -> dict[str, Any]:
    """Everything that somebody wrote in a piece, with its files by their digests. Many pieces hand in their files."""
    said = {name: _plain(getattr(piece, name)) for name in FIELDS}
    files = piece.attachments.order_by("position", "id") if attachments is None else attachments
    return said | {"files": [_file(file) for file in files]}


def _file(file: Attachment) -> dict[str, Any]:
    return {
        "public_id": file.public_id,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "is_inline": file.is_inline,
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
