"""Registering that information was formed or changed (公开事由登记): what starts a limit that an event starts."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues.models import Row
from gongkai.duties import calendars, policies
from gongkai.duties.actions.generating import write
from gongkai.duties.models import DutyEvent
from gongkai.duties.queries import owing
from gongkai.duties.rules import clauses
from gongkai.duties.rules.clauses import ClauseKind
from gongkai.duties.rules.reconciling import reconcile
from gongkai.duties.rules.refusals import DutyRefused, Refusal
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import Body, User
from gongkai.organisations.rules.roles import Permission


def register_event(
    *,
    matter_id: int,
    body: Body,
    trigger: str,
    occurred_on: date,
    title: str,
    by: User | None,
    at: datetime,
    scope: str = "",
    source: str = "",
    source_key: str = "",
) -> DutyEvent:
    """Register an event and make the duties it starts. A business system's repeat of its own key is one event."""
    on = timezone.localtime(at).date()
    policies.require(by, Permission.FULFIL_DUTIES, body, on=on)
    row = owing.owed_row(matter_id, body, on=on)
    if row is None:
        raise DutyRefused(Refusal.NOT_OWED)
    _refuse_unstarted(row, trigger=trigger, scope=scope, occurred_on=occurred_on, on=on)
    fresh = DutyEvent(
        county_id=policies.county_of(body),
        matter_id=matter_id,
        body=body,
        trigger=clauses.family(trigger),
        scope=scope,
        occurred_on=occurred_on,
        title=title[:300],
        source=source,
        source_key=source_key,
        registered_at=at,
        registered_by=by,
    )
    try:
        with transaction.atomic():
            return _register(fresh, row, on=on)
    except IntegrityError:
        return _known(fresh)


def _register(event: DutyEvent, row: Row, *, on: date) -> DutyEvent:
    event.save(force_insert=True)
    wanted = owing.wanted_by_event(event, row, reckoner=calendars.reckoner_of(event.county))
    write(county_id=event.county_id, changes=reconcile(owing.stored_of_event(event), wanted, on=on))
    raise_revision(event.county_id)
    audit.record(
        "duty.event_registered",
        subject=event,
        by=event.registered_by,
        at=event.registered_at,
        county_id=event.county_id,
        detail={"matter": event.matter_id, "body": event.body_id, "occurred_on": str(event.occurred_on)},
    )
    return event


def _known(fresh: DutyEvent) -> DutyEvent:
    """The event that a business system had already told us of; anything else is a fault of ours and stays one."""
    return DutyEvent.objects.get(county_id=fresh.county_id, source=fresh.source, source_key=fresh.source_key or None)


def _refuse_unstarted(row: Row, *, trigger: str, scope: str, occurred_on: date, on: date) -> None:
    started = clauses.started_by(clauses.read(row.time_rules), trigger=trigger, scope=scope)
    if not started:
        raise DutyRefused(Refusal.NO_SUCH_TRIGGER, trigger=trigger)
    # Only what must be told beforehand (提前一周) may lie ahead.
    if occurred_on > on and all(clause.kind is not ClauseKind.BEFORE for clause in started):
        raise DutyRefused(Refusal.DATE_IN_FUTURE)
