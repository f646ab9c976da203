"""Concerns and questions in words: stages, conclusions, clocks with their working, steps of the story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.interpretation.models import Concern, ConcernStep, Question
from gongkai.interpretation.queries.concerns import ConcernLine
from gongkai.interpretation.rules import questions
from gongkai.interpretation.rules.clocks import Clock, Condition, Kind, Level, Start
from gongkai.interpretation.rules.concerns import Decision, State, Truth
from gongkai.publishing.rules import paths
from gongkai.ui.languages import either
from gongkai.ui.templatetags.ui import day, moment

Words = str | Promise

STATES: Mapping[State, tuple[str, Words]] = {
    State.CLUE: ("open", gettext_lazy("线索")),
    State.VERIFIED: ("open", gettext_lazy("已核实")),
    State.DECIDED: ("open", gettext_lazy("已研判")),
    State.ANSWERED: ("published", gettext_lazy("已回应")),
    State.EFFECT: ("published", gettext_lazy("已评估效果")),
    State.CLOSED: ("done", gettext_lazy("已办结")),
}
TRUTHS: Mapping[Truth, Words] = {
    Truth.TRUE: gettext_lazy("属实"),
    Truth.PARTLY: gettext_lazy("部分属实"),
    Truth.UNTRUE: gettext_lazy("不属实"),
}
DECISIONS: Mapping[Decision, Words] = {
    Decision.ANSWER: gettext_lazy("予以回应"),
    Decision.FORWARD: gettext_lazy("转请其他单位办理"),
    Decision.WATCH: gettext_lazy("跟踪观察"),
    Decision.NO_ANSWER: gettext_lazy("不予回应"),
}
LEVELS: Mapping[Level, Words] = {level: Concern.Level(level).label for level in Level}
STEPS: Mapping[str, Words] = {
    "register": gettext_lazy("登记线索"),
    "verify": gettext_lazy("核实"),
    "dismiss": gettext_lazy("不作为关切办理"),
    "decide": gettext_lazy("研判"),
    "take_over": gettext_lazy("接办"),
    "say": gettext_lazy("对外发布"),
    "answer": gettext_lazy("回应"),
    "record_effect": gettext_lazy("评估效果"),
    "close": gettext_lazy("办结"),
    "reconsider": gettext_lazy("重新研判"),
    "grade": gettext_lazy("调整级别"),
}
CLOCKS: Mapping[Kind, Words] = {
    Kind.FIRST_WORD: gettext_lazy("首次权威发布"),
    Kind.PRESS: gettext_lazy("新闻发布会"),
    Kind.RESPONSE: gettext_lazy("回应"),
}
STARTS: Mapping[Start, Words] = {
    Start.EVENT: gettext_lazy("事发"),
    Start.DISCOVERY: gettext_lazy("发现"),
}
CONDITIONS: Mapping[Condition, tuple[str, Words]] = {
    Condition.RUNNING: ("due", gettext_lazy("计时中")),
    Condition.SOON: ("soon", gettext_lazy("即将到时")),
    Condition.OVERDUE: ("overdue", gettext_lazy("已超时")),
    Condition.IN_TIME: ("disclosed", gettext_lazy("按时")),
    Condition.LATE: ("late", gettext_lazy("超时完成")),
}
PARTS: Mapping[str, Words] = {
    "open": gettext_lazy("办理中"),
    "escalated": gettext_lazy("即将到时或已超时"),
    "closed": gettext_lazy("已办结"),
    "all": gettext_lazy("全部"),
}
QUESTION_PARTS: Mapping[str, Words] = {
    "open": gettext_lazy("待答复"),
    "overdue": gettext_lazy("已逾期"),
    "settled": gettext_lazy("已答复"),
    "all": gettext_lazy("全部"),
}
QUESTION_STATES: Mapping[questions.State, tuple[str, Words]] = {
    questions.State.ASKED: ("open", gettext_lazy("待答复")),
    questions.State.DRAFTED: ("in_review", gettext_lazy("答复待审核")),
    questions.State.ANSWERED: ("done", gettext_lazy("已答复")),
    questions.State.DECLINED: ("not_applicable", gettext_lazy("不予答复")),
}

CONCLUSIONS: Mapping[str, Words] = {
    **{str(code): word for code, word in TRUTHS.items()},
    **{str(code): word for code, word in DECISIONS.items()},
    **{str(code): word for code, word in LEVELS.items()},
}


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock: what is owed, where it stands, how it was reckoned."""

    name: Words
    look: str
    word: Words
    left: str
    working: str


