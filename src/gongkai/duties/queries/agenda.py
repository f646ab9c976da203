"""A month of duties day by day, with the working days marked (任务日历)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from gongkai.duties import calendars
from gongkai.duties.models import Duty
from gongkai.duties.queries.scoreboard import month_of
from gongkai.organisations.models import County


@dataclass(frozen=True, slots=True)
class Day:
    """One day: how many duties fall due, how many of these are still open."""

    on: date
    is_workday: bool
    is_provisional: bool
    due: int
    open: int
    overdue: int


def agenda(county: County, *, month: date, on: date, bodies: Collection[int] | None = None) -> tuple[Day, ...]:
    """The days of a month."""
    first, last = month_of(month)
    duties = Duty.objects.of_county(county).filter(due_on__range=(first, last))
    if bodies is not None:
        duties = duties.filter(body_id__in=bodies)
    is_open = Q(state=Duty.State.OPEN)
    lines: Any = (
        duties.order_by()
        .values("due_on")
        .annotate(n=Count("id"), still=Count("id", filter=is_open), late=Count("id", filter=is_open & Q(due_on__lt=on)))
    )
    counted = {line["due_on"]: (line["n"], line["still"], line["late"]) for line in lines}
    reckoner = calendars.reckoner_of(county)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(
        Day(day, reckoner.is_workday(day), reckoner.is_provisional(day), *counted.get(day, (0, 0, 0))) for day in days
    )
