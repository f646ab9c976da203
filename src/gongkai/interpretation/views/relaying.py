"""The steps of a policy from above, as they are sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.interpretation import actions, relay_forms
from gongkai.interpretation.models import PolicyLink
from gongkai.interpretation.queries import relays as queries
from gongkai.interpretation.views import stepping
from gongkai.interpretation.views.relay_page import ACTS, policy_of, show_policy, start_form
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest


@stepping.reader
@require_POST
def step(request: StaffRequest, public_id: str, name: str) -> HttpResponse:
    """Take a policy a step further."""
    policy = policy_of(request, public_id)
    act = ACTS.get(name)
    if act is None:
        raise Http404
    form = act.form(request, queries.policy_page(policy, request.staff, at=clock.now()), request.POST)
    if not stepping.done(form, lambda _data: act.do(request, policy, form)):
        return show_policy(request, policy, refused=(name, form))
    messages.success(request, str(act.told))
    return redirect("interpretation_workbench:upper_policy", public_id)


@stepping.reader
@require_POST
def start(request: StaffRequest, public_id: str) -> HttpResponse:
    """Begin the relay and go to its editor."""
    policy = policy_of(request, public_id)
    form = start_form(request, queries.policy_page(policy, request.staff, at=clock.now()), request.POST)
    begun: list[str] = []

    def begin(data: dict[str, Any]) -> None:
        draft = actions.start_relay(policy_id=policy.pk, by=request.user, at=clock.now(), **data)
        begun.append(draft.public_id)

    if not stepping.done(form, begin):
        return show_policy(request, policy, refused=("start", form))
    messages.success(request, _("转载稿已建好，信息来源写明了发文机关。"))
    return redirect("publishing_workbench:edit", begun[0])


@stepping.reader
@require_POST
def judge(request: StaffRequest, public_id: str) -> HttpResponse:
    """Say whether a proposed matter is concerned."""
    policy = policy_of(request, public_id)
    form = relay_forms.Judgement(request.POST)
    if form.is_valid():
        match_id = policy.matches.filter(pk=form.cleaned_data["match"]).values_list("pk", flat=True).first()
        if match_id is None:
            raise Http404(_("没有这个事项"))
        is_relevant = form.cleaned_data["is_relevant"]
        told = _("已确认对应这个事项。") if is_relevant else _("已记为不相关。")
        stepping.pressed(
            request,
            lambda: actions.judge_match(match_id=match_id, is_relevant=is_relevant, by=request.user, at=clock.now()),
            told=told,
        )
    return redirect("interpretation_workbench:upper_policy", public_id)


@stepping.reader
@require_POST
def unlink(request: StaffRequest, public_id: str, pk: int) -> HttpResponse:
    """Take a link back."""
    policy = policy_of(request, public_id)
    if not PolicyLink.objects.filter(pk=pk, policy=policy).exists():
        raise Http404(_("没有这个关联"))
    stepping.pressed(
        request,
        lambda: actions.unlink_policy(link_id=pk, by=request.user, at=clock.now()),
        told=_("已取消关联。"),
    )
    return redirect("interpretation_workbench:upper_policy", public_id)