@dataclass(frozen=True, slots=True)
class Row:
    """A concern or a question as a row of its list."""

    url: str
    title: str
    look: str
    word: Words
    facts: tuple[str, ...]
    clocks: tuple[ClockView, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryView:
    """One line of the story."""

    at: datetime
    title: str
    who: str
    note: str
    said: str
    url: str


def clock_view(clock: Clock, *, at: datetime) -> ClockView:
    """A clock in words."""
    condition = clock.condition(at=at)
    look, word = CONDITIONS[condition]
    return ClockView(CLOCKS[clock.kind], look, word, _left(clock, condition, at=at), working(clock))


def working(clock: Clock) -> str:
    """How the last moment was reckoned."""
    facts = {
        "start": moment(clock.begun.at),
        "what": STARTS[clock.begun.start],
        "hours": clock.hours,
        "end": moment(clock.due_at),
    }
    told = _("%(start)s %(what)s + %(hours)s 小时 = %(end)s（夜间、节假日照常计算）") % facts
    return told + _("；实际 %(when)s") % {"when": moment(clock.done_at)} if clock.done_at else told


def _left(clock: Clock, condition: Condition, *, at: datetime) -> str:
    if condition in (Condition.IN_TIME, Condition.LATE):
        return ""
    minutes = int(abs((clock.due_at - at).total_seconds()) // 60)
    facts = {"hours": minutes // 60, "minutes": minutes % 60}
    if condition is Condition.OVERDUE:
        return _("已超过 %(hours)s 小时 %(minutes)s 分") % facts
    return _("还剩 %(hours)s 小时 %(minutes)s 分") % facts


def row(line: ConcernLine, *, at: datetime) -> Row:
    """A concern as a row."""
    concern = line.concern
    look, word = STATES[State(concern.state)]
    told = (
        concern.get_level_display(),
        either(concern.body.short_name, concern.body.name_en),
        _("发现于 %(when)s") % {"when": moment(concern.discovered_at)},
        str(DECISIONS[Decision(concern.decision)]) if concern.decision else "",
        concern.source,
        concern.policy.title if concern.policy else concern.project,
    )
    running = concern.due_at is not None
    return Row(
        url=reverse("interpretation_workbench:concern", args=[concern.public_id]),
        title=concern.title,
        look=look,
        word=word,
        facts=tuple(fact for fact in told if fact),
        clocks=tuple(clock_view(clock, at=at) for clock in line.clocks if running or clock.done_at),
    )


def facts(concern: Concern) -> list[tuple[str, str]]:
    """What is known of a concern, line by line."""
    told = [
        (_("级别"), concern.get_level_display()),
        (_("责任单位"), either(concern.body.name, concern.body.name_en)),
        (_("事发时间"), moment(concern.event_at) or _("不详")),
        (_("发现时间"), moment(concern.discovered_at)),
        (_("线索来源"), concern.source),
        (_("涉及的项目"), concern.project),
        (_("核实结论"), str(TRUTHS[Truth(concern.truth)]) if concern.truth else ""),
        (_("研判结论"), str(DECISIONS[Decision(concern.decision)]) if concern.decision else ""),
    ]
    return [(name, str(value)) for name, value in told if value]


def story(step: ConcernStep) -> StoryView:
    """One line of the story in words."""
    value = CONCLUSIONS.get(step.value, "")
    title = f"{STEPS.get(step.name, step.name)}" + (f"：{value}" if value else "")
    url = paths.information(step.information.public_id) if step.information else step.url
    said = (
        _("%(what)s，%(when)s") % {"what": step.get_said_display(), "when": moment(step.said_at)} if step.said else ""
    )
    who = _("%(name)s（%(body)s）") % {
        "name": step.by.display_name if step.by else _("系统"),
        "body": step.body.short_name,
    }
    return StoryView(step.at, title, who, step.note, said, url)


def question_row(question: Question) -> Row:
    """A question as a row."""
    look, word = QUESTION_STATES[questions.State(question.state)]
    told = (
        either(question.body.short_name, question.body.name_en),
        _("问的是：%(title)s") % {"title": question.information.title},
        _("提问于 %(when)s") % {"when": moment(question.asked_at)},
        _("应于 %(when)s 前答复") % {"when": day(question.due_on)} if question.settled_at is None else "",
        _("已在文件页面公开") if question.is_shown else "",
    )
    url = reverse("interpretation_workbench:question", args=[question.code])
    return Row(url, question.text, look, word, tuple(fact for fact in told if fact))
