"""The report: how many policies were explained, by whom, in time; every number opens its policies."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.interpretation.forms import Period
from gongkai.interpretation.presenters import coverage as words
from gongkai.interpretation.presenters import tabs
from gongkai.interpretation.queries import coverage
from gongkai.interpretation.queries.coverage import Covered
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.policies import visible_bodies
from gongkai.organisations.rules.roles import Permission

reader = staff_page(any_of=(Permission.SEE_DRAFTS, Permission.SEE_ALL_BODIES))


@reader
@require_safe
def report(request: StaffRequest) -> HttpResponse:
    """The numbers of a period, for all bodies this desk sees."""
    form = Period(request.GET, on=clock.today())
    policies = _policies(request, form)
    since, until = form.chosen()
    context = {
        "rooms": tabs.rooms(),
        "form": form,
        "table": words.table(policies, since=since, until=until),
        "query": words.period_query(since, until),
    }
    return render(request, "interpretation/workbench/coverage.html", context)


@reader
@require_safe
def rows(request: StaffRequest) -> HttpResponse:
    """The policies behind a number."""
    form = Period(request.GET, on=clock.today())
    wanted = words.wanted(request.GET)
    found = [policy for policy in _policies(request, form) if wanted.takes(policy)]
    page = words.page(found, request.GET.get("page", ""))
    since, until = form.chosen()
    context = {
        "rooms": tabs.rooms(),
        "page": page,
        "rows": [words.row(policy, request.staff) for policy in page.rows],
        "total": len(found),
        "heading": words.heading(wanted, found),
        "query": words.period_query(since, until),
        "since": since,
        "until": until,
    }
    return render(request, "interpretation/workbench/coverage_rows.html", context)


@reader
@require_safe
def export(request: StaffRequest) -> HttpResponse:
    """Every policy of the period with what it counts as, as CSV that a spreadsheet opens."""
    form = Period(request.GET, on=clock.today())
    since, until = form.chosen()
    response = HttpResponse("".join(_lines(_policies(request, form))), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="interpretation-{since:%Y%m%d}-{until:%Y%m%d}.csv"'
    return response


def _policies(request: StaffRequest, form: Period) -> tuple[Covered, ...]:
    since, until = form.chosen()
    sees_all = Permission.SEE_ALL_BODIES in request.staff.permissions
    bodies = None if sees_all else list(visible_bodies(request.staff).values_list("pk", flat=True))
    return coverage.covered(request.county, bodies=bodies, since=since, until=until, on=clock.today())


def _lines(policies: tuple[Covered, ...]) -> Iterator[str]:
    yield "\ufeff"  # spreadsheets take the file for UTF-8 by it
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(words.csv_head())
    writer.writerows(words.csv_line(policy) for policy in policies)
    yield sheet.getvalue()
