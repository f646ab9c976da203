"""Taking in many events at once: a business system's backlog, or a year of the demo county.

The duties they start are made by the next `generate`; a key told before is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues import queries as catalogues
from gongkai.duties import policies
from gongkai.duties.models import DutyEvent
from gongkai.duties.rules import clauses
from gongkai.duties.rules.refusals import DutyRefused, Refusal
from gongkai.organisations.models import Body, County, User
from gongkai.organisations.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to be taken in. `key` is the source's own."""

    matter_id: int
    body_id: int
    trigger: str
    occurred_on: date
    title: str
    key: str
    scope: str = ""


def take_in_events(
    *, county: County, events: Sequence[NewEvent], source: str, by: User | None, at: datetime
) -> dict[str, int]:
    """Register events in bulk; return the id of each by its key. One event that nobody owes refuses them all."""
    on = timezone.localtime(at).date()
    for body in Body.objects.of(county).filter(pk__in={event.body_id for event in events}):
        policies.require(by, Permission.FULFIL_DUTIES, body, on=on)
    owed = {(line.matter_id, line.body_id) for line in catalogues.owed(county, on=on)}
    if any((event.matter_id, event.body_id) not in owed or event.occurred_on > on for event in events):
        raise DutyRefused(Refusal.NOT_OWED)
    rows = [_row(event, county=county, source=source, by=by, at=at) for event in events]
    with transaction.atomic():
        County.objects.select_for_update().get(pk=county.pk)
        known = set(DutyEvent.objects.filter(county=county, source=source).values_list("source_key", flat=True))
        fresh = [row for row in rows if row.source_key not in known]
        DutyEvent.objects.bulk_create(fresh, batch_size=500)
        detail = {"source": source, "events": len(fresh)}
        audit.record("duty.events_taken_in", subject=county, by=by, at=at, county_id=county.pk, detail=detail)
    keys = {row.source_key for row in rows}
    found = DutyEvent.objects.filter(county=county, source=source).values_list("source_key", "id")
    return {key: pk for key, pk in found if key in keys}


def _row(event: NewEvent, *, county: County, source: str, by: User | None, at: datetime) -> DutyEvent:
    return DutyEvent(
        county=county,
        matter_id=event.matter_id,
        body_id=event.body_id,
        trigger=clauses.family(event.trigger),
        scope=event.scope,
        occurred_on=event.occurred_on,
        title=event.title[:300],
        source=source,
        source_key=event.key,
        registered_at=at,
        registered_by=by,
    )
