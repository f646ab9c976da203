"""A body explains beside the state why something is overdue, or takes it back."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.duties import actions
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.workbench.forms import ExplanationText
from gongkai.workbench.views.acting import act, attempt, clerk, duty_or_404
from gongkai.workbench.views.duty import show


@clerk
@require_POST
def explain(request: StaffRequest, pk: int) -> HttpResponse:
    """Put an explanation beside the state, in place of the one before."""
    duty = duty_or_404(request, pk)
    form = ExplanationText(request.POST, auto_id="explain_%s")
    if act(form, lambda given: actions.explain(duty_id=duty.pk, by=request.user, at=clock.now(), **given)) is None:
        return show(request, duty, opened="explain", form=form)
    messages.success(request, _("说明已经显示在公众端，状态不变。"))
    return redirect("workbench:duty", pk)


@clerk
@require_POST
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Show it no longer."""
    duty = duty_or_404(request, pk)
    do = partial(actions.take_back_explanation, duty_id=duty.pk, by=request.user, at=clock.now())
    attempt(request, do, done=_("说明已经撤回。"))
    return redirect("workbench:duty", pk)
