"""Lists of duties: filtered by their address, paged, as a file, as a month."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.duties import queries
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.workbench import duty_presenters, policies, task_presenters
from gongkai.workbench.forms import DutyFilter
from gongkai.workbench.queries import duty_list
from gongkai.workbench.queries.duty_list import Wanted
from gongkai.workbench.views.acting import reader

YEARS_SHOWN = 10  # of the calendar, either way


@reader
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The duties of the county, or of the own body."""
    form, wanted = _wanted(request)
    page = duty_list.page(request.staff, wanted, on=clock.today(), after=request.GET.get("after"))
    own = policies.own_ids(request.staff)
    context = {
        "form": form,
        "page": page,
        "rows": [task_presenters.view(task, request.staff, own=own) for task in page.rows],
        "chips": duty_presenters.filter_chips(request.GET, wanted),
        "query": request.GET.urlencode(),
    }
    return render(request, "workbench/duties.html", context)


@reader
@require_safe
def export(request: StaffRequest) -> HttpResponse:
    """The same list, all of it, as CSV that a spreadsheet opens."""
    _form, wanted = _wanted(request)
    tasks = duty_list.every(request.staff, wanted, on=clock.today())
    response = HttpResponse(_lines(tasks), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="duties-{clock.today():%Y%m%d}.csv"'
    return response


@reader
@require_safe
def calendar(request: StaffRequest) -> HttpResponse:
    """A month: what falls due on which day, with the working days marked."""
    form, wanted = _wanted(request)
    on = clock.today()
    month = _month(request.GET.get("month", ""), on)
    days = queries.agenda(request.county, month=month, on=on, bodies=duty_list.bodies(request.staff, wanted))
    context = {"form": form, **duty_presenters.month_page(days, month=month, on=on, query=request.GET)}
    return render(request, "workbench/calendar.html", context)


def _wanted(request: StaffRequest) -> tuple[DutyFilter, Wanted]:
    form = DutyFilter(request.GET, bodies=policies.seen_bodies(request.staff))
    return form, Wanted(**form.chosen())


def _month(asked: str, on: date) -> date:
    """The month asked for as 2026-11; the present one where that cannot be read, or lies beyond every catalogue."""
    try:
        month = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return on.replace(day=1)
    return month if abs(month.year - on.year) <= YEARS_SHOWN else on.replace(day=1)


class _Echo:
    """What csv writes to is handed on at once."""

    def write(self, line: str) -> str:
        return line


def _lines(tasks: Iterator[Any]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # spreadsheets take the file for UTF-8 by it
    yield writer.writerow(duty_presenters.CSV_HEAD)
    for task in tasks:
        yield writer.writerow(duty_presenters.csv_line(task))
