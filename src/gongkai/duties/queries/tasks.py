"""What lies on the desk of a body: overdue, due, reminders, what to look at again, new days to confirm.

Each list is one query however long it is; `counts` is one query for all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from gongkai.duties import calendars
from gongkai.duties.models import Duty, Urge
from gongkai.duties.querysets import DutyQuerySet
from gongkai.duties.rules.condition import DutyFacts, condition
from gongkai.duties.rules.scopes import elements_in
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import County
from gongkai.ui import keyset


class TaskKind(StrEnum):
    """The lists of "my tasks"."""

    OVERDUE = "overdue"
    SOON = "soon"
    DUE = "due"  # dated, begun, not overdue; contains SOON
    UPCOMING = "upcoming"
    REMINDER = "reminder"
    REVIEW = "review"
    REDATED = "redated"
    FULFILLED = "fulfilled"  # contains LATE
    LATE = "late"
    NIL = "nil"
    WAIVED = "waived"
    DATED = "dated"  # whatever has a day, open or closed: what a day of the calendar opens


_BY_DUE = ("due_on", "pk")
_NEWEST = ("-closed_at", "-pk")
_ORDER: Mapping[TaskKind, tuple[str, str]] = {
    TaskKind.REMINDER: ("starts_on", "pk"),
    TaskKind.REVIEW: ("review_on", "pk"),
    TaskKind.FULFILLED: _NEWEST,
    TaskKind.LATE: _NEWEST,
    TaskKind.NIL: _NEWEST,
    TaskKind.WAIVED: _NEWEST,
}


@dataclass(frozen=True, slots=True)
class Task:
    """One duty as a list shows it. `condition` is a code of ui.states."""

    id: int
    kind: str
    condition: str
    state: str
    occurrence: str
    scope: str
    starts_on: date
    due_on: date | None
    previous_due_on: date | None
    review_on: date | None
    is_provisional: bool
    working: Mapping[str, Any]
    days_left: int | None
    matter_id: int
    matter_number: int
    matter_name: str
    matter_name_en: str
    field_slug: str
    field_name: str
    field_name_en: str
    row_id: int
    l1: str
    l2: str
    time_limit: str
    body_id: int
    body_name: str
    body_slug: str
    event_title: str
    body_name_en: str = ""
    elements: tuple[str, ...] = ()
    urges: int = 0


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A page of tasks with the cursors of its neighbours."""

    rows: tuple[Task, ...]
    next: str
    previous: str

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What a list is narrowed to; empty: everything."""

    field_slug: str = ""
    duty_kind: str = ""
    matter_number: int | None = None
    due_on: date | None = None


def tasks(
    county: County,
    *,
    on: date,
    kind: TaskKind | None = None,
    bodies: Collection[int] | None = None,
    where: TaskFilter | None = None,
    after: str | None = None,
    size: int = keyset.DEFAULT_SIZE,
) -> TaskPage:
    """One page of duties by their day. `bodies` None: of the whole county; `kind` None: all that is overdue or due."""
    soon_until = soon_day(county, on=on)
    duties = _narrowed(_of(county, bodies), where or TaskFilter())
    chosen = duties.filter(_is(kind, on=on, soon_until=soon_until) if kind else _now(on))
    page = keyset.page(_joined(chosen), by=_ORDER.get(kind, _BY_DUE) if kind else _BY_DUE, cursor=after, size=size)
    return TaskPage(tuple(_task(d, on=on, soon_until=soon_until) for d in page.rows), page.next, page.previous)


def task(county: County, duty_id: int, *, on: date) -> Task | None:
    """One duty as a screen shows it."""
    duty = _joined(Duty.objects.of_county(county).filter(pk=duty_id)).first()
    return _task(duty, on=on, soon_until=soon_day(county, on=on)) if duty else None


def counts(county: County, *, on: date, bodies: Collection[int] | None = None) -> dict[str, int]:
    """How many duties each list holds, by its kind."""
    soon_until = soon_day(county, on=on)
    asked = {str(kind): Count("pk", filter=_is(kind, on=on, soon_until=soon_until)) for kind in TaskKind}
    return _of(county, bodies).aggregate(**asked)


def duties_of_matter(county: County, matter_id: int, *, on: date, limit: int = 50) -> tuple[Task, ...]:
    """The duties of one matter, newest first: its history of being owed."""
    soon_until = soon_day(county, on=on)
    duties = _joined(Duty.objects.of_county(county).filter(matter_id=matter_id)).order_by("-starts_on", "-pk")
    return tuple(_task(duty, on=on, soon_until=soon_until) for duty in duties[:limit])


def soon_day(county: County, *, on: date) -> date:
    """The last day that counts as soon: the setting's number of working days from today."""
    days = organisations.settings_of(county, on=on).number("duties.soon_workdays")
    return calendars.reckoner_of(county).after(on, amount=days, unit="workday").on


