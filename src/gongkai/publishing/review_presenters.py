"""The words of review: stages, chains, points, findings, and the buttons that a person gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongkai.publishing import editor_presenters, masking, presenters, scanning
from gongkai.publishing.actions import Masked
from gongkai.publishing.masking import NotMaskable, What
from gongkai.publishing.models import Information
from gongkai.publishing.official_words import STAGES
from gongkai.publishing.queries.findings import Standing
from gongkai.publishing.queries.review import Note, ReviewView, StageLine
from gongkai.publishing.rules import findings as places
from gongkai.publishing.rules.chains import PLANS, Chain, Stage
from gongkai.publishing.rules.disclosure import Disclosure, Ground
from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.points import Point
from gongkai.publishing.scanning import Unreadable
from gongkai.ui.templatetags.ui import moment

Words = str | Promise

CHAINS: Final[Mapping[Chain, Words]] = {
    Chain.ROUTINE: gettext_lazy("简易流程"),
    Chain.ORDINARY: gettext_lazy("一般流程"),
    Chain.PERSONAL: gettext_lazy("含个人信息的名单"),
    Chain.EMERGENCY: gettext_lazy("应急发布"),
}
POINTS: Final[Mapping[Point, Words]] = {
    Point.FACTS: gettext_lazy("事实、数据、日期准确"),
    Point.WORDING: gettext_lazy("文字、标点、格式无误"),
    Point.COMPLETE: gettext_lazy("要素齐全，附件能打开"),
    Point.BASIS: gettext_lazy("依据有效，程序完备"),
    Point.CONSISTENT: gettext_lazy("与已公开的内容不矛盾"),
    Point.WHOLE: gettext_lazy("全文已通读"),
    Point.NO_SECRETS: gettext_lazy("不涉及国家秘密、工作秘密"),
    Point.NOTHING_TOGETHER: gettext_lazy("与已公开的信息汇聚后也不涉密"),
    Point.NO_PERSONAL_DATA: gettext_lazy("不含不应公开的个人信息、商业秘密"),
    Point.ATTRIBUTE: gettext_lazy("公开属性正确"),
}
PLACES: Final[Mapping[str, Words]] = {
    places.TITLE: gettext_lazy("标题"),
    places.SUMMARY: gettext_lazy("内容概述"),
    places.TEXT: gettext_lazy("正文"),
    places.TOTALS: gettext_lazy("期满后保留的内容"),
    places.METADATA: gettext_lazy("元数据"),
}
SEVERITIES: Final[Mapping[Level, str]] = {Level.HARD: "error", Level.BLOCK: "error", Level.WARN: "warning"}
MOST_UNFOLDED: Final = 3  # findings of one kind that stand in the open
DONE: Final[Mapping[str, Words]] = {
    "sign_off_and_publish": gettext_lazy("已签发并公开"),
    "sign_off": gettext_lazy("已签发"),
    "publish": gettext_lazy("已公开"),
    "schedule": gettext_lazy("已定时，到时自动公开"),
    "unschedule": gettext_lazy("已取消定时"),
    "send_back": gettext_lazy("已退回起草人"),
    "second_look": gettext_lazy("已补审"),
    "emergency": gettext_lazy("已应急发布，请在时限内由他人补审"),
    "stay_kept": gettext_lazy("已记下再评估的结果"),
    "reopen": gettext_lazy("已转为草稿，可以修改公开属性"),
}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as a screen shows it."""

    severity: str
    kind: str
    text: str
    where: str
    quote: str
    place: str
    fingerprint: str
    decided: str
    may_stand: bool


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one kind. Many are folded: thirty numbers in a list are one thing to mend."""

    title: str
    severity: str
    lines: tuple[FindingLine, ...]

    @property
    def is_folded(self) -> bool:
        return len(self.lines) > MOST_UNFOLDED


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage in words."""

    name: Words
    state: str
    who: str
    line: StageLine


def finding_lines(piece: Information, found: Sequence[Standing]) -> list[FindingLine]:
    """What the checks found, in words, each at its place."""
    names = dict(piece.attachments.values_list("public_id", "name")) if _names_files(found) else {}
    return [_finding(line, names) for line in found]


