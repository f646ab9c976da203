"""Writing what is to be found. Each change takes the county's next number, so that copies apply them in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.search.models import Document, Feed

_WRITTEN = [
    "sequence",
    "is_tombstone",
    "kind",
    "url",
    "title",
    "title_en",
    "body_text",
    "identifiers",
    "facets",
    "dated_on",
    "weight",
]


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing that can be found, as a room describes it."""

    key: str
    kind: str
    url: str
    title: str
    title_en: str = ""
    body_text: str = ""
    identifiers: list[str] = field(default_factory=list)
    facets: dict[str, Any] = field(default_factory=dict)
    dated_on: date | None = None
    weight: float = 1.0  # an answer's score is multiplied by log2(2 + weight)


@transaction.atomic
def put(*, county_id: int, documents: Sequence[SearchDocument]) -> None:
    """Add or replace documents."""
    first = _take_numbers(county_id, len(documents))
    rows = [
        Document(county_id=county_id, sequence=first + n, **asdict(document)) for n, document in enumerate(documents)
    ]
    _write(rows)


@transaction.atomic
def remove(*, county_id: int, keys: Sequence[str]) -> None:
    """Leave tombstones: what was withdrawn is taken out of every copy and never comes back by a late delivery."""
    first = _take_numbers(county_id, len(keys))
    rows = [
        Document(county_id=county_id, key=key, sequence=first + n, is_tombstone=True, kind="", url="", title="")
        for n, key in enumerate(keys)
    ]
    _write(rows)


def _take_numbers(county_id: int, count: int) -> int:
    feed = Feed.objects.select_for_update().get_or_create(county_id=county_id)[0]
    first = feed.sequence + 1
    feed.sequence += count
    feed.save(update_fields=["sequence"])
    return first


def _write(rows: Sequence[Document]) -> None:
    Document.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["county_id", "key"], update_fields=_WRITTEN, batch_size=500
    )
