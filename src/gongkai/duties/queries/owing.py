"""What a county owes by its catalogue, and what stands written: the two sides that generation compares.

A constant number of queries, whatever the size of the county.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from gongkai.catalogues import queries as catalogues
from gongkai.catalogues.models import Row
from gongkai.catalogues.queries import inforce
from gongkai.duties.models import Duty, DutyEvent
from gongkai.duties.rules import clauses, generation
from gongkai.duties.rules.generation import EventFacts, LocalNumbers, Reckoner, RowFacts
from gongkai.duties.rules.reconciling import Key, Stored, Wanted
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import Body, County


def numbers_of(county: County, *, on: date) -> LocalNumbers:
    """The county's settings that generation uses."""
    settings = organisations.settings_of(county, on=on)
    return LocalNumbers(
        review_months=settings.number("duties.standing_review_months"),
        periodic_due_workdays=settings.number("duties.periodic_due_workdays"),
    )


def wanted(county: County, *, on: date, reckoner: Reckoner) -> dict[Key, Wanted]:
    """Every duty that the catalogues in force and the open events make, body by body."""
    owed = catalogues.owed(county, on=on)
    rows = _row_facts({line.version_id for line in owed})
    numbers = numbers_of(county, on=on)
    events = _open_events(county, on=on)
    lasting: dict[int, tuple[generation.DutySpec, ...]] = {}
    found: dict[Key, Wanted] = {}
    for line in owed:
        row = rows[line.row_id]
        if line.row_id not in lasting:
            lasting[line.row_id] = generation.lasting_duties(row, numbers=numbers, reckoner=reckoner, on=on)
        happened = events.get((line.matter_id, line.body_id), ())
        specs = (*lasting[line.row_id], *generation.event_duties(row, happened, reckoner=reckoner))
        for spec in specs:
            found[line.matter_id, line.body_id, spec.rule_key, spec.occurrence] = Wanted(line.row_id, spec)
    return found


def wanted_by_event(event: DutyEvent, row: Row, *, reckoner: Reckoner) -> dict[Key, Wanted]:
    """The duties that one event starts under the row in force."""
    facts = _facts(row.time_rules, row.mode, row.version.in_force_from)
    specs = generation.event_duties(facts, [_event_facts(event)], reckoner=reckoner)
    return {(event.matter_id, event.body_id, s.rule_key, s.occurrence): Wanted(row.pk, s) for s in specs}


def stored(county: County, want: Mapping[Key, Wanted], *, heirs: Mapping[int, int]) -> dict[Key, Stored]:
    """The duties to compare with: all that are open, and of the closed ones those that could be asked for again."""
    floor = min((w.spec.starts_on for w in want.values()), default=date.max)
    again = (
        Q(state=Duty.State.OPEN)
        | Q(kind=Duty.Kind.STANDING)
        | Q(kind=Duty.Kind.RECURRING, starts_on__gte=floor)
        | Q(event__in=Duty.objects.of_county(county).open().filter(event__isnull=False).values("event"))
    )
    found = _stored(Duty.objects.of_county(county).filter(again).values_list(*_COLUMNS))
    return _done_before(found, heirs) | found


def _done_before(found: Mapping[Key, Stored], heirs: Mapping[int, int]) -> dict[Key, Stored]:
    """What an abolished body has done for a quarter or an event is not asked of its successor again."""
    return {
        (matter, heirs[body], rule, occurrence): have
        for (matter, body, rule, occurrence), have in found.items()
        if body in heirs and not have.is_open and have.kind != Duty.Kind.STANDING
    }


def stored_of_event(event: DutyEvent) -> dict[Key, Stored]:
    """What one event has started before."""
    return _stored(event.duties.values_list(*_COLUMNS))


def owed_row(matter_id: int, body: Body, *, on: date) -> Row | None:
    """The row in force by which a body, or one that it succeeded, owes a matter; a township's own catalogue first."""
    until = Q(version__in_force_until__isnull=True) | Q(version__in_force_until__gt=on)
    named = Q(owed_by__body=body) | Q(owed_by__body__abolished_on__lte=on)
    rows = Row.objects.applicable().filter(until, named, matter_id=matter_id, version__in_force_from__lte=on)
    found = list(
        rows.annotate(owed_by_id=F("owed_by__body_id")).select_related("version__catalogue", "matter", "field")
    )
    has_gone = body.abolished_on is not None or any(row.owed_by_id != body.pk for row in found)
    heirs = organisations.heirs(body.county_id, on=on) if has_gone and body.county_id else {}
    return min(
        (row for row in found if heirs.get(row.owed_by_id, row.owed_by_id) == body.pk),
        key=lambda row: (inforce.precedence(row.version.catalogue.owner_id, body.pk), -row.version_id),
        default=None,
    )


_COLUMNS = (
    "matter_id",
    "body_id",
    "rule_key",
    "occurrence",
    "id",
    "row_id",
    "kind",
    "state",
    "starts_on",
    "due_on",
    "previous_due_on",
    "is_provisional",
    "working",
)


def _stored(lines: Iterable[tuple[Any, ...]]) -> dict[Key, Stored]:
    return {
        (matter, body, rule, occurrence): Stored(pk, row, kind, state == Duty.State.OPEN, *rest)
        for matter, body, rule, occurrence, pk, row, kind, state, *rest in lines
    }


def _row_facts(version_ids: set[int]) -> dict[int, RowFacts]:
    lines = Row.objects.filter(version__in=version_ids).values_list(
        "id", "time_rules", "mode", "version__in_force_from"
    )
    return {pk: _facts(time_rules, mode, since) for pk, time_rules, mode, since in lines}


def _facts(time_rules: dict[str, Any], mode: list[str], since: date | None) -> RowFacts:
    return RowFacts(clauses=clauses.read(time_rules), mode=tuple(mode), in_force_from=since or date.min)


def _open_events(county: County, *, on: date) -> dict[tuple[int, int], list[EventFacts]]:
    """Events without a duty yet, or with one still open: what was done with is not worked out again."""
    events = DutyEvent.objects.filter(county=county)
    waiting = events.filter(Q(duties__isnull=True) | Q(duties__state=Duty.State.OPEN)).distinct()
    heirs = organisations.heirs(county.pk, on=on)
    found: dict[tuple[int, int], list[EventFacts]] = defaultdict(list)
    for event in waiting.order_by("id"):
        found[event.matter_id, heirs.get(event.body_id, event.body_id)].append(_event_facts(event))
    return found


def _event_facts(event: DutyEvent) -> EventFacts:
    return EventFacts(
        id=event.pk,
        trigger=event.trigger,
        scope=event.scope,
        occurred_on=event.occurred_on,
        registered_on=timezone.localtime(event.registered_at).date(),
    )
