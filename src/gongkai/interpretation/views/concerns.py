"""The register of concerns: the list with its clocks, a new clue, one concern and its steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.interpretation import actions, concern_forms
from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.presenters import concerns as presenters
from gongkai.interpretation.presenters import tabs
from gongkai.interpretation.presenters.relays import chips
from gongkai.interpretation.queries import concerns as queries
from gongkai.interpretation.views import stepping
from gongkai.interpretation.views.concern_page import ACTS, concern_of, form_of, show_concern
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest


@stepping.reader
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The concerns of this desk, those whose hours run out first before the others."""
    at = clock.now()
    asked = request.GET.get("show", "")
    show = asked if asked in queries.SHOWN else "open"
    page = queries.concerns_page(request.staff, show, at=at, after=request.GET.get("after"))
    context = {
        "rooms": tabs.rooms(),
        "page": page,
        "rows": [presenters.row(line, at=at) for line in queries.lines(page)],
        "chips": chips(presenters.PARTS, queries.counts(request.staff, at=at), show),
        "show": show,
        "may_add": not policies.REGISTRARS.isdisjoint(request.staff.permissions),
    }
    return render(request, "interpretation/workbench/concerns.html", context)


@stepping.reader
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: StaffRequest) -> HttpResponse:
    """Enter a clue."""
    form = concern_forms.Clue(
        request.POST or None,
        bodies=stepping.living_bodies(request.county, on=clock.today()),
        county_id=request.county.pk,
        initial={"body": request.staff.body.slug},
    )
    made: list[str] = []

    def enter(_data: dict[str, Any]) -> None:
        made.append(actions.register_concern(by=request.user, at=clock.now(), **form.told()).public_id)

    if request.method == "POST" and stepping.done(form, enter):
        messages.success(request, _("已登记，时限开始计算。"))
        seen = policies.concerns_seen(request.staff).filter(public_id=made[0]).exists()
        return (
            redirect("interpretation_workbench:concern", made[0])
            if seen
            else redirect("interpretation_workbench:concerns")
        )
    status = stepping.UNPROCESSABLE if form.is_bound else 200
    return render(request, "interpretation/workbench/concern_form.html", {"form": form}, status=status)


@stepping.reader
@require_safe
def concern(request: StaffRequest, public_id: str) -> HttpResponse:
    """One concern: its clocks, its story, the next step."""
    return show_concern(request, concern_of(request, public_id))


@stepping.reader
@require_POST
def step(request: StaffRequest, public_id: str, name: str) -> HttpResponse:
    """Take a concern a step further."""
    found = concern_of(request, public_id)
    act = ACTS.get(name)
    if act is None:
        raise Http404
    form = form_of(name, request, found, request.POST)
    if not stepping.done(form, lambda data: act.do(concern_id=found.pk, by=request.user, at=clock.now(), **data)):
        return show_concern(request, found, refused=(name, form))
    messages.success(request, str(act.told))
    still_seen = policies.concerns_seen(request.staff).filter(pk=found.pk).exists()  # it may have been forwarded
    if still_seen:
        return redirect("interpretation_workbench:concern", public_id)
    return redirect("interpretation_workbench:concerns")


@stepping.reader
@require_POST
def start(request: StaffRequest, public_id: str) -> HttpResponse:
    """Begin a piece that is to answer, and go to its editor."""
    found = concern_of(request, public_id)
    form = form_of("start", request, found, request.POST)
    begun: list[str] = []

    def begin(data: dict[str, Any]) -> None:
        begun.append(actions.start_answer(concern_id=found.pk, by=request.user, at=clock.now(), **data).public_id)

    if not stepping.done(form, begin):
        return show_concern(request, found, refused=("start", form))
    messages.success(request, _("回应稿已建好，公开后自动记入办理记录。"))
    return redirect("publishing_workbench:edit", begun[0])
