"""The portal's words: names in the reader's language, addresses, chips and pages of a search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gongkai.catalogues.queries.public import MatterStep, PublicOwner, PublicRow
from gongkai.catalogues.rules.differences import Difference
from gongkai.duties.actions import Refusal
from gongkai.duties.models import Duty
from gongkai.organisations.models import Body
from gongkai.portal.queries.pages import Policy, ShownRow
from gongkai.portal.queries.states import Newest
from gongkai.portal.rules.fairness import ShownFrom
from gongkai.publishing.models import Information
from gongkai.standards.models import Field
from gongkai.standards.rules.wording import SAME, Segment, sides
from gongkai.ui.chips import Chip
from gongkai.ui.languages import either
from gongkai.ui.templatetags.ui import day
from gongkai.workdays.presenters import working_text


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a dated list."""

    label: str
    url: str
    published_on: date | None = None
    interpretation_url: str = ""


def information_url(public_id: str) -> str:
    """Where a piece of information stands for ever."""
    return reverse("publishing_portal:information", args=[public_id])


def newest_link(newest: Newest | None) -> Link | None:
    """The newest information of a row as a link."""
    if newest is None:
        return None
    return Link(either(newest.title, newest.title_en), information_url(newest.public_id), newest.published_on)


def information_links(rows: Iterable[Information]) -> tuple[Link, ...]:
    """Information as lines of a dated list."""
    return tuple(
        Link(
            either(row.title, row.title_en),
            information_url(row.public_id),
            row.published_at and row.published_at.date(),
        )
        for row in rows
    )


def policy_links(policies: Iterable[Policy]) -> tuple[Link, ...]:
    """Policies as lines of a dated list, each with its interpretation."""
    return tuple(
        Link(
            either(pair.policy.title, pair.policy.title_en),
            information_url(pair.policy.public_id),
            _day(pair.policy),
            information_url(pair.interpretation.public_id) if pair.interpretation else "",
        )
        for pair in policies
    )


def _day(information: Information) -> date | None:
    return timezone.localdate(information.published_at) if information.published_at else None


def field_label(field: Field) -> str:
    """A field's name."""
    return either(field.seed_name, field.name_en)


def body_label(body: Body) -> str:
    """A body's short name."""
    return either(body.short_name, body.name_en)


def row_label(row: PublicRow) -> str:
    """A row's own name: its third level where it has one."""
    return either(f"{row.l2}·{row.l3}" if row.l3 else row.l2, row.l2_en)


def group_label(row: PublicRow) -> str:
    """The first-level matter of a row."""
    return either(row.l1, row.l1_en)


def owner_label(owner: PublicOwner) -> str:
    """Who owes a row; all townships at once by their number."""
    if owner.stands_for > 1:
        return ngettext("各乡镇（街道），共%(count)s个", "各乡镇（街道），共%(count)s个", owner.stands_for) % {
            "count": owner.stands_for
        }
    return either(owner.name, owner.name_en)


def audience_text(audience: Mapping[str, Any]) -> str:
    """To whom a row is disclosed."""
    named = [str(group) for group in audience.get("groups") or []]
    return "、".join(([gettext("全社会")] if audience.get("all") else []) + named)


def working_of(working: Mapping[str, Any]) -> str:
    """How a date was worked out."""
    return working_text(working) if working else ""


ELEMENT_NAMES = {
    "l1": _("一级事项"),
    "l2": _("二级事项"),
    "l3": _("三级事项"),
    "content": _("公开内容"),
    "basis": _("公开依据"),
    "time_limit": _("公开时限"),
    "subject": _("公开主体"),
    "channels": _("公开渠道"),
    "audience": _("公开对象"),
    "mode": _("公开方式"),
    "levels": _("公开层级"),
}
DECISION_NAMES = {
    "adopted": _("采用国家指引"),
    "adapted": _("按本县实际调整"),
    "split": _("拆分"),
    "added": _("本县新增"),
    "not_applicable": _("本县不适用"),
}


def difference_sides(differences: Sequence[Difference]) -> list[dict[str, Any]]:
    """The ministry's words and the county's side by side, as the diff component draws them."""
    if not differences:
        return []
    segments: list[Segment] = []
    for difference in differences:
        name = Segment(SAME, f"{ELEMENT_NAMES.get(difference.element, difference.element)}：")
        segments += [name, *difference.segments]
    national, local = sides(segments)
    return [{"title": gettext("国家指引"), "pieces": national}, {"title": gettext("本县目录"), "pieces": local}]


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """What a body says beside the state of an overdue row."""

    body_label: str
    body_slug: str
    text: str
    given_on: date


PREPARING = "preparing"  # of ui.states: past its day, and the county tells of delay only later


@dataclass(frozen=True, slots=True)
class OwnerView:
    """A body that owes a row, as shown."""

    label: str
    slug: str
    phone: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as the templates show it."""

    number: int
    label: str
    group: str
    state: str
    explanations: Sequence[ExplanationView]
    urges: int
    may_urge: bool
    look: str  # the state's own look; in preparation where delay is not yet told
    reason: str
    newest: Link | None
    count: int
    next_due_on: date | None
    working: str
    is_provisional: bool
    owners: Sequence[OwnerView]
    content: Sequence[Mapping[str, Any]]
    basis: Sequence[Mapping[str, Any]]
    time_limit: str
    subject: Sequence[str]
    channels: Sequence[str]
    audience: str
    mode: Sequence[str]
    levels: Sequence[str]
    difference: Sequence[Mapping[str, Any]]


def row_view(shown: ShownRow, *, with_difference: bool = False) -> RowView:
    """A row in the reader's language."""
    row, known = shown.row, shown.known
    return RowView(
        number=row.matter_number,
        label=row_label(row),
        group=group_label(row),
        state=shown.state.value,
        explanations=[
            ExplanationView(either(one.body_name, one.body_name_en), one.body_slug, one.text, one.given_on)
            for one in known.explanations
        ],
        urges=known.urges,
        may_urge=known.may_urge,
        look=PREPARING if known.is_held_back else shown.state.value,
        reason=row.reason if not row.is_applicable or with_difference else "",
        newest=newest_link(known.newest),
        count=known.information,
        next_due_on=known.due_on,
        working=working_of(known.working),
        is_provisional=known.is_provisional,
        owners=[OwnerView(owner_label(owner), owner.slug, owner.phone) for owner in row.owners],
        content=row.content,
        basis=row.basis,
        time_limit=row.time_limit,
        subject=row.subject,
        channels=row.channels,
        audience=audience_text(row.audience),
        mode=row.mode,
        levels=row.levels,
        difference=difference_sides(row.differences) if with_difference else (),
    )


