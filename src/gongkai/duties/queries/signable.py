"""What one signature could close: the list that an officer sees before she signs, and may untick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from gongkai.duties.models import Duty, Fulfilment
from gongkai.duties.querysets import DutyQuerySet
from gongkai.organisations.models import Body


@dataclass(frozen=True, slots=True)
class SignablePeriod:
    """A period in which duties of a body remain; `standing` for what is to be looked at again."""

    kind: str
    period: str
    count: int


@dataclass(frozen=True, slots=True)
class SignableDuty:
    """One line of the list."""

    id: int
    matter_id: int
    matter_name: str
    matter_name_en: str
    scope: str
    due_on: date | None
    review_on: date | None


def of_period(body: Body, *, kind: str, period: str, on: date) -> DutyQuerySet:
    """The duties of a body that may be signed: recurring ones whose period has ended; standing ones to be reviewed."""
    duties = Duty.objects.of(body)
    if kind == Fulfilment.By.NIL_RETURN:
        return duties.open().filter(kind=Duty.Kind.RECURRING, occurrence=period, starts_on__lte=on)
    if kind == Fulfilment.By.STILL_VALID:
        return duties.to_review(on=on)
    return duties.none()


def periods(body: Body, *, on: date) -> tuple[SignablePeriod, ...]:
    """The periods of a body that wait for a signature, oldest first."""
    nil = Duty.objects.of(body).open().filter(kind=Duty.Kind.RECURRING, starts_on__lte=on)
    by_period = nil.values("occurrence").annotate(n=Count("id")).order_by("occurrence")
    found = [SignablePeriod(Fulfilment.By.NIL_RETURN, line["occurrence"], line["n"]) for line in by_period]
    if waiting := Duty.objects.of(body).to_review(on=on).count():
        found.append(SignablePeriod(Fulfilment.By.STILL_VALID, Duty.Kind.STANDING, waiting))
    return tuple(found)


def duties(body: Body, *, kind: str, period: str, on: date) -> tuple[SignableDuty, ...]:
    """The lines of one period's list, in the order of the matters."""
    lines = of_period(body, kind=kind, period=period, on=on).order_by("matter__number", "id")
    return tuple(
        SignableDuty(*line)
        for line in lines.values_list(
            "id", "matter_id", "matter__name", "matter__name_en", "scope", "due_on", "review_on"
        )
    )
