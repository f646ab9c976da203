"""Policies from above in words: where a relay stands, how its last moment was reckoned, what is wrong with a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongkai.interpretation.models import FeedReading, PolicyLink, PolicyMatch, UpperPolicy
from gongkai.interpretation.queries.relays import Above, Explained, PolicyLine
from gongkai.interpretation.rules.matching import How
from gongkai.interpretation.rules.policy_table import Code
from gongkai.interpretation.rules.relays import Condition, State
from gongkai.publishing import queries as publishing
from gongkai.publishing.rules import paths
from gongkai.publishing.rules.states import State as PieceState
from gongkai.tables import presenters as tables
from gongkai.tables.findings import Finding
from gongkai.tables.presenters import Vocabulary
from gongkai.ui.chips import Chip
from gongkai.ui.languages import either
from gongkai.ui.templatetags.ui import day, moment

Words = str | Promise

# Condition → the code of ui.states by which it looks, and its own word.
CONDITIONS: Mapping[Condition, tuple[str, Words]] = {
    Condition.DUE: ("due", gettext_lazy("待转载")),
    Condition.SOON: ("soon", gettext_lazy("即将到时")),
    Condition.OVERDUE: ("overdue", gettext_lazy("超时未转载")),
    Condition.DONE: ("disclosed", gettext_lazy("按时转载")),
    Condition.LATE: ("late", gettext_lazy("超时转载")),
    Condition.SET_ASIDE: ("not_applicable", gettext_lazy("与本地无关")),
}
PARTS: Mapping[str, Words] = {
    "open": gettext_lazy("待转载"),
    "overdue": gettext_lazy("已超时"),
    "measure": gettext_lazy("没有本地落实文件"),
    "settled": gettext_lazy("已转载"),
    "aside": gettext_lazy("与本地无关"),
    "all": gettext_lazy("全部"),
}
HOW: Mapping[How, Words] = {
    How.BASIS: gettext_lazy("公开依据相同"),
    How.TOPIC: gettext_lazy("主题相同"),
    How.WORDS: gettext_lazy("用词相近"),
    How.PERSON: gettext_lazy("人工指定"),
}
VERDICTS: Mapping[str, tuple[str, Words]] = {
    PolicyMatch.Verdict.PROPOSED: ("unconfirmed", gettext_lazy("待确认")),
    PolicyMatch.Verdict.CONFIRMED: ("confirmed", gettext_lazy("已确认")),
    PolicyMatch.Verdict.REJECTED: ("not_applicable", gettext_lazy("不相关")),
}
# What the record says came of a policy, and of a matter proposed for it.
OUTCOMES: Mapping[str, Words] = {
    State.RELAYED: gettext_lazy("已转载"),
    State.LINKED: gettext_lazy("仅作链接"),
    State.SET_ASIDE: gettext_lazy("与本地无关"),
    **{verdict: word for verdict, (_look, word) in VERDICTS.items()},
}
FEED_PROBLEMS: Mapping[str, Words] = {
    "": gettext_lazy("正常"),
    "address_not_allowed": gettext_lazy("地址不允许访问"),
    "address_unreachable": gettext_lazy("地址打不开"),
    "answer_too_large": gettext_lazy("内容过大"),
    "unreadable": gettext_lazy("不是 RSS 或 Atom"),
}
FINDINGS: Vocabulary = {
    Code.TITLE_MISSING: (gettext_lazy("没有标题"), gettext_lazy("请填写文件标题")),
    Code.IDENTITY_MISSING: (gettext_lazy("没有发文字号，也没有原文网址"), gettext_lazy("请至少填写一样")),
    Code.DATE_UNREADABLE: (
        gettext_lazy("发布时间读不出来"),
        gettext_lazy("请写成 2025-05-08 09:00，或 2025年5月8日"),
    ),
    Code.DATE_AHEAD: (gettext_lazy("发布时间晚于现在"), gettext_lazy("请核对年份和日期")),
    Code.TIER_UNKNOWN: (
        gettext_lazy("看不出是哪一级的文件"),
        gettext_lazy("请在“发布层级”列写明：国务院、国务院部门、省级或市级"),
    ),
    Code.ADDRESS_WRONG: (gettext_lazy("原文网址不完整"), gettext_lazy("请从浏览器地址栏整段复制")),
    Code.TWICE: (gettext_lazy("与上面一行是同一份政策"), gettext_lazy("只登记第一行，这一行可以删去")),
    Code.KNOWN: (gettext_lazy("这份政策已经登记过"), gettext_lazy("不会重复登记")),
    Code.DAY_ONLY: (gettext_lazy("只有日期，没有时刻"), gettext_lazy("时限从当天零时起算；知道时刻的请补上")),
    Code.TOO_MANY: (gettext_lazy("行数超过 %(most)s"), gettext_lazy("请拆成几个文件")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A policy as a row of the list."""

    url: str
    title: str
    look: str
    word: Words
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatchView:
    """A matter on the page of a policy."""

    pk: int
    title: str
    url: str
    look: str
    word: Words
    facts: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece of ours on the page of a policy."""

    link: int
    title: str
    url: str
    look: str
    facts: tuple[str, ...]
    interpretations: tuple[tuple[str, str], ...]
    may_be_unlinked: bool


def chips(parts: Mapping[str, Words], counts: Mapping[str, int], show: str) -> list[Chip]:
    """The parts of a list with how much is in each."""
    return [Chip(word, f"?show={key}", key == show, counts.get(key)) for key, word in parts.items()]


def row(line: PolicyLine) -> Row:
    """A row in words."""
    policy, (look, word) = line.policy, CONDITIONS[line.condition]
    body = either(policy.body.short_name, policy.body.name_en) if policy.body else _("尚未分派")
    facts = [
        policy.issuer,
        policy.document_number,
        _("上级 %(when)s 发布") % {"when": when(policy)},
        _("应于 %(when)s 前转载") % {"when": moment(policy.due_at)} if policy.settled_at is None else "",
        body,
        ngettext("对应 %(n)s 个事项", "对应 %(n)s 个事项", line.matters) % {"n": line.matters} if line.matters else "",
        ngettext("落实文件 %(n)s 份", "落实文件 %(n)s 份", line.measures) % {"n": line.measures}
        if line.measures
        else "",
    ]
    url = reverse("interpretation_workbench:upper_policy", args=[policy.public_id])
    return Row(url, policy.title, look, word, tuple(fact for fact in facts if fact))


def _many(words: str, number: int) -> str:
    return words % {"n": number} if number else ""


def when(policy: UpperPolicy) -> str:
    """When it was published above, as exactly as is known."""
    return day(policy.published_at) if policy.is_day_only else moment(policy.published_at)


def working(policy: UpperPolicy) -> str:
    """How the last moment was reckoned."""
    facts = {"start": moment(policy.published_at), "hours": policy.hours, "end": moment(policy.due_at)}
    told = _("%(start)s 上级发布 + %(hours)s 小时 = %(end)s（夜间、节假日照常计算）") % facts
    return told + _("。只知道发布日期，从当天零时起算") if policy.is_day_only else told


def facts(policy: UpperPolicy) -> list[tuple[str, str]]:
    """What is known of a policy, line by line."""
    told = [
        (_("发文机关"), f"{policy.issuer}（{policy.get_tier_display()}）"),
        (_("发文字号"), policy.document_number),
        (_("上级发布"), when(policy)),
        (_("主题"), policy.topic),
        (_("获知"), f"{moment(policy.seen_at)}（{policy.get_came_by_display()}）"),
        (_("承办单位"), policy.body.name if policy.body else _("尚未分派")),
        (_("办结"), moment(policy.settled_at)),
        (_("理由"), policy.reason),
    ]
    return [(name, value) for name, value in told if value]


def match_view(match: PolicyMatch) -> MatchView:
    """A matter that is or may be concerned, and why."""
    look, word = VERDICTS[match.verdict]
    how = str(HOW[How(match.how)])
    facts = {"how": how, "because": match.because}
    told = (
        match.matter.field.seed_name,
        _("%(how)s：%(because)s") % facts if match.because else how,
        match.judged_by.display_name if match.judged_by else "",
    )
    return MatchView(
        pk=match.pk,
        title=either(match.matter.name, match.matter.name_en),
        url=paths.matter(match.matter.number),
        look=look,
        word=word,
        facts=tuple(fact for fact in told if fact),
        is_open=match.verdict == PolicyMatch.Verdict.PROPOSED,
    )


def piece_view(one: Explained) -> PieceView:
    """A piece of ours that relays a policy or carries it out; unpublished, at its editor."""
    piece = one.information
    is_public = piece.state == PieceState.PUBLISHED
    is_relay = one.link.role == PolicyLink.Role.RELAY
    told = (either(piece.body.short_name, piece.body.name_en), moment(piece.published_at))
    return PieceView(
        link=one.link.pk,
        title=piece.title,
        url=paths.information(piece.public_id)
        if is_public
        else reverse("publishing_workbench:edit", args=[piece.public_id]),
        look=publishing.shown_state(piece),
        facts=tuple(fact for fact in told if fact),
        interpretations=tuple((other.title, paths.information(other.public_id)) for other in one.interpretations),
        may_be_unlinked=not (is_relay and is_public),
    )


def feed_words(reading: FeedReading) -> str:
    """How a feed was read last."""
    if reading.problem:
        return str(FEED_PROBLEMS.get(reading.problem, reading.problem))
    told = _("%(entries)s 条，新登记 %(added)s 条") % {"entries": reading.entries, "added": reading.taken_in}
    unusable = _("，%(n)s 条缺少时间、网址或层级，没有登记") % {"n": reading.unusable} if reading.unusable else ""
    return told + unusable


def table_words(finding: Finding) -> tables.Explained:
    """A finding of a table of policies."""
    return tables.explain(finding, {**tables.WORDS, **FINDINGS})


@dataclass(frozen=True, slots=True)
class AboveView:
    """A policy from above beside a public piece of ours."""

    title: str
    issuer: str
    when: str
    url: str
    is_relay: bool
    others: tuple[tuple[str, str], ...]


def above_view(one: Above) -> AboveView:
    """The policy, where it stands, and what else here goes back to it."""
    policy = one.policy
    return AboveView(
        title=policy.title,
        issuer=policy.issuer,
        when=when(policy),
        url=policy.url,
        is_relay=one.role == PolicyLink.Role.RELAY,
        others=tuple((either(o.title, o.title_en), paths.information(o.public_id)) for o in one.others),
    )
