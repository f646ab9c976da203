"""Registering that information was formed or changed: choose the matter, see the day it starts, save."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.duties import actions
from gongkai.duties.actions import DutyRefused
from gongkai.duties.queries import Registrable
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.organisations.models import Body
from gongkai.workbench import policies, presenters
from gongkai.workbench.forms import Event
from gongkai.workbench.queries import events
from gongkai.workbench.views.acting import act, clerk, own_body_or_404, status
from gongkai.workdays.presenters import working_text


@clerk
@require_safe
def choose(request: StaffRequest) -> HttpResponse:
    """The matters of a body that an event can start, found by words."""
    bodies = list(policies.own_bodies(request.staff).select_related("county").listed())
    body = next((one for one in bodies if one.slug == request.GET.get("body")), request.staff.body)
    words = request.GET.get("q", "").strip()[:60]
    found, total = events.search(body, words, on=clock.today())
    context = {
        "bodies": [(one.slug, presenters.name(one.short_name, one.name_en), one == body) for one in bodies],
        "body": body,
        "words": words,
        "lines": [
            (reverse("workbench:register", args=[body.slug, line.matter_number]), *_named(line)) for line in found
        ],
        "more": total - len(found),
    }
    response = render(request, "workbench/events.html#found" if request.htmx else "workbench/events.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@clerk
def register(request: StaffRequest, body: str, number: int) -> HttpResponse:
    """Say what happened and when; `preview` shows the day without saving, the other button saves."""
    found, on = own_body_or_404(request, body), clock.today()
    matter = events.matter(found, number, on=on)
    if matter is None:
        raise Http404(_("没有这个事项"))
    form = Event(request.POST or None, matter=matter, initial={"occurred_on": on})
    if request.htmx and "preview" in request.POST:
        return render(request, "workbench/register.html#preview", {"preview": _preview(found, matter, form)})
    event = None if "preview" in request.POST else act(form, lambda _given: _register(request, found, matter, form))
    if event is not None:
        messages.success(request, _("已登记“%(title)s”，任务已经排上。") % {"title": event.title})
        first = event.duties.order_by("due_on", "pk").first()
        return redirect("workbench:duty", first.pk) if first else redirect("workbench:tasks")
    context = {
        "form": form,
        "matter": matter,
        "title": presenters.name(matter.matter_name, matter.matter_name_en),
        "body": presenters.name(found.short_name, found.name_en),
        "preview": _preview(found, matter, form) if form.is_bound else None,
    }
    return render(request, "workbench/register.html", context, status=status(form))


def _register(request: StaffRequest, body: Body, matter: Registrable, form: Event) -> Any:
    return actions.register_event(
        matter_id=matter.matter_id, body=body, by=request.user, at=clock.now(), **form.chosen()
    )


def _preview(body: Body, matter: Registrable, form: Event) -> list[tuple[events.Preview, str]]:
    """What the event would start; nothing while the form lacks start or day."""
    form.is_valid()
    if not {"start", "occurred_on"} <= form.cleaned_data.keys():
        return []
    choice = form.choices[form.cleaned_data["start"]]
    happened = events.Happening(choice.trigger, choice.scope, form.cleaned_data["occurred_on"])
    try:
        started = events.preview(body, matter.matter_id, happened, at=clock.now(), on=clock.today())
    except DutyRefused:
        return []
    return [(one, working_text(one.working)) for one in started]


def _named(line: Registrable) -> tuple[presenters.Name, Registrable, str]:
    starts = presenters.listed(presenters.trigger_text(choice.trigger, choice.scope) for choice in line.choices)
    return presenters.name(line.matter_name, line.matter_name_en), line, starts
