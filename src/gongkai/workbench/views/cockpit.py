"""The county at a glance, and the rows behind each of its cells."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.organisations.rules.roles import Permission
from gongkai.workbench import cockpit_presenters, policies
from gongkai.workbench.forms import RowChoice
from gongkai.workbench.queries import cockpit as queries
from gongkai.workbench.queries.cockpit import RowFilter
from gongkai.workbench.views.acting import reader


@reader
@require_safe
def cockpit(request: StaffRequest) -> HttpResponse:
    """Field × body; an ordinary body sees its own line."""
    found = queries.cockpit(request.staff, on=clock.today())
    sees_all = policies.may(request.staff, Permission.SEE_ALL_BODIES)
    context = cockpit_presenters.page(found, request.staff, sees_all=sees_all)
    return render(request, "workbench/cockpit.html", {**context, "today": clock.today()})


@reader
@require_safe
def rows(request: StaffRequest) -> HttpResponse:
    """Exactly the rows that a cell, a line, a column or a step counts."""
    where = RowFilter(**RowChoice(request.GET).chosen())
    page = queries.rows(request.staff, where, on=clock.today(), after=request.GET.get("after", ""))
    context = {"page": page, **cockpit_presenters.row_page(page, where, query=request.GET)}
    return render(request, "workbench/rows.html", context)
