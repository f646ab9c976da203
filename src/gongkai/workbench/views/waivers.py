"""Asking to be released from a duty, and answering."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.duties import actions as duties
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.organisations.rules.roles import Permission
from gongkai.workbench import actions, policies
from gongkai.workbench.forms import Reason, RefusalNote
from gongkai.workbench.models import WaiverRequest
from gongkai.workbench.views.acting import act, attempt, clerk, duty_or_404, manager
from gongkai.workbench.views.duty import show


@clerk
@require_POST
def waive(request: StaffRequest, pk: int) -> HttpResponse:
    """The office releases at once, as the approver; anyone else asks it to."""
    duty = duty_or_404(request, pk)
    form = Reason(request.POST, auto_id="waive_%s")
    manages = policies.may(request.staff, Permission.MANAGE_DUTIES)
    do = duties.waive if manages else actions.ask_waiver
    if act(form, lambda given: do(duty_id=duty.pk, by=request.user, at=clock.now(), **given)) is None:
        return show(request, duty, opened="waive", form=form)
    messages.success(request, _("已免除这项任务。") if manages else _("已向县政务公开办申请免除，答复前任务仍然有效。"))
    return redirect("workbench:duty", pk)


@manager
@require_POST
def grant(request: StaffRequest, pk: int) -> HttpResponse:
    """Agree to a request."""
    asked = _request_or_404(request, pk)
    do = partial(actions.grant_waiver, request_id=asked.pk, by=request.user, at=clock.now())
    attempt(request, do, done=_("已同意免除。"))
    return redirect("workbench:duty", asked.duty_id)


@manager
@require_POST
def refuse(request: StaffRequest, pk: int) -> HttpResponse:
    """Do not agree, and say why."""
    asked = _request_or_404(request, pk)
    form = RefusalNote(request.POST, auto_id="refuse_%s")
    done = act(form, lambda given: actions.refuse_waiver(request_id=asked.pk, by=request.user, at=clock.now(), **given))
    if done is None:
        return show(request, duty_or_404(request, asked.duty_id), opened="refuse", form=form)
    messages.success(request, _("已答复申请人，任务照常进行。"))
    return redirect("workbench:duty", asked.duty_id)


def _request_or_404(request: StaffRequest, pk: int) -> WaiverRequest:
    asked: WaiverRequest = get_object_or_404(WaiverRequest, pk=pk, county=request.county)
    return asked
