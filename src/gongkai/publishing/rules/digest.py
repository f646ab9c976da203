"""What exactly was published? The one written form of a piece of information, and its digest.

Whoever has the record can work the digest out again: UTF-8 JSON, keys sorted, no spaces, attachments by their own
SHA-256. The form is final; a later field gets a new `form` number.

Sources
    GB/T 22239-2019 §8.1.4: what was done can be proved afterwards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

FORM = 1


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """An attachment as the record names it."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PublishedRecord:
    """Everything of a piece of information that the public sees."""

    index_number: str
    title: str
    summary: str
    html: str
    kind: str
    publisher: str
    matter: int
    document_number: str
    topic: str
    content_source: str
    written_on: date | None
    effective_on: date | None
    expires_on: date | None
    published_at: datetime
    attachments: Sequence[PublishedFile] = ()


def canonical(record: PublishedRecord) -> bytes:
    """The one way in which a record is written down before it is hashed."""
    said = {name: _plain(value) for name, value in asdict(record).items()}
    text = json.dumps(said | {"form": FORM}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def digest(record: PublishedRecord) -> str:
    """SHA-256 of the canonical form, lower-case hexadecimal."""
    return hashlib.sha256(canonical(record)).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value
