"""Reading the record, and proving that nobody changed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.audit.models import NATION, Entry, Head
from gongkai.audit.rules.chain import Link, seal


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along a chain found: how many entries hold, and the first that does not."""

    entries: int
    broken_at: int | None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def verify(county_id: int | None) -> Verdict:
    """Walk a county's chain from its first entry to its head."""
    chain = NATION if county_id is None else county_id
    previous_sha256 = previous_sm3 = ""
    count = 0
    for entry in entries_of(chain):
        sealed = seal(_link(entry), previous_sha256=previous_sha256, previous_sm3=previous_sm3)
        in_place = (entry.seq, entry.previous_sha256, entry.sha256, entry.sm3)
        if in_place != (count + 1, previous_sha256, sealed.sha256, sealed.sm3):
            return Verdict(count, count + 1)
        previous_sha256, previous_sm3, count = sealed.sha256, sealed.sm3, count + 1
    head = Head.objects.filter(county_id=chain).first()
    if head is not None and (head.seq, head.sha256, head.sm3) != (count, previous_sha256, previous_sm3):
        return Verdict(count, count + 1)
    return Verdict(count, None)


def entries_of(chain: int) -> Iterator[Entry]:
    """A chain's entries, first to last."""
    return Entry.objects.filter(county_id=chain).order_by("seq").iterator(chunk_size=1000)


def chains() -> list[int]:
    """The counties (and NATION) that have a record."""
    return list(Head.objects.order_by("county_id").values_list("county_id", flat=True))


def _link(entry: Entry) -> Link:
    return Link(
        county_id=entry.county_id,
        seq=entry.seq,
        at=entry.at,
        actor_id=entry.actor_id,
        actor_name=entry.actor_name,
        action=entry.action,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        subject_name=entry.subject_name,
        detail=entry.detail,
    )