def finding_groups(lines: Sequence[FindingLine]) -> list[FindingGroup]:
    """Findings by kind, in the order in which each kind was met first."""
    kinds: dict[tuple[str, str], list[FindingLine]] = {}
    for line in lines:
        kinds.setdefault((line.severity, line.kind), []).append(line)
    return [
        FindingGroup(
            ngettext("%(kind)s：%(n)s 处", "%(kind)s：%(n)s 处", len(found)) % {"kind": kind, "n": len(found)},
            severity,
            tuple(found),
        )
        for (severity, kind), found in kinds.items()
    ]


def stage_lines(view: ReviewView) -> list[StageShown]:
    """The chain of this round, in words."""
    return [StageShown(STAGES[line.stage], line.state, _who(line), line) for line in view.stages]


def chain_words(chain: Chain) -> str:
    """A chain with what it takes: stages and people."""
    plan = PLANS[chain]
    stages = _("、").join(str(STAGES[stage]) for stage in plan.stages)
    if plan.persons == 1:
        return _("%(chain)s：%(stages)s，可由一人完成") % {"chain": CHAINS[chain], "stages": stages}
    return _("%(chain)s：%(stages)s，至少 %(persons)s 人") % {
        "chain": CHAINS[chain],
        "stages": stages,
        "persons": plan.persons,
    }


@dataclass(frozen=True, slots=True)
class Verdict:
    """The buttons of a piece: the first is what most do next, `others` stand beside it."""

    main: tuple[str, Words] | None
    others: tuple[tuple[str, Words], ...]
    asks_comment: bool
    may_schedule: bool
    may_send_back: bool
    may_hurry: bool
    may_reassess: bool

    @property
    def is_anything(self) -> bool:
        return bool(self.main or self.may_send_back or self.may_hurry or self.may_reassess)


def verdict(view: ReviewView) -> Verdict:
    """What this person may do with the piece, as buttons."""
    main, others = _buttons(view)
    return Verdict(
        main=main,
        others=others,
        asks_comment=view.waiting is not None and main is not None or "second_look" in view.moves,
        may_schedule="schedule" in view.moves,
        may_send_back="send_back" in view.moves and not view.is_author,
        may_hurry="hurry" in view.moves,
        may_reassess="stay_kept" in view.moves,
    )


def _buttons(view: ReviewView) -> tuple[tuple[str, Words] | None, tuple[tuple[str, Words], ...]]:
    if view.may_clear_all:
        return ("sign_off_and_publish", _("签发并公开")), (("sign_off", _("签发，先不公开")),)
    if view.waiting is not None and str(view.waiting) in view.moves:
        return (str(view.waiting), _("%(stage)s通过") % {"stage": STAGES[view.waiting]}), ()
    for move, words in _RELEASING.items():
        if move in view.moves:
            return ("publish" if move == "merge" else move, words), ()
    return None, ()


