"""Writing what is to be found. Each change takes the county's next number, so that copies apply them in order."""

from __future__ import annotations

import secrets
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
    "heading",
    "aliases",
    "body_text",
    "files",
    "identifiers",
    "facets",
    "dated_on",
    "weight",
    "is_term",
]


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing that can be found, as a room describes it."""

    key: str
    kind: str
    url: str
    title: str
    title_en: str = ""
    heading: str = ""
    aliases: list[str] = field(default_factory=list)
    body_text: str = ""
    files: list[list[str]] = field(default_factory=list)  # [name, text] of each attachment
    identifiers: list[str] = field(default_factory=list)
    facets: dict[str, Any] = field(default_factory=dict)
    dated_on: date | None = None
    weight: float = 1.0  # an answer's score is multiplied by log2(2 + weight)
    is_term: bool = False  # its names are words of the county


@transaction.atomic
def put(*, county_id: int, documents: Sequence[SearchDocument]) -> None:
    """Add or replace documents."""
    first = _take_numbers(county_id, len(documents), words_changed=_bring_words(county_id, documents))
    rows = [
        Document(county_id=county_id, sequence=first + n, **asdict(document)) for n, document in enumerate(documents)
    ]
    _write(rows)


@transaction.atomic
def remove(*, county_id: int, keys: Sequence[str]) -> None:
    """Leave tombstones: what was withdrawn is taken out of every copy and never comes back by a late delivery."""
    first = _take_numbers(county_id, len(keys), words_changed=_were_terms(county_id, keys))
    rows = [
        Document(county_id=county_id, key=key, sequence=first + n, is_tombstone=True, kind="", url="", title="")
        for n, key in enumerate(keys)
    ]
    _write(rows)


def _bring_words(county_id: int, documents: Sequence[SearchDocument]) -> bool:
    """Whether documents change the county's words: each night all of them come again as they were."""
    keys = [document.key for document in documents]
    known = Document.objects.filter(county_id=county_id, is_term=True, is_tombstone=False, key__in=keys)
    before = {row[0]: row[1:] for row in known.values_list("key", "title", "heading", "aliases", "body_text")}
    now = {d.key: (d.title, d.heading, d.aliases, d.body_text) for d in documents if d.is_term}
    return before != now


def _were_terms(county_id: int, keys: Sequence[str]) -> bool:
    return Document.objects.filter(county_id=county_id, is_term=True, key__in=keys).exists()


def _take_numbers(county_id: int, count: int, *, words_changed: bool) -> int:
    feed = Feed.objects.select_for_update().get_or_create(county_id=county_id)[0]
    first = feed.sequence + 1
    feed.sequence += count
    if words_changed:
        feed.words_changed = secrets.randbits(62)
    feed.save(update_fields=["sequence", "words_changed"])
    return first


def _write(rows: Sequence[Document]) -> None:
    Document.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["county_id", "key"], update_fields=_WRITTEN, batch_size=500
    )