def _of(county: County, bodies: Collection[int] | None) -> DutyQuerySet:
    duties = Duty.objects.of_county(county)
    return duties if bodies is None else duties.filter(body_id__in=bodies)


def _narrowed(duties: DutyQuerySet, where: TaskFilter) -> DutyQuerySet:
    if where.field_slug:
        duties = duties.filter(matter__field__slug=where.field_slug)
    if where.duty_kind:
        duties = duties.filter(kind=where.duty_kind)
    if where.matter_number is not None:
        duties = duties.filter(matter__number=where.matter_number)
    if where.due_on is not None:
        duties = duties.filter(due_on=where.due_on)
    return duties


def _now(on: date) -> Q:
    return Q(state=Duty.State.OPEN) & (Q(due_on__lt=on) | Q(due_on__isnull=False, starts_on__lte=on))


def _is(kind: TaskKind, *, on: date, soon_until: date) -> Q:
    is_open = Q(state=Duty.State.OPEN)
    dated = is_open & Q(due_on__gte=on)
    return {
        TaskKind.OVERDUE: is_open & Q(due_on__lt=on),
        TaskKind.SOON: dated & Q(due_on__lte=soon_until),
        TaskKind.DUE: dated & Q(starts_on__lte=on),
        TaskKind.UPCOMING: dated & Q(starts_on__gt=on),
        TaskKind.REMINDER: is_open & Q(due_on__isnull=True),
        TaskKind.REVIEW: Q(kind=Duty.Kind.STANDING, state=Duty.State.FULFILLED, review_on__lte=on),
        TaskKind.REDATED: is_open & Q(previous_due_on__isnull=False),
        TaskKind.FULFILLED: Q(state=Duty.State.FULFILLED),
        TaskKind.LATE: Q(state=Duty.State.FULFILLED, due_on__isnull=False, fulfilled_on__gt=F("due_on")),
        TaskKind.NIL: Q(state=Duty.State.NIL),
        TaskKind.WAIVED: Q(state=Duty.State.WAIVED),
        TaskKind.DATED: Q(due_on__isnull=False),
    }[kind]


def _joined(duties: DutyQuerySet) -> DutyQuerySet:
    pressed = Urge.objects.filter(
        county=OuterRef("county"), matter=OuterRef("matter"), occurrence=OuterRef("occurrence")
    ).order_by()
    counted = pressed.values("matter").annotate(count=Count("pk")).values("count")
    joined: DutyQuerySet = duties.select_related("matter__field", "row", "body", "event").annotate(
        urges=Coalesce(Subquery(counted), 0)
    )
    return joined


def _task(duty: Any, *, on: date, soon_until: date) -> Task:
    facts = DutyFacts(duty.state, duty.starts_on, duty.due_on, duty.fulfilled_on, duty.review_on)
    return Task(
        id=duty.pk,
        kind=duty.kind,
        condition=str(condition(facts, on=on, soon_until=soon_until)),
        state=duty.state,
        occurrence=duty.occurrence,
        scope=duty.scope,
        starts_on=duty.starts_on,
        due_on=duty.due_on,
        previous_due_on=duty.previous_due_on,
        review_on=duty.review_on,
        is_provisional=duty.is_provisional,
        working=duty.working,
        days_left=(duty.due_on - on).days if duty.due_on else None,
        matter_id=duty.matter_id,
        matter_number=duty.matter.number,
        matter_name=duty.matter.name,
        matter_name_en=duty.matter.name_en,
        field_slug=duty.matter.field.slug,
        field_name=duty.matter.field.seed_name,
        field_name_en=duty.matter.field.name_en,
        row_id=duty.row_id,
        l1=duty.row.l1,
        l2=duty.row.l2,
        time_limit=duty.row.time_limit,
        body_id=duty.body_id,
        body_name=duty.body.short_name,
        body_slug=duty.body.slug,
        event_title=duty.event.title if duty.event else "",
        body_name_en=duty.body.name_en,
        urges=duty.urges,
        elements=tuple(elements_in(duty.scope, [element["text"] for element in duty.row.content])),
    )