_RELEASING: Final[Mapping[str, Words]] = {
    "publish": gettext_lazy("公开"),
    "merge": gettext_lazy("发布更正"),
    "unschedule": gettext_lazy("取消定时"),
    "second_look": gettext_lazy("补审通过"),
    "reopen": gettext_lazy("改公开属性"),
}


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note in words."""

    id: int
    where: str
    quote: str
    text: str
    who: str
    is_settled: bool
    settled_by: str


def note_lines(piece: Information, notes: Sequence[Note]) -> list[NoteLine]:
    """Notes, each at its place."""
    names = dict(piece.attachments.values_list("public_id", "name")) if notes else {}
    return [
        NoteLine(n.id, place_words(n.place, names), n.quote, n.text, n.noted_by, n.is_settled, n.settled_by)
        for n in notes
    ]


def place_choices(piece: Information) -> list[tuple[str, Words]]:
    """Where a note can be pinned."""
    files = piece.attachments.filter(is_inline=False).values_list("public_id", "name")
    written = [(place, words) for place, words in PLACES.items() if place != places.TOTALS or piece.totals]
    # Notes are mostly about the text: it comes first.
    written.sort(key=lambda choice: choice[0] != places.TEXT)
    return [*written, *((f"file:{pk}", _("附件 %(name)s") % {"name": name}) for pk, name in files)]


def second_look_words(piece: Information, *, at: datetime) -> tuple[str, str]:
    """How an emergency release stands: tone and words; nothing for any other piece."""
    if not piece.is_emergency or piece.second_look_due_at is None:
        return "", ""
    if piece.second_look_at is not None:
        return "success", _("应急发布，已于 %(at)s 补审。") % {"at": moment(piece.second_look_at)}
    due = moment(piece.second_look_due_at)
    if piece.second_look_due_at < at:
        return "error", _("应急发布，应于 %(due)s 前补审，已超时。") % {"due": due}
    return "warning", _("应急发布，须于 %(due)s 前由另一人补审。") % {"due": due}


def publicity_words(piece: Information) -> str:
    """How long a list of persons will be shown; nothing where it stays or is gone already."""
    if not piece.list_profile or piece.publicity_ended_at is not None:
        return ""
    if not piece.publicity_days:
        return _("这份名单没有填公示期，公开后不会自动撤下")
    said = ngettext(
        "公示 %(n)s 个工作日，期满自动撤下名单，只留下：",
        "公示 %(n)s 个工作日，期满自动撤下名单，只留下：",
        piece.publicity_days,
    )
    return said % {"n": piece.publicity_days}


def ground_words(piece: Information) -> str:
    """Why a piece is not disclosed to all; nothing where it is."""
    if piece.disclosure in ("", Disclosure.PROACTIVE):
        return ""
    ground = editor_presenters.ground_words(Ground(piece.ground)) if piece.ground in frozenset(Ground) else ""
    return _("%(attribute)s：%(ground)s。%(note)s") % {
        "attribute": editor_presenters.DISCLOSURES[Disclosure(piece.disclosure)],
        "ground": ground,
        "note": piece.ground_note,
    }


def done_words(move: str) -> Words:
    """What is said once a move was made."""
    if move in frozenset(Stage):
        return _("%(stage)s已通过") % {"stage": STAGES[Stage(move)]}
    return DONE[move]


def place_words(place: str, names: Mapping[str, str]) -> str:
    """Where something stands."""
    if place.startswith("file:"):
        return _("附件 %(name)s") % {"name": names.get(place.removeprefix("file:"), "")}
    return str(PLACES.get(place, place))


def masked_words(masked: Masked) -> str:
    """What one click has done."""
    found = [removed for _where, removed in masked.removed if removed.what in (What.FOUND, What.CHILD)]
    columns = [removed.header for _where, removed in masked.removed if removed.what is What.COLUMN_DROPPED]
    count = sum(removed.count for removed in found)
    said = ngettext("已遮盖 %(n)s 处", "已遮盖 %(n)s 处", count) % {"n": count} if count else _("没有要遮盖的内容")
    if columns:
        said += _("；去掉了不应公开的列：%(columns)s") % {"columns": _("、").join(dict.fromkeys(columns))}
    return said + _("。请看一遍再送审。")


def unmaskable_words(why: NotMaskable | Unreadable) -> str:
    """Why a file could not be masked, and what helps."""
    return masking.explain(why) if isinstance(why, NotMaskable) else scanning.explain(why)


def _names_files(found: Sequence[Standing]) -> bool:
    return any(line.found.place.startswith("file:") for line in found)


def _finding(line: Standing, names: Mapping[str, str]) -> FindingLine:
    found = line.found
    where = place_words(found.place, names)
    if found.where:
        where += _("第 %(line)s 行") % {"line": found.where} if found.where.isdecimal() else f" {found.where}"
    return FindingLine(
        severity="info" if line.is_overridden else SEVERITIES[found.level],
        kind=presenters.kind_words(found),
        text=presenters.finding_words(found),
        where=where,
        quote="" if found.place.startswith("file:") else found.quote,
        place=found.place,
        fingerprint=found.fingerprint,
        decided=_("%(name)s 放行：%(reason)s") % {"name": line.decided_by, "reason": line.reason}
        if line.is_overridden
        else "",
        may_stand=found.level is Level.BLOCK and not line.is_overridden,
    )


def _who(line: StageLine) -> str:
    if line.deputising_for:
        return _("%(name)s（代%(other)s）") % {"name": line.cleared_by, "other": line.deputising_for}
    return line.cleared_by
