"""What waits for one signature: the periods of the desk's bodies, and the list of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from gongkai.duties.models import Duty, Fulfilment, PeriodReturn
from gongkai.organisations.models import Body
from gongkai.organisations.queries import Staff
from gongkai.workbench import policies

NIL, STILL_VALID = Fulfilment.By.NIL_RETURN.value, Fulfilment.By.STILL_VALID.value
STANDING = "standing"
SIGNED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Period:
    """A period of a body in which duties remain; of standing duties: those due for another look."""

    body: Body
    kind: str
    period: str
    count: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature given."""

    kind: str
    period: str
    body_name: str
    body_name_en: str
    duties: int
    signed_at: object
    signed_by: str


def periods(staff: Staff, *, on: date) -> tuple[Period, ...]:
    """All periods of the desk's bodies that wait for a signature, oldest first: three queries."""
    bodies = {body.pk: body for body in policies.own_bodies(staff)}
    mine = Duty.objects.of_county(staff.county).filter(body__in=bodies)
    recurring = mine.open().filter(kind=Duty.Kind.RECURRING, starts_on__lte=on)
    nil = recurring.order_by().values_list("body_id", "occurrence").annotate(n=Count("pk"))
    late = dict(_by_period(mine.overdue(on=on).filter(kind=Duty.Kind.RECURRING)))
    found = [Period(bodies[b], NIL, period, n, late.get((b, period), 0)) for b, period, n in nil]
    standing = mine.to_review(on=on).order_by().values_list("body_id").annotate(n=Count("pk"))
    found += [Period(bodies[b], STILL_VALID, STANDING, n, 0) for b, n in standing]
    return tuple(sorted(found, key=lambda line: (line.body.level, line.body.pk, line.kind, line.period)))


def signed(staff: Staff) -> tuple[Signed, ...]:
    """The latest signatures of the desk's bodies."""
    given = PeriodReturn.objects.filter(body__in=policies.own_bodies(staff)).select_related("body", "signed_by")
    counted = given.annotate(n=Count("fulfilments")).order_by("-signed_at", "-pk")[:SIGNED_SHOWN]
    return tuple(
        Signed(
            kind=line.kind,
            period=line.period,
            body_name=line.body.short_name,
            body_name_en=line.body.name_en,
            duties=line.n,
            signed_at=line.signed_at,
            signed_by=line.signed_by.display_name,
        )
        for line in counted
    )


def _by_period(duties: object) -> list[tuple[tuple[int, str], int]]:
    lines = duties.order_by().values_list("body_id", "occurrence").annotate(n=Count("pk"))  # type: ignore[attr-defined]
    return [((body, period), n) for body, period, n in lines]