@dataclass(frozen=True, slots=True)
class GroupView:
    """A first-level matter with its rows."""

    label: str
    rows: Sequence[RowView]
    settled: int
    owed: int


def groups(rows: Iterable[ShownRow], *, with_difference: bool = False) -> list[GroupView]:
    """Rows by first-level matter, in the catalogue's order."""
    by_name: dict[str, list[RowView]] = {}
    for shown in rows:
        by_name.setdefault(group_label(shown.row), []).append(row_view(shown, with_difference=with_difference))
    return [
        GroupView(
            label,
            views,
            settled=sum(view.state in ("disclosed", "nil") for view in views),
            owed=sum(view.state != "not_applicable" for view in views),
        )
        for label, views in by_name.items()
    ]


def history_step(step: MatterStep) -> dict[str, Any]:
    """One version of the catalogue on a matter's time line."""
    title = gettext("目录第%(number)s版") % {"number": step.version}
    decided = str(DECISION_NAMES.get(step.decision, step.decision))
    return {"on": step.on, "title": title, "text": f"{decided}：{step.reason}" if step.reason else decided}


def body_facts(body: Body, *, on: date) -> list[tuple[str, str]]:
    """What the law wants known of a body; what is not known is left out. Nobody is sent to one that is gone."""
    if body.is_abolished(on=on):
        return [(gettext("撤销日期"), day(body.abolished_on))]
    unit = getattr(body, "work_unit", None)
    facts = [
        (gettext("负责人"), " ".join(filter(None, (body.head_name, body.head_title)))),
        (gettext("办公地址"), body.address),
        (gettext("办公时间"), body.office_hours),
        (gettext("联系电话"), body.phone),
        (gettext("政府信息公开工作机构"), unit.name if unit else ""),
        (gettext("工作机构电话"), unit.phone if unit else ""),
        (gettext("统一社会信用代码"), body.credit_code),
    ]
    return [(name, value) for name, value in facts if value]


def kind_chips(chosen: str) -> list[Chip]:
    """The kinds of information as chips; the chosen one's link takes it away."""
    address = reverse("portal:latest")
    return [
        Chip(
            str(kind.label),
            address if kind.value == chosen else f"{address}?kind={kind.value}",
            kind.value == chosen,
            None,
        )
        for kind in Information.Kind
    ]


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty as the public sees it."""

    label: str
    matter_number: int
    state: str
    body_label: str
    body_slug: str
    due_on: date | None
    fulfilled_on: date | None


def duty_view(duty: Duty, *, on: date, rule: ShownFrom) -> DutyView:
    """A duty of the month with where the public is told it stands."""
    is_held = rule.holds_back(duty.matter.field_id, on=on)
    is_late = duty.due_on is not None and (duty.fulfilled_on or on) > duty.due_on
    states = {
        Duty.State.FULFILLED: "late" if is_late else "fulfilled",
        Duty.State.NIL: "nil",
        Duty.State.OPEN: (PREPARING if is_held else "overdue") if is_late else "open",
    }
    return DutyView(
        label=either(duty.row.l2, duty.row.l2_en) + (f"（{duty.scope}）" if duty.scope else ""),
        matter_number=duty.matter.number,
        state=states[Duty.State(duty.state)],
        body_label=body_label(duty.body),
        body_slug=duty.body.slug,
        due_on=duty.due_on,
        fulfilled_on=duty.fulfilled_on,
    )


def overdue_rule(first: date | None, *, on: date) -> str:
    """Which rule holds in a field, in words; empty where delay was always told."""
    if first is None:
        return ""
    if on < first:
        said = gettext("本领域自%(day)s起公开逾期情况。此前过了应公开日期的，显示为“准备中”并写明应公开日期。")
    else:
        said = gettext("本领域自%(day)s起公开逾期情况。")
    return said % {"day": day(first)}


def rule_lines(rule: ShownFrom, fields: Mapping[int, Field]) -> list[str]:
    """Each decision in force, in words."""
    lines = [
        gettext("%(field)s：自%(day)s起公开逾期情况。") % {"field": field_label(fields[pk]), "day": day(first)}
        for pk, first in sorted(rule.fields.items(), key=lambda item: fields[item[0]].number)
    ]
    if rule.county is not None:
        others = gettext("其他领域自%(day)s起公开逾期情况。") if lines else gettext("各领域自%(day)s起公开逾期情况。")
        lines.append(others % {"day": day(rule.county)})
    return lines


def not_urged(refusal: Refusal) -> str:
    """Why a reader's urge was not counted."""
    if refusal is Refusal.TOO_MANY:
        return gettext("催得太多了，请过一小时再试。")
    return gettext("这一事项现在没有等待公开的内容，不必催办。")
