"""One sentence of truth: this month so many were due, so many are done, so many are overdue (履行情况)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from gongkai.duties.models import Duty
from gongkai.organisations.models import Body, County


@dataclass(frozen=True, slots=True)
class Score:
    """Duties whose day lies in a stretch of time: how many there are, done, done late, overdue. Waived: not counted."""

    due: int = 0
    done: int = 0
    late: int = 0
    overdue: int = 0

    @property
    def waiting(self) -> int:
        """Open, and their day is still to come."""
        return self.due - self.done - self.overdue

    @property
    def punctual_percent(self) -> int:
        """Done in time, of those whose day has passed or that are done; rounded down."""
        judged = self.done + self.overdue
        return 100 * (self.done - self.late) // judged if judged else 100


@dataclass(frozen=True, slots=True)
class BodyScore:
    """The score of one body."""

    body_id: int
    slug: str
    name: str
    name_en: str
    score: Score


@dataclass(frozen=True, slots=True)
class MonthScore:
    """The score of one month, first day named."""

    month: date
    score: Score


def month_of(on: date) -> tuple[date, date]:
    """First and last day of a month."""
    return on.replace(day=1), on.replace(day=monthrange(on.year, on.month)[1])


def scoreboard(county: County, *, on: date, body_id: int | None = None) -> Score:
    """The score of the month in which a day lies."""
    first, last = month_of(on)
    duties = Duty.objects.of_county(county).filter(due_on__range=(first, last))
    if body_id is not None:
        duties = duties.filter(body_id=body_id)
    return Score(**duties.aggregate(**_asked(on)))


def by_body(county: County, *, on: date, since: date, until: date) -> tuple[BodyScore, ...]:
    """The scores of all bodies that had something due in a stretch of time, the least punctual first."""
    lines = Duty.objects.of_county(county).filter(due_on__range=(since, until)).order_by().values("body_id")
    scores = {line.pop("body_id"): Score(**line) for line in lines.annotate(**_asked(on))}
    bodies = Body.objects.of(county).filter(pk__in=scores).listed()
    found = [BodyScore(b.pk, b.slug, b.short_name, b.name_en, scores[b.pk]) for b in bodies]
    return tuple(sorted(found, key=lambda line: line.score.punctual_percent))


def by_month(
    county: County, *, on: date, months: int = 12, bodies: Collection[int] | None = None
) -> tuple[MonthScore, ...]:
    """The scores of the last months up to that of `on`, oldest first."""
    starts = [_months_before(on, back) for back in reversed(range(months))]
    duties = Duty.objects.of_county(county).filter(due_on__range=(starts[0], month_of(on)[1]))
    if bodies is not None:
        duties = duties.filter(body_id__in=bodies)
    lines = duties.order_by().values("due_on__year", "due_on__month").annotate(**_asked(on))
    found = {(line.pop("due_on__year"), line.pop("due_on__month")): Score(**line) for line in lines}
    return tuple(MonthScore(start, found.get((start.year, start.month), Score())) for start in starts)


def _months_before(on: date, back: int) -> date:
    months = on.year * 12 + on.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def _asked(on: date) -> dict[str, Any]:
    done = Q(state__in=[Duty.State.FULFILLED, Duty.State.NIL])
    return {
        "due": Count("id", filter=~Q(state=Duty.State.WAIVED)),
        "done": Count("id", filter=done),
        "late": Count("id", filter=Q(state=Duty.State.FULFILLED, fulfilled_on__gt=F("due_on"))),
        "overdue": Count("id", filter=Q(state=Duty.State.OPEN, due_on__lt=on)),
    }
