"""The county decides from when the public sees what is overdue: the rule in force, its versions, a new decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.duties import actions
from gongkai.duties import queries as duties
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.workbench import showing_presenters
from gongkai.workbench.forms import OverdueShowingChoice
from gongkai.workbench.views.acting import act, manager, status


@manager
@require_http_methods(["GET", "HEAD", "POST"])
def overdue_showing(request: StaffRequest) -> HttpResponse:
    """Which field tells the public of delay from when."""
    form = OverdueShowingChoice(request.POST or None, county=request.county)
    decided = act(
        form,
        lambda given: actions.decide_overdue_showing(county=request.county, by=request.user, at=clock.now(), **given),
    )
    if decided is not None:
        messages.success(request, _("已决定，公众端随即按此显示。"))
        return redirect("workbench:overdue_showing")
    lines = showing_presenters.lines(duties.showing_history(request.county), on=clock.today())
    context = {"form": form, "in_force": [line for line in lines if line.is_in_force], "history": lines}
    return render(request, "workbench/overdue_showing.html", context, status=status(form))
