"""Making and re-dating duties: the whole of a county in one pass, or what one event starts.

Everything is read and worked out before the write transaction opens; the write is one upsert.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.duties import calendars
from gongkai.duties.actions.handing_over import hand_over
from gongkai.duties.models import Duty
from gongkai.duties.queries import owing
from gongkai.duties.rules.reconciling import Changes, Key, Redated, Wanted, reconcile
from gongkai.organisations import queries as organisations
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import County, User

_ONCE = ["county", "matter", "body", "rule_key", "occurrence"]
_REWRITTEN = ["row", "starts_on", "due_on", "is_provisional", "working", "previous_due_on"]
_BATCH = 500
_LISTED = 200  # how many re-dated duties the record names


@dataclass(frozen=True, slots=True)
class Generated:
    """What generation did."""

    created: int
    updated: int
    dropped: int
    unchanged: int
    redated: tuple[Redated, ...]


def generate(*, county: County, on: date, at: datetime, by: User | None = None) -> Generated:
    """Bring a county's open duties to what its catalogues and events ask for on a day. Twice is once."""
    wanted = owing.wanted(county, on=on, reckoner=calendars.reckoner_of(county))
    with transaction.atomic():
        locked = County.objects.select_for_update().get(pk=county.pk)
        heirs = organisations.heirs(county.pk, on=on)
        _hand_over(heirs, by=by, at=at)
        changes = reconcile(owing.stored(locked, wanted, heirs=heirs), wanted, on=on)
        write(county_id=county.pk, changes=changes)
        report = _report(changes)
        if not changes.is_empty:
            raise_revision(county.pk)
            audit.record("duty.generate", subject=locked, by=by, at=at, county_id=county.pk, detail=_detail(report, on))
    return report


def _hand_over(heirs: Mapping[int, int], *, by: User | None, at: datetime) -> None:
    """What came to stand at a body between the decision to abolish it and the day goes to its successor too."""
    left = Duty.objects.open().filter(body__in=list(heirs)).order_by("body_id").values_list("body_id", flat=True)
    for body_id in left.distinct():
        hand_over(body_id=body_id, successor_id=heirs[body_id], by=by, at=at)


def write(*, county_id: int, changes: Changes) -> None:
    """Write what a comparison found; the caller holds the transaction and the lock."""
    Duty.objects.bulk_create((_duty(county_id, key, want) for key, want in changes.create), batch_size=_BATCH)
    Duty.objects.bulk_create(
        (_duty(county_id, key, want, previous=earlier) for key, want, earlier in changes.update),
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=_ONCE,
        update_fields=_REWRITTEN,
    )
    for start in range(0, len(changes.drop), _BATCH):
        Duty.objects.open().filter(pk__in=changes.drop[start : start + _BATCH]).delete()


def _duty(county_id: int, key: Key, want: Wanted, *, previous: date | None = None) -> Duty:
    matter_id, body_id, rule, occurrence = key
    spec = want.spec
    return Duty(
        county_id=county_id,
        matter_id=matter_id,
        body_id=body_id,
        rule_key=rule,
        occurrence=occurrence,
        row_id=want.row_id,
        kind=spec.kind,
        scope=spec.scope[:200],
        event_id=spec.event_id,
        starts_on=spec.starts_on,
        due_on=spec.due_on,
        is_provisional=spec.is_provisional,
        working=spec.working,
        review_on=spec.review_on,
        previous_due_on=previous,
    )


def _report(changes: Changes) -> Generated:
    return Generated(
        created=len(changes.create),
        updated=len(changes.update),
        dropped=len(changes.drop),
        unchanged=changes.unchanged,
        redated=tuple(changes.redated),
    )


def _detail(report: Generated, on: date) -> dict[str, object]:
    named = [[r.duty_id, str(r.old), str(r.new)] for r in report.redated[:_LISTED]]
    return {
        "on": str(on),
        "created": report.created,
        "updated": report.updated,
        "dropped": report.dropped,
        "redated": len(report.redated),
        "redated_duties": named,
    }
