"""Policies from above: the list, one policy, a new one by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.interpretation import actions, relay_forms
from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.models import UpperPolicy
from gongkai.interpretation.presenters import relays as presenters
from gongkai.interpretation.presenters import tabs
from gongkai.interpretation.queries import relays as queries
from gongkai.interpretation.views import stepping
from gongkai.interpretation.views.relay_page import policy_of, show_policy
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest

LIST = "interpretation/workbench/upper_policies.html"


@stepping.reader
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """What upper levels published, by what became of it here."""
    at = clock.now()
    asked = request.GET.get("show", "")
    show = asked if asked in queries.SHOWN else "open"
    page = queries.policies_page(request.staff, show, at=at, after=request.GET.get("after"))
    is_office = policies.is_of_office(request.staff)
    context = {
        "rooms": tabs.rooms(),
        "page": page,
        "rows": [presenters.row(line) for line in queries.lines(page, at=at)],
        "chips": presenters.chips(presenters.PARTS, queries.counts(request.staff, at=at), show),
        "show": show,
        "may_add": not policies.REGISTRARS.isdisjoint(request.staff.permissions),
        "is_office": is_office,
        "feeds": [(feed, presenters.feed_words(feed)) for feed in queries.feeds(request.county)] if is_office else [],
        "imports": queries.waiting_imports(request.county) if is_office else (),
    }
    return render(request, LIST, context)


@stepping.reader
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: StaffRequest) -> HttpResponse:
    """Tell of a policy that no feed brought."""
    form = relay_forms.Policy(request.POST or None)
    added: list[UpperPolicy] = []

    def take_in(_data: dict[str, Any]) -> None:
        done = actions.take_in_policies(
            county=request.county,
            told=[form.facts()],
            came_by=UpperPolicy.CameBy.FORM,
            by=request.user,
            at=clock.now(),
        )
        added.extend(done.added)

    if request.method == "POST" and stepping.done(form, take_in):
        if added:
            messages.success(request, _("已登记，时限开始计算。"))
            return redirect("interpretation_workbench:upper_policy", added[0].public_id)
        form.add_error(None, _("这份政策已经登记过。"))
    status = stepping.UNPROCESSABLE if form.is_bound else 200
    return render(request, "interpretation/workbench/upper_form.html", {"form": form}, status=status)


@stepping.reader
@require_safe
def policy(request: StaffRequest, public_id: str) -> HttpResponse:
    """One policy: what it says, whom it concerns, what was made of it, what can be done."""
    return show_policy(request, policy_of(request, public_id))
