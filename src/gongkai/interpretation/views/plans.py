"""The desk's policies, and the plan of one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.interpretation import actions, forms, policies
from gongkai.interpretation.presenters import plan_page as page_words
from gongkai.interpretation.presenters import tabs
from gongkai.interpretation.queries import desk
from gongkai.interpretation.queries.plan_page import plan_page
from gongkai.interpretation.views.acting import pressed, sent
from gongkai.interpretation.views.fetching import policy_of
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies as publishing
from gongkai.publishing.models import Information

PLAN = "interpretation/workbench/plan.html"


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The policies of this desk by what their interpretation is at."""
    on, standing = clock.today(), request.GET.get("standing", "")
    page = desk.policies_page(request.staff, on=on, standing=standing, after=request.GET.get("after"))
    context = {
        "rooms": tabs.rooms(),
        "page": page,
        "rows": page_words.policy_rows(desk.lines(page)),
        "chips": page_words.standing_chips(desk.counts(request.staff, on=on), standing),
        "is_filtered": bool(standing),
    }
    return render(request, "interpretation/workbench/policies.html", context)


@staff_page(Permission.SEE_DRAFTS)
@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest, public_id: str) -> HttpResponse:
    """The plan of a policy; a post makes or changes it."""
    policy = policy_of(request, public_id)
    if request.method == "GET":
        return render(request, PLAN, context(request, policy))
    form = forms.PlanFacts(request.POST)
    if sent(form, lambda facts: actions.save_plan(policy_id=policy.pk, by=request.user, at=clock.now(), **facts)):
        messages.success(request, _("解读方案已保存"))
        return redirect("interpretation_workbench:plan", public_id)
    return render(request, PLAN, context(request, policy, plan_form=form), status=422)


@staff_page(Permission.DRAFT)
@require_POST
def drop(request: StaffRequest, public_id: str) -> HttpResponse:
    """Throw a plan away."""
    policy = policy_of(request, public_id)
    pressed(
        request,
        lambda: actions.drop_plan(policy_id=policy.pk, by=request.user, at=clock.now()),
        done=_("解读方案已删除"),
    )
    return redirect("interpretation_workbench:plan", public_id)


@staff_page(Permission.SEE_DRAFTS)
@require_POST
def release(request: StaffRequest, public_id: str) -> HttpResponse:
    """Publish policy and interpretation together."""
    policy = policy_of(request, public_id)
    pressed(
        request,
        lambda: actions.release_together(policy_id=policy.pk, by=request.user, at=clock.now()),
        done=_("文件和解读已同步公开"),
    )
    return redirect("interpretation_workbench:plan", public_id)


def context(request: StaffRequest, policy: Information, **bound: Any) -> dict[str, Any]:
    """What the page of a plan shows; a form that was refused is shown as it was typed."""
    on = clock.today()
    page = plan_page(policy, on=on)
    may_write = publishing.may_write(request.user, policy, on=on)
    return {
        "rooms": tabs.rooms(),
        "policy": policy,
        "page": page,
        "view": page_words.view(page),
        "may_plan": policies.may_plan(request.user, policy, on=on),
        "may_exempt": policies.may_exempt(request.user, policy, on=on),
        "may_write": may_write,
        "may_release": page.may_be_released and "publish" in publishing.moves_for(request.user, policy, on=on),
        "plan_form": forms.PlanFacts.of(page.plan),
        "material_form": forms.MaterialFacts(),
        **bound,
    }
