"""Readers' questions at the desk: the list, one of them, the steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from gongkai.interpretation import actions, concern_forms
from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.models import Question
from gongkai.interpretation.presenters import concerns as presenters
from gongkai.interpretation.presenters import tabs
from gongkai.interpretation.presenters.relays import chips
from gongkai.interpretation.queries import questions as queries
from gongkai.interpretation.rules.questions import State
from gongkai.interpretation.views import stepping
from gongkai.interpretation.views.stepping import Offer
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest

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
    "draft": Act(
        gettext_lazy("拟写答复"),
        gettext_lazy("送审核"),
        concern_forms.AnswerText,
        actions.draft_answer,
        gettext_lazy("答复已送审核。"),
    ),
    "clear": Act(
        gettext_lazy("审核答复"),
        gettext_lazy("答复读者"),
        concern_forms.Clearance,
        lambda is_checked, **given: actions.clear_answer(**given),
        gettext_lazy("已答复，读者凭查询码可以看到。"),
    ),
    "send_back": Act(
        gettext_lazy("退回修改"),
        gettext_lazy("退回"),
        concern_forms.ShortNote,
        actions.send_answer_back,
        gettext_lazy("已退回。"),
    ),
    "decline": Act(
        gettext_lazy("不予答复"),
        gettext_lazy("不予答复"),
        concern_forms.ShortNote,
        actions.decline_question,
        gettext_lazy("已记明理由，读者可以看到。"),
    ),
    "show": Act(
        gettext_lazy("在文件页面公开"),
        gettext_lazy("公开这组问答"),
        concern_forms.NoWords,
        actions.show_answer,
        gettext_lazy("已在文件页面公开。"),
    ),
    "hide": Act(
        gettext_lazy("从文件页面撤下"),
        gettext_lazy("撤下"),
        concern_forms.ShortNote,
        actions.hide_answer,
        gettext_lazy("已从文件页面撤下。"),
    ),
}


@stepping.reader
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The questions of this desk, the first due first."""
    on = clock.today()
    asked = request.GET.get("show", "")
    show = asked if asked in queries.SHOWN else "open"
    page = queries.questions_page(request.staff, show, on=on, after=request.GET.get("after"))
    context = {
        "rooms": tabs.rooms(),
        "page": page,
        "rows": [presenters.question_row(question) for question in page.rows],
        "chips": chips(presenters.QUESTION_PARTS, queries.counts(request.staff, on=on), show),
        "show": show,
    }
    return render(request, "interpretation/workbench/questions.html", context)


@stepping.reader
@require_safe
def question(request: StaffRequest, code: str) -> HttpResponse:
    """One question, its answer as far as it is, the next step."""
    return _show(request, _question_of(request, code))


@stepping.reader
@require_POST
def step(request: StaffRequest, code: str, name: str) -> HttpResponse:
    """Take a question a step further."""
    found = _question_of(request, code)
    act = ACTS.get(name)
    if act is None:
        raise Http404
    form = _form(name, found, request.POST)
    if not stepping.done(form, lambda data: act.do(question_id=found.pk, by=request.user, at=clock.now(), **data)):
        return _show(request, found, refused=(name, form))
    messages.success(request, str(act.told))
    return redirect("interpretation_workbench:question", code)


@stepping.reader
@require_POST
def make_concern(request: StaffRequest, code: str) -> HttpResponse:
    """Enter a question as a clue."""
    found = _question_of(request, code)
    made: list[str] = []
    stepping.pressed(
        request,
        lambda: made.append(actions.raise_concern(question_id=found.pk, by=request.user, at=clock.now()).public_id),
        told=_("已登记为关切线索。"),
    )
    return (
        redirect("interpretation_workbench:concern", made[0])
        if made
        else redirect("interpretation_workbench:question", code)
    )


def _show(request: StaffRequest, question: Question, *, refused: Refused = None) -> HttpResponse:
    page = queries.question_page(question, request.staff, on=clock.today())
    look, word = presenters.QUESTION_STATES[State(question.state)]
    wanted = [name for name in ACTS if name in page.moves and not (name == "show" and question.is_shown)]
    names = [name for name in wanted if not (name == "hide" and not question.is_shown)]
    context = {
        "rooms": tabs.rooms(),
        "question": question,
        "page": page,
        "look": look,
        "word": word,
        "steps_base": stepping.base_of("interpretation_workbench:question_step", question.code),
        "offers": [_offer(name, question, refused) for name in names],
    }
    status = stepping.UNPROCESSABLE if refused else 200
    return render(request, "interpretation/workbench/question.html", context, status=status)


def _offer(name: str, question: Question, refused: Refused) -> Offer:
    act = ACTS[name]
    if refused and refused[0] == name:
        return Offer(name, act.title, refused[1], act.button, is_open=True)
    return Offer(name, act.title, _form(name, question), act.button, name in ("draft", "clear") and refused is None)


def _form(name: str, question: Question, data: QueryDict | None = None) -> forms.Form:
    initial = {"answer": question.answer} if name == "draft" else None
    return ACTS[name].form(data, auto_id=f"{name}_%s", initial=initial)


def _question_of(request: StaffRequest, code: str) -> Question:
    seen = policies.questions_seen(request.staff).select_related(
        "information", "body", "county", "concern", "drafted_by"
    )
    found: Question | None = seen.filter(code=code).first()
    if found is None:
        raise Http404(_("没有这个提问"))
    return found
