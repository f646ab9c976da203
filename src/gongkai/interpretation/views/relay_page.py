"""The page of a policy from above: its steps as a table of forms and actions, and which of them it offers to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.catalogues.models import Matter
from gongkai.interpretation import actions, relay_forms
from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.models import PolicyMatch, UpperPolicy
from gongkai.interpretation.presenters import relays as presenters
from gongkai.interpretation.presenters import tabs
from gongkai.interpretation.queries import relays as queries
from gongkai.interpretation.queries.relays import PolicyPage
from gongkai.interpretation.rules.relays import State
from gongkai.interpretation.views import stepping
from gongkai.interpretation.views.stepping import Offer
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.organisations.models import Body
from gongkai.publishing.rules.states import State as PieceState

PAGE = "interpretation/workbench/upper_policy.html"
Refused = tuple[str, forms.Form] | None


@dataclass(frozen=True, slots=True)
class Act:
    """A step: its words, its form, what is done with it, and what is said when it is done."""

    title: str | Promise
    button: str | Promise
    form: Callable[[StaffRequest, PolicyPage, QueryDict | None], forms.Form]
    do: Callable[[StaffRequest, UpperPolicy, forms.Form], object]
    told: str | Promise


def policy_of(request: StaffRequest, public_id: str) -> UpperPolicy:
    """A policy of this county."""
    seen = policies.policies_seen(request.staff).select_related("body", "county")
    found: UpperPolicy | None = seen.filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("没有这份上级政策"))
    return found


def show_policy(request: StaffRequest, policy: UpperPolicy, *, refused: Refused = None) -> HttpResponse:
    """The page of a policy; a form that was refused is shown as it was typed."""
    at = clock.now()
    page = queries.policy_page(policy, request.staff, at=at)
    look, word = presenters.CONDITIONS[page.condition]
    context = {
        "rooms": tabs.rooms(),
        "policy": policy,
        "page": page,
        "look": look,
        "word": word,
        "working": presenters.working(policy),
        "facts": presenters.facts(policy),
        "matches": [presenters.match_view(match) for match in page.matches],
        "relays": [presenters.piece_view(one) for one in page.relays],
        "measures": [presenters.piece_view(one) for one in page.measures],
        "steps_base": stepping.base_of("interpretation_workbench:policy_step", policy.public_id),
        "offers": offers(request, page, refused=refused),
    }
    return render(request, PAGE, context, status=stepping.UNPROCESSABLE if refused else 200)


def offers(request: StaffRequest, page: PolicyPage, *, refused: Refused) -> list[Offer]:
    """The steps that this person may take, the obvious one unfolded."""
    names = [name for name in ("name_matter", "link", "assign") if page.may_work]
    names += [name for name in ("link_only", "set_aside", "reopen") if name in page.moves]
    found = [_offer(ACTS[name], name, request, page, refused) for name in names]
    has_relay = any(one.information.state != PieceState.WITHDRAWN for one in page.relays)
    has_matter = any(match.verdict != PolicyMatch.Verdict.REJECTED for match in page.matches)
    if page.may_work and page.policy.state in (State.OPEN, State.LINKED) and has_matter and not has_relay:
        found.insert(0, _offer(START, "start", request, page, refused, is_open=True))
    return found


def _offer(
    act: Act,
    name: str,
    request: StaffRequest,
    page: PolicyPage,
    refused: Refused,
    *,
    is_open: bool = False,
) -> Offer:
    if refused and refused[0] == name:
        return Offer(name, act.title, refused[1], act.button, is_open=True)
    return Offer(name, act.title, act.form(request, page, None), act.button, is_open and refused is None)


def _plain(form: type[forms.Form], name: str) -> Callable[[StaffRequest, PolicyPage, QueryDict | None], forms.Form]:
    """A form that needs to know nothing of the page."""
    return lambda _request, _page, data: form(data, auto_id=f"{name}_%s")


def _bodies(request: StaffRequest) -> Any:
    return stepping.living_bodies(request.county, on=clock.today())


def _assign_form(request: StaffRequest, page: PolicyPage, data: QueryDict | None) -> forms.Form:
    initial = {"body": page.policy.body.slug} if page.policy.body else None
    return relay_forms.Assignment(data, auto_id="assign_%s", bodies=_bodies(request), initial=initial)


def start_form(request: StaffRequest, page: PolicyPage, data: QueryDict | None) -> forms.Form:
    body: Body = page.policy.body or request.staff.body
    return relay_forms.RelayStart(
        data, auto_id="start_%s", matches=page.matches, bodies=_bodies(request), initial={"body": body.slug}
    )


def _name_matter(request: StaffRequest, policy: UpperPolicy, form: forms.Form) -> object:
    number = form.cleaned_data["number"]
    matter = Matter.objects.filter(county=request.county, number=number).values_list("pk", flat=True).first()
    return actions.name_matter(policy_id=policy.pk, matter_id=matter or 0, by=request.user, at=clock.now())


def _link(request: StaffRequest, policy: UpperPolicy, form: Any) -> object:
    return actions.link_policy(
        policy_id=policy.pk,
        information_id=form.found(request.county.pk),
        role=form.cleaned_data["role"],
        by=request.user,
        at=clock.now(),
    )


def _with(action: Callable[..., object]) -> Callable[[StaffRequest, UpperPolicy, forms.Form], object]:
    """An action that is handed just what was typed."""
    return lambda request, policy, form: action(
        policy_id=policy.pk, by=request.user, at=clock.now(), **form.cleaned_data
    )


START = Act(gettext_lazy("转载"), gettext_lazy("建转载稿"), start_form, lambda *_: None, "")
ACTS = {
    "name_matter": Act(
        gettext_lazy("指定对应的事项"),
        gettext_lazy("对应这个事项"),
        _plain(relay_forms.MatterNumber, "matter"),
        _name_matter,
        gettext_lazy("已对应。"),
    ),
    "link": Act(
        gettext_lazy("关联本县已有的信息"),
        gettext_lazy("关联"),
        _plain(relay_forms.PieceLink, "link"),
        _link,
        gettext_lazy("已关联，双方页面互相可见。"),
    ),
    "assign": Act(
        gettext_lazy("分派"),
        gettext_lazy("分派给它"),
        _assign_form,
        _with(actions.assign_policy),
        gettext_lazy("已分派。"),
    ),
    "link_only": Act(
        gettext_lazy("只作链接，不转载全文"),
        gettext_lazy("按链接办结"),
        _plain(relay_forms.LinkOnly, "only"),
        _with(actions.link_only),
        gettext_lazy("已按链接办结。"),
    ),
    "set_aside": Act(
        gettext_lazy("与本地无关"),
        gettext_lazy("不需转载"),
        _plain(relay_forms.Reason, "aside"),
        _with(actions.set_aside),
        gettext_lazy("已记明理由，不再计时。"),
    ),
    "reopen": Act(
        gettext_lazy("重新打开"),
        gettext_lazy("重新打开"),
        _plain(relay_forms.Reason, "reopen"),
        _with(actions.reopen_policy),
        gettext_lazy("已重新打开，时限仍是原来的。"),
    ),
}
