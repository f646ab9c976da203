"""One duty: its page, and what can be done about it besides writing."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.duties import actions
from gongkai.duties import queries as duties
from gongkai.duties.fetching import Fetched, fetch
from gongkai.duties.models import Duty
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.organisations.rules.roles import Permission
from gongkai.workbench import page_presenters, policies, presenters, task_presenters
from gongkai.workbench.forms import ExplanationText, ExternalAddress, Reason, RefusalNote
from gongkai.workbench.queries import desk, duty_page
from gongkai.workbench.views.acting import act, attempt, clerk, duty_or_404, manager, reader, status

FORMS = ("waive", "reopen", "explain")


@reader
@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    """What is owed, until when and why, and everything done about it."""
    asked = request.GET.get("do", "")
    return show(request, duty_or_404(request, pk), opened=asked if asked in FORMS else "")


def show(request: StaffRequest, duty: Duty, *, opened: str = "", form: forms.Form | None = None) -> HttpResponse:
    """The page of a duty, with one of its forms open if there is something to mend in it."""
    task = duties.task(request.county, duty.pk, on=clock.today())
    assert task is not None
    found = duty_page.duty_page(request.staff, duty)
    draft = desk.begun(request.staff, (task,)).get(task.id, "")
    view = task_presenters.view(task, request.staff, own=policies.own_ids(request.staff), draft=draft)
    context = {
        "task": view,
        "page": found,
        "elements": task.elements,
        "facts": page_presenters.duty_facts(view, found, duty.body),
        "acts": page_presenters.acts(found.acts),
        "evidence": page_presenters.evidence(found.evidence),
        "may_manage": policies.may(request.staff, Permission.MANAGE_DUTIES),
        "opened": opened,
        "failed": form,
        "forms": _forms() if form is None else {**_forms(), opened: form},
    }
    return render(request, "workbench/duty.html", context, status=status(form) if form is not None else 200)


def _forms() -> dict[str, forms.Form]:
    """The forms of the page, each with ids of its own."""
    return {
        "waive": Reason(auto_id="waive_%s"),
        "reopen": Reason(auto_id="reopen_%s"),
        "explain": ExplanationText(auto_id="explain_%s"),
        "refuse": RefusalNote(auto_id="refuse_%s"),
    }


@clerk
def external(request: StaffRequest, pk: int) -> HttpResponse:
    """An address elsewhere: looked at first if the officer wants, then registered with what was found there."""
    duty = duty_or_404(request, pk)
    form = ExternalAddress(request.POST or None)
    if "look" in request.POST:
        looked = act(form, lambda given: fetch(given["url"]))
        return _external_page(request, duty, _filled(form, looked), looked=looked)
    done = act(
        form, lambda given: actions.fulfil_with_external(duty_id=duty.pk, by=request.user, at=clock.now(), **given)
    )
    if done is not None:
        messages.success(request, _("已登记外部网址，这项任务办结。标题、日期和摘要已经留存。"))
        return redirect("workbench:duty", pk)
    return _external_page(request, duty, form)


def _external_page(
    request: StaffRequest, duty: Duty, form: ExternalAddress, *, looked: Fetched | None = None
) -> HttpResponse:
    title = presenters.name(duty.matter.name, duty.matter.name_en)
    context = {"form": form, "duty": duty, "title": title, "looked": looked}
    return render(request, "workbench/external.html", context, status=status(form))


def _filled(form: ExternalAddress, looked: Fetched | None) -> ExternalAddress:
    """The form with what the page says of itself, where the officer said nothing."""
    if looked is None:
        return form
    given = form.cleaned_data
    return ExternalAddress(
        initial={
            "url": given["url"],
            "title": given["title"] or looked.title,
            "published_on": given["published_on"] or looked.published_on,
        }
    )


@clerk
@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Take note of a new day."""
    duty = duty_or_404(request, pk)
    attempt(
        request,
        partial(actions.confirm_redate, duty_id=duty.pk, by=request.user, at=clock.now()),
        done=_("已确认新的应公开日期。"),
    )
    return redirect("workbench:duty", pk)


@manager
@require_POST
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Open a duty again that was closed by mistake."""
    duty = duty_or_404(request, pk)
    form = Reason(request.POST, auto_id="reopen_%s")
    done = act(form, lambda given: actions.reopen(duty_id=duty.pk, by=request.user, at=clock.now(), **given))
    if done is None:
        return show(request, duty, opened="reopen", form=form)
    messages.success(request, _("任务已重新打开。"))
    return redirect("workbench:duty", pk)
