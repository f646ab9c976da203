"""Reported errors: as the desk's list and page show them, as their readers see them, and the public figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q
from django.utils import timezone

from gongkai.organisations.models import County
from gongkai.organisations.queries import Staff
from gongkai.ui import keyset
from gongkai.website import policies
from gongkai.website.models import ErrorReport
from gongkai.website.querysets import ErrorReportQuerySet
from gongkai.website.rules import reports
from gongkai.website.rules.reports import State

SHOWN = ("open", "overdue", "settled", "all")


@dataclass(frozen=True, slots=True)
class Figures:
    """How a county dealt with the reports of a year."""

    year: int
    received: int
    settled: int
    in_time: int
    waiting: int
    overdue: int
    by_kind: Mapping[str, int]
    by_outcome: Mapping[str, int]


def shown(staff: Staff, show: str, *, on: date) -> ErrorReportQuerySet:
    """The reports of one part of the list."""
    found = policies.reports_seen(staff)
    parts = {"open": found.open(), "overdue": found.overdue(on=on), "settled": found.settled()}
    return parts.get(show, found)


def page(staff: Staff, show: str, *, on: date, after: str | None) -> keyset.Page[ErrorReport]:
    """One page of a part: the open by the day on which they fall due, the rest newest first."""
    by = ("due_on", "pk") if show in ("open", "overdue") else ("-reported_at", "-pk")
    return keyset.page(shown(staff, show, on=on).select_related("body"), by=by, cursor=after)


def counts(staff: Staff, *, on: date) -> Mapping[str, int]:
    """How many reports each part of the list has."""
    return {show: shown(staff, show, on=on).count() for show in SHOWN}


def waiting(staff: Staff) -> ErrorReportQuerySet:
    """Those that this desk's own body has to settle."""
    return policies.reports_seen(staff).open().filter(body=staff.body)


def moves(report: ErrorReport, staff: Staff, *, on: date) -> tuple[str, ...]:
    """What this person may do with a report."""
    held = policies.permissions_over(staff.user, report.body, on=on)
    return reports.names(state=State(report.state), permissions=held)


def by_code(county: County, code: str) -> ErrorReport | None:
    """The report to which a reader holds the code."""
    found: ErrorReport | None = ErrorReport.objects.of_county(county).select_related("body").filter(code=code).first()
    return found


def figures(county: County, *, on: date) -> Figures:
    """The public figures of the running year, in three queries. Nothing of what anybody wrote is among them."""
    first = timezone.make_aware(datetime(on.year, 1, 1))
    found = ErrorReport.objects.of_county(county).filter(reported_at__gte=first, reported_at__lt=first + timedelta(366))
    settled = Q(state=State.SETTLED)
    totals = found.aggregate(
        received=Count("id"),
        settled=Count("id", filter=settled),
        in_time=Count("id", filter=settled & Q(settled_on__lte=F("due_on"))),
        waiting=Count("id", filter=~settled),
        overdue=Count("id", filter=~settled & Q(due_on__lt=on)),
    )
    by_kind = dict(found.order_by().values_list("kind").annotate(n=Count("id")))
    by_outcome = dict(found.filter(settled).order_by().values_list("outcome").annotate(n=Count("id")))
    return Figures(year=on.year, by_kind=by_kind, by_outcome=by_outcome, **totals)
