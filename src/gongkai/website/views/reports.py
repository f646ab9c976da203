"""Reported errors at the desk: the register, one of them, what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.organisations.models import Body, Level
from gongkai.website import actions, forms, policies, presenters
from gongkai.website.models import ErrorReport
from gongkai.website.queries import reports as queries
from gongkai.website.views import stepping, tabs


@stepping.reader
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The reports of this desk, the first due first."""
    on = clock.today()
    asked = request.GET.get("show", "")
    show = asked if asked in queries.SHOWN else "open"
    page = queries.page(request.staff, show, on=on, after=request.GET.get("after"))
    context = {
        "rooms": tabs.rooms(request.staff),
        "page": page,
        "rows": [presenters.report_row(report, on=on) for report in page.rows],
        "chips": presenters.chips(queries.counts(request.staff, on=on), show),
        "show": show,
    }
    return render(request, "website/workbench/reports.html", context)


@stepping.reader
@require_safe
def report(request: StaffRequest, code: str) -> HttpResponse:
    """One report with what this person may do."""
    return _show(request, _report_of(request, code))


@stepping.reader
@require_POST
def settle(request: StaffRequest, code: str) -> HttpResponse:
    """Say what came of it."""
    return _done(request, code, "settle", actions.settle_report, told=_("已办结，读者凭查询码可以看到答复。"))


@stepping.reader
@require_POST
def pass_on(request: StaffRequest, code: str) -> HttpResponse:
    """Give it to another body."""

    def passed(*, body: Body, **given: Any) -> ErrorReport:
        return actions.pass_report_on(body_id=body.pk, **given)

    return _done(request, code, "pass_on", passed, told=_("已转办。"))


@stepping.reader
@require_POST
def reopen(request: StaffRequest, code: str) -> HttpResponse:
    """Take it up again."""
    return _done(request, code, "reopen", actions.reopen_report, told=_("已重新办理。"))


def _done(request: StaffRequest, code: str, name: str, do: Callable[..., object], *, told: str) -> HttpResponse:
    found = _report_of(request, code)
    form = _form(request, name, request.POST)
    if not stepping.done(form, lambda data: do(report_id=found.pk, by=request.user, at=clock.now(), **data)):
        return _show(request, found, refused=(name, form))
    messages.success(request, told)
    if policies.reports_seen(request.staff).filter(pk=found.pk).exists():
        return redirect("website_workbench:report", code)
    return redirect("website_workbench:reports")  # it is another desk's now


def _show(
    request: StaffRequest, report: ErrorReport, *, refused: tuple[str, django_forms.Form] | None = None
) -> HttpResponse:
    moves = queries.moves(report, request.staff, on=clock.today())
    shown = {name: _form(request, name) for name in moves}
    if refused:
        shown[refused[0]] = refused[1]
    look, word = presenters.look_of(report, on=clock.today())
    context = {
        "rooms": tabs.rooms(request.staff),
        "report": report,
        "look": look,
        "word": word,
        "forms": shown,
        "refused": refused[0] if refused else "",
    }
    status = stepping.UNPROCESSABLE if refused else 200
    return render(request, "website/workbench/report.html", context, status=status)


def _form(request: StaffRequest, name: str, data: QueryDict | None = None) -> django_forms.Form:
    auto_id = f"{name}_%s"
    if name == "pass_on":
        bodies = Body.objects.of(request.county).living(on=clock.today()).exclude(level=Level.VILLAGE).listed()
        return forms.Passing(data, auto_id=auto_id, bodies=bodies)
    return {"settle": forms.Settlement, "reopen": forms.Reopening}[name](data, auto_id=auto_id)


def _report_of(request: StaffRequest, code: str) -> ErrorReport:
    found = (
        policies.reports_seen(request.staff).select_related("body", "county", "settled_by").filter(code=code).first()
    )
    if found is None:
        raise Http404(_("没有这条纠错"))
    report: ErrorReport = found
    return report
