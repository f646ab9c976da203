"""Deciding that a policy goes without an interpretation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.interpretation import actions, forms, policies
from gongkai.interpretation.views.acting import pressed, sent
from gongkai.interpretation.views.fetching import policy_of
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.publishing import policies as publishing

decider = staff_page(any_of=policies.DECIDERS)


@decider
@require_http_methods(["GET", "POST"])
def exempt(request: StaffRequest, public_id: str) -> HttpResponse:
    """Record an exemption: the reason, in words."""
    policy = policy_of(request, public_id)
    form = forms.ExemptionFacts(request.POST or None)
    if form.is_bound and sent(
        form, lambda facts: actions.exempt(policy_id=policy.pk, by=request.user, at=clock.now(), **facts)
    ):
        messages.success(request, _("已登记免予解读"))
        return redirect("interpretation_workbench:plan", public_id)
    shown = {"policy": policy, "form": form, "is_author": publishing.is_author(request.user, policy)}
    return render(request, "interpretation/workbench/exempt.html", shown, status=422 if form.is_bound else 200)


@decider
@require_POST
def lift(request: StaffRequest, public_id: str) -> HttpResponse:
    """Take an exemption back."""
    policy = policy_of(request, public_id)
    pressed(
        request,
        lambda: actions.lift_exemption(policy_id=policy.pk, by=request.user, at=clock.now()),
        done=_("已取消免予解读"),
    )
    return redirect("interpretation_workbench:plan", public_id)
