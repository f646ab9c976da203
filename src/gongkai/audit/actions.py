"""Adding to the record. The only writer of audit entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.db import connection, transaction

from gongkai.audit.models import NATION, Entry, Head
from gongkai.audit.months import month_of
from gongkai.audit.rules.chain import Link, seal


class Actor(Protocol):
    """Whoever acted: anything with a key and a name that can be shown."""

    pk: Any

    def get_full_name(self) -> str: ...


def record(
    action: str,
    *,
    subject: Any,
    by: Actor | None,
    at: datetime,
    county_id: int | None,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Add one entry to a county's chain, in the caller's transaction: what is undone leaves no record.

    `subject` is any model instance; `by` is None when the platform itself acted (a schedule, the worker).
    """
    return record_many(action, subjects=[(subject, detail or {})], by=by, at=at, county_id=county_id)[0]


def record_many(
    action: str,
    *,
    subjects: Mapping[Any, Mapping[str, Any]] | Sequence[tuple[Any, Mapping[str, Any]]],
    by: Actor | None,
    at: datetime,
    county_id: int | None,
) -> list[Entry]:
    """Add one entry per subject (with its detail) under a single lock: for bulk acts that each need a record."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an audit entry belongs to the transaction of what it records")
    chain = NATION if county_id is None else county_id
    head = Head.objects.select_for_update().get_or_create(county_id=chain)[0]
    entries = []
    for subject, detail in subjects.items() if isinstance(subjects, Mapping) else subjects:
        entry = _entry(head, _link(action, subject, detail, by=by, at=at, chain=chain, seq=head.seq + 1))
        head.seq, head.sha256, head.sm3 = entry.seq, entry.sha256, entry.sm3
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=500)
    head.save(update_fields=["seq", "sha256", "sm3"])
    return entries


def _link(
    action: str, subject: Any, detail: Mapping[str, Any], *, by: Actor | None, at: datetime, chain: int, seq: int
) -> Link:
    return Link(
        county_id=chain,
        seq=seq,
        at=at,
        actor_id=getattr(by, "pk", None),
        actor_name=by.get_full_name() if by else "",
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_name=str(subject)[:300],
        detail=dict(detail),
    )


def _entry(head: Head, link: Link) -> Entry:
    sealed = seal(link, previous_sha256=head.sha256, previous_sm3=head.sm3)
    return Entry(
        month=month_of(link.at),
        **link.columns(),
        previous_sha256=head.sha256,
        previous_sm3=head.sm3,
        sha256=sealed.sha256,
        sm3=sealed.sm3,
    )
