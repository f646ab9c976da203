"""What one officer must be told today, at most once a working day, and only if something needs her (每日摘要)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.duties import calendars
from gongkai.duties.models import Duty
from gongkai.duties.queries import tasks
from gongkai.duties.queries.tasks import Task, TaskKind
from gongkai.organisations.models import Body, County, User, WorkUnit

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Digest:
    """Counts over all bodies she answers for, and the first of what is overdue or soon due."""

    overdue: int
    soon: int
    review: int
    redated: int
    first: tuple[Task, ...]


def digest_for(user: User, *, on: date) -> Digest | None:
    """None on a rest day, when she has had today's already, or when nothing needs her."""
    if user.digest_sent_on is not None and user.digest_sent_on >= on:
        return None
    bodies = _bodies_of(user)
    if not bodies or bodies[0].county is None:
        return None
    return _digest(bodies[0].county, [body.pk for body in bodies], on=on)


def due_officers(county: County, *, on: date) -> list[User]:
    """Officers whose bodies have something overdue or soon due: whom to ask `digest_for` of, in one query."""
    soon_until = tasks.soon_day(county, on=on)
    pressing = Duty.objects.of_county(county).filter(
        Q(state=Duty.State.OPEN, due_on__lte=soon_until)
        | Q(state=Duty.State.OPEN, previous_due_on__isnull=False)
        | Q(kind=Duty.Kind.STANDING, state=Duty.State.FULFILLED, review_on__lte=on)
    )
    units = WorkUnit.objects.filter(body__in=pressing.values("body"), body__county=county)
    officers = units.select_related("officer", "deputy").order_by("id")
    found = {person.pk: person for unit in officers if (person := unit.officer or unit.deputy)}
    return [user for user in found.values() if user.digest_sent_on is None or user.digest_sent_on < on]


def _bodies_of(user: User) -> Sequence[Body]:
    """The bodies whose officer she is; a deputy only where there is no officer."""
    answers = Q(work_unit__officer=user) | Q(work_unit__officer__isnull=True, work_unit__deputy=user)
    return list(Body.objects.filter(answers).select_related("county").order_by("id"))


def _digest(county: County, bodies: list[int], *, on: date) -> Digest | None:
    if not calendars.reckoner_of(county).is_workday(on):
        return None
    counted = tasks.counts(county, on=on, bodies=bodies)
    needs = {kind: counted[kind] for kind in (TaskKind.OVERDUE, TaskKind.SOON, TaskKind.REVIEW, TaskKind.REDATED)}
    if not any(needs.values()):
        return None
    first = tasks.tasks(county, on=on, bodies=bodies, size=SHOWN).rows
    return Digest(
        overdue=needs[TaskKind.OVERDUE],
        soon=needs[TaskKind.SOON],
        review=needs[TaskKind.REVIEW],
        redated=needs[TaskKind.REDATED],
        first=first,
    )
