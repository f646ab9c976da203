"""The words of working rules at the desk: their titles, where they stand, what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.organisations.presenters import setting_name
from gongkai.organisations.rules.settings import BY_KEY
from gongkai.publishing.models import WorkingRules
from gongkai.publishing.queries.working_rules import Standing
from gongkai.publishing.rules.working_rules import SETTINGS, Divergence, Topic
from gongkai.publishing.working_rules_drafts import fact_words
from gongkai.ui.templatetags.ui import moment

Words = str | Promise

_FACTS: Final[Mapping[str, Words]] = {
    "ordinary_stages": gettext_lazy("一般流程的环节"),
    "ordinary_persons": gettext_lazy("一般流程的人数"),
    "personal_stages": gettext_lazy("含个人信息名单的环节"),
    "personal_persons": gettext_lazy("含个人信息名单的人数"),
    "routine_stages": gettext_lazy("简易流程的环节"),
    "routine_persons": gettext_lazy("简易流程的人数"),
    "routine_kinds": gettext_lazy("适用简易流程的信息"),
    "correction_workdays": gettext_lazy("一次告知补正的期限（工作日）"),
    "answer_workdays": gettext_lazy("答复期限（工作日）"),
    "extension_workdays": gettext_lazy("延长的期限（工作日）"),
    "third_party_workdays": gettext_lazy("第三方提出意见的期限（工作日）"),
    "departments_by": gettext_lazy("部门报告的日期"),
    "government_by": gettext_lazy("县政府报告的日期"),
}
_BY_SETTING: Final = {name: key for named in SETTINGS.values() for name, key in named.items()}


@dataclass(frozen=True, slots=True)
class Shown:
    """A topic in the list. `look` is a code of ui.states."""

    topic: str
    title: str
    look: str
    label: str
    told: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that was changed since the text was adopted."""

    name: str
    adopted: str
    runs: str


def title(topic: Topic) -> str:
    return str(WorkingRules.Topic(str(topic)).label)


def shown(standing: Standing) -> Shown:
    """Where a topic stands, in words."""
    look, label = _state(standing)
    current = standing.current
    told = ""
    if current is not None:
        told = _("第%(number)s版，%(at)s印发") % {"number": current.number, "at": moment(current.adopted_at)}
    return Shown(str(standing.topic), title(standing.topic), look, label, told)


def differences(found: tuple[Divergence, ...]) -> list[Difference]:
    """What the adopted text says, and what the platform does."""
    return [
        Difference(_name(one.fact), fact_words(one.fact, one.adopted), fact_words(one.fact, one.runs)) for one in found
    ]


def _state(standing: Standing) -> tuple[str, str]:
    if standing.current is None:
        return "open", _("还没有制定")
    if standing.divergences:
        return "soon", _("与现行设定不一致")
    return "confirmed", _("与现行设定一致")


def _name(fact: str) -> str:
    """A fact that a later release dropped keeps its code: the adopted text still states it."""
    if fact in _FACTS:
        return str(_FACTS[fact])
    return setting_name(BY_KEY[_BY_SETTING[fact]]) if fact in _BY_SETTING else fact
