"""Two states of a piece beside each other, and what changed since a reviewer last had it before her."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from gongkai.organisations.models import User
from gongkai.publishing.models import Information, Version
from gongkai.publishing.queries.snapshots import snapshot_of
from gongkai.publishing.rules import snapshots
from gongkai.publishing.rules.differences import Difference, difference
from gongkai.publishing.rules.states import UNPUBLISHED, State

Snapshot = Mapping[str, Any]
# A filing is put down beside the published piece; no correction carries it.
_NOT_IN_CORRECTIONS = frozenset({"filing_number", "filed_on"})


class Since(StrEnum):
    """From when on changes are told."""

    SEEN = "seen"  # this person cleared, noted or let something stand
    ROUND = "round"  # it was last sent for review
    PUBLISHED = "published"  # what a correction corrects, as it is public


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed; `titles` names the documents that either state interprets."""

    difference: Difference
    titles: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A version against which a piece can be read."""

    since: Since
    version_id: int
    at: datetime


def compared(old: Snapshot, new: Snapshot, *, county_id: int) -> Compared:
    """Two states, for those who may see both."""
    ids = {state["interprets_id"] for state in (old, new) if state.get("interprets_id")}
    found = Information.objects.filter(county_id=county_id, pk__in=ids).values_list("pk", "title")
    return Compared(difference(old, new), dict(found))


def baselines(piece: Information, user: User) -> tuple[Baseline, ...]:
    """What this person may read an unpublished piece against, the nearest first; a version stands for one only."""
    if piece.state not in UNPUBLISHED:
        return ()
    kept = list(piece.versions.order_by("serial").values_list("pk", "saved_at", "reason", "round"))
    found = {Since.SEEN: _seen(kept, _last_act(piece, user)), Since.ROUND: _of_last_round(kept, piece)}
    if piece.corrects_id is not None:
        public = Version.objects.filter(information_id=piece.corrects_id, number__isnull=False)
        found[Since.PUBLISHED] = public.order_by("-number").values_list("pk", "saved_at").first()
    told: dict[int, Baseline] = {}
    for since, version in found.items():
        if version is not None:
            told.setdefault(version[0], Baseline(since, version[0], version[1]))
    return tuple(told.values())


def difference_since(piece: Information, baseline: Baseline) -> Compared:
    """What changed in a piece from a baseline to now."""
    old: Snapshot = snapshots.unpack(Version.objects.values_list("snapshot", flat=True).get(pk=baseline.version_id))
    new: Snapshot = snapshot_of(piece)
    if baseline.since is Since.PUBLISHED:
        old, new = _without(old, _NOT_IN_CORRECTIONS), _without(new, _NOT_IN_CORRECTIONS)
    return compared(old, new, county_id=piece.county_id)


Kept = tuple[int, datetime, str, int]


def _last_act(piece: Information, user: User) -> datetime | None:
    """When this person last left something in it, which she does while reading it."""
    acts = (
        piece.clearances.filter(cleared_by=user).order_by("-cleared_at").values_list("cleared_at", flat=True),
        piece.notes.filter(noted_by=user).order_by("-noted_at").values_list("noted_at", flat=True),
        piece.overrides.filter(decided_by=user).order_by("-decided_at").values_list("decided_at", flat=True),
    )
    return max((at for found in acts for at in found[:1]), default=None)


def _seen(kept: list[Kept], at: datetime | None) -> tuple[int, datetime] | None:
    before = [(pk, at) for pk, saved_at, _reason, _round in kept if at is not None and saved_at <= at]
    return before[-1] if before else None


def _of_last_round(kept: list[Kept], piece: Information) -> tuple[int, datetime] | None:
    """As it was sent for review before this round; a draft that came back: as it was sent last."""
    last = piece.round if piece.state == State.DRAFT else piece.round - 1
    sent = [(pk, at) for pk, at, reason, turn in kept if reason == Version.Reason.SUBMITTED and turn <= last]
    return sent[-1] if sent else None


def _without(snapshot: Snapshot, names: Collection[str]) -> Snapshot:
    return {name: value for name, value in snapshot.items() if name not in names}
