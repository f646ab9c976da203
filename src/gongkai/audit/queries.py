"""Reading the record, and proving that nobody changed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from gongkai.audit.models import NATION, ArchivedStretch, Entry, Head
from gongkai.audit.months import month_of
from gongkai.audit.rules.chain import Link, Seal
from gongkai.audit.rules.walk import Kept, Stretch, Walk


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along a chain found: how far it holds, the first entry that does not, how many were archived."""

    entries: int
    broken_at: int | None
    archived: int = 0

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def verify(county_id: int | None) -> Verdict:
    """Walk a county's chain from its first entry to its head; entries that are archived and gone are passed over."""
    chain = NATION if county_id is None else county_id
    walk = Walk(map(stretch_of, ArchivedStretch.objects.filter(county_id=chain)))
    for entry in entries_of(chain):
        if entry.month != month_of(entry.at) or not walk.take(kept(entry)):
            return Verdict(walk.seq, walk.seq + 1, walk.skipped)
    head = Head.objects.filter(county_id=chain).first()
    if head is not None and not walk.ends_at(head.seq, Seal(head.sha256, head.sm3)):
        return Verdict(walk.seq, walk.seq + 1, walk.skipped)
    return Verdict(walk.seq, None, walk.skipped)


def entries_of(chain: int) -> Iterator[Entry]:
    """A chain's entries, first to last."""
    return Entry.objects.filter(county_id=chain).order_by("seq").iterator(chunk_size=1000)


def entries_in(month: str) -> Iterator[Kept]:
    """A month's entries, one chain after the other."""
    return map(kept, Entry.objects.filter(month=month).order_by("county_id", "seq").iterator(chunk_size=1000))


def chains() -> list[int]:
    """The counties (and NATION) that have a record."""
    return list(Head.objects.order_by("county_id").values_list("county_id", flat=True))


def kept(entry: Entry) -> Kept:
    """An entry as the rules know it."""
    link = Link(**{field.name: getattr(entry, field.name) for field in fields(Link)})
    return Kept(link, Seal(entry.previous_sha256, entry.previous_sm3), Seal(entry.sha256, entry.sm3))


def stretch_of(row: ArchivedStretch) -> Stretch:
    """An archived stretch as the rules know it."""
    before, end = Seal(row.previous_sha256, row.previous_sm3), Seal(row.sha256, row.sm3)
    return Stretch(row.county_id, row.first, row.last, before, end)
