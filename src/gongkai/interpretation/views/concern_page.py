"""The page of a concern: its steps as a table of forms and actions, and which of them it offers to whom."""

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

from gongkai.catalogues import queries as catalogues
from gongkai.interpretation import actions, concern_forms
from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.models import Concern
from gongkai.interpretation.presenters import concerns as presenters
from gongkai.interpretation.presenters import tabs
from gongkai.interpretation.queries import concerns as queries
from gongkai.interpretation.queries.concerns import ConcernPage
from gongkai.interpretation.rules.concerns import State
from gongkai.interpretation.views import stepping
from gongkai.interpretation.views.stepping import Offer
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest

PAGE = "interpretation/workbench/concern.html"
Refused = tuple[str, forms.Form] | None


@dataclass(frozen=True, slots=True)
class Act:
    """A step: its words, its form, the action, and what is said when it is done."""

    title: str | Promise
    button: str | Promise
    form: type[forms.Form]
    do: Callable[..., object]
    told: str | Promise


ACTS = {
    "verify": Act(
        gettext_lazy("核实"),
        gettext_lazy("记下核实结论"),
        concern_forms.Verify,
        actions.verify_concern,
        gettext_lazy("已记下核实结论，请研判。"),
    ),
    "decide": Act(
        gettext_lazy("研判"),
        gettext_lazy("记下研判结论"),
        concern_forms.Decide,
        actions.decide_concern,
        gettext_lazy("已记下研判结论。"),
    ),
    "take_over": Act(
        gettext_lazy("接办"),
        gettext_lazy("由本单位接办"),
        concern_forms.NoWords,
        actions.take_concern_over,
        gettext_lazy("已接办，时限照原来的计算。"),
    ),
    "answer": Act(
        gettext_lazy("登记别处作出的回应"),
        gettext_lazy("登记回应"),
        concern_forms.Answer,
        actions.answer_concern,
        gettext_lazy("已登记回应，请继续跟踪效果。"),
    ),
    "record_effect": Act(
        gettext_lazy("评估效果"),
        gettext_lazy("记下效果"),
        concern_forms.Note,
        actions.record_effect,
        gettext_lazy("已记下效果。"),
    ),
    "close": Act(
        gettext_lazy("办结"),
        gettext_lazy("办结"),
        concern_forms.OptionalNote,
        actions.close_concern,
        gettext_lazy("已办结。"),
    ),
    "say": Act(
        gettext_lazy("登记权威发布或新闻发布会"),
        gettext_lazy("登记"),
        concern_forms.Say,
        actions.say_of_concern,
        gettext_lazy("已登记。"),
    ),
    "grade": Act(
        gettext_lazy("调整级别"),
        gettext_lazy("调整"),
        concern_forms.Grade,
        actions.grade_concern,
        gettext_lazy("级别已调整，时限随之改变。"),
    ),
    "reconsider": Act(
        gettext_lazy("重新研判"),
        gettext_lazy("重新研判"),
        concern_forms.Note,
        actions.reconsider_concern,
        gettext_lazy("已回到研判。"),
    ),
    "dismiss": Act(
        gettext_lazy("不作为关切办理"),
        gettext_lazy("不办理"),
        concern_forms.Note,
        actions.dismiss_concern,
        gettext_lazy("已记明理由并办结。"),
    ),
}
START = Act(gettext_lazy("起草回应稿"), gettext_lazy("建回应稿"), concern_forms.StartAnswer, actions.start_answer, "")
OBVIOUS = ("verify", "decide", "take_over", "answer", "record_effect")


def concern_of(request: StaffRequest, public_id: str) -> Concern:
    """A concern of a body that this desk sees."""
    seen = policies.concerns_seen(request.staff).select_related("body", "county", "policy")
    found: Concern | None = seen.filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("没有这项关切"))
    return found


def show_concern(request: StaffRequest, concern: Concern, *, refused: Refused = None) -> HttpResponse:
    """The page of a concern; a form that was refused is shown as it was typed."""
    at = clock.now()
    page = queries.concern_page(concern, request.staff, at=at)
    look, word = presenters.STATES[State(concern.state)]
    context = {
        "rooms": tabs.rooms(),
        "concern": concern,
        "page": page,
        "look": look,
        "word": word,
        "facts": presenters.facts(concern),
        "clocks": [presenters.clock_view(clock, at=at) for clock in page.clocks],
        "story": [presenters.story(step) for step in page.story],
        "steps_base": stepping.base_of("interpretation_workbench:concern_step", concern.public_id),
        "offers": offers(request, page, refused=refused),
    }
    return render(request, PAGE, context, status=stepping.UNPROCESSABLE if refused else 200)


def offers(request: StaffRequest, page: ConcernPage, *, refused: Refused) -> list[Offer]:
    """The steps that this person may take, the obvious one unfolded."""
    names = [name for name in ACTS if name in page.moves]
    if page.may_work:
        names.append("say")
    if page.may_decide:
        names.append("grade")
    found = [_offer(ACTS[name], name, request, page, refused) for name in ACTS if name in names]
    if page.may_work:
        found.insert(1 if found and found[0].is_open else 0, _offer(START, "start", request, page, refused))
    return found


def _offer(act: Act, name: str, request: StaffRequest, page: ConcernPage, refused: Refused) -> Offer:
    if refused and refused[0] == name:
        return Offer(name, act.title, refused[1], act.button, is_open=True)
    form = form_of(name, request, page.concern)
    return Offer(name, act.title, form, act.button, name in OBVIOUS and refused is None)


def form_of(name: str, request: StaffRequest, concern: Concern, data: QueryDict | None = None) -> forms.Form:
    """The form of a step."""
    kind = START.form if name == "start" else ACTS[name].form
    options: dict[str, Any] = {"auto_id": f"{name}_%s"}
    if name == "decide":
        options["bodies"] = stepping.living_bodies(request.county, on=clock.today())
    if name == "grade":
        options["initial"] = {"level": concern.level}
    if name == "start":
        options["matters"] = _matters(concern)
    return kind(data, **options)


def _matters(concern: Concern) -> list[tuple[int, str]]:
    """The matters under which the body may publish."""
    rows = catalogues.rows_of_body(concern.body, on=clock.today())
    return [(row.matter_id, f"{row.l1} / {row.l2}") for row in rows]
