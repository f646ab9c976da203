"""What the page of one duty tells: its facts, by what it was fulfilled, who did what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.duties.queries import Evidence
from gongkai.organisations.models import Body
from gongkai.workbench import presenters, record_presenters
from gongkai.workbench.queries.duty_page import Act, DutyPage
from gongkai.workbench.task_presenters import TaskView

BY_KINDS: Mapping[str, str | Promise] = {
    "information": gettext_lazy("本平台公开的信息"),
    "external": gettext_lazy("外部网址"),
    "still_valid": gettext_lazy("确认仍然有效"),
    "nil_return": gettext_lazy("零报告：本期无此项内容"),
}


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece of evidence."""

    label: str
    title: str
    url: str
    published_on: date | None
    sha256: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class ActView:
    """Something done to the duty."""

    title: str
    at: datetime
    actor: str
    note: str
    kind: str


def duty_facts(task: TaskView, page: DutyPage, body: Body) -> list[tuple[str, str]]:
    """What is known of the duty; what is not is left out."""
    row = page.row
    facts = [
        (_("公开领域"), task.field.shown),
        (_("一级事项"), presenters.name(row.l1, row.l1_en).shown),
        (_("公开主体"), presenters.name(body.name, body.name_en).shown),
        (_("内容范围"), task.scope),
        (_("期次"), task.period),
        (_("公开事由"), task.event),
        (_("公开时限"), row.time_limit),
        (_("公开渠道"), "、".join(row.channels)),
        (_("免除理由") if task.condition == "waived" else _("说明"), page.reason),
        (_("批准人"), page.approved_by),
    ]
    return [(name, value) for name, value in facts if value]


def evidence(lines: Iterable[Evidence]) -> list[EvidenceView]:
    """By what the duty was fulfilled, newest first."""
    return [
        EvidenceView(
            label=str(BY_KINDS[line.by_kind]),
            title=line.title,
            url=line.url or _public_url(line.information_id),
            published_on=line.published_on,
            sha256=line.sha256,
            made_at=line.made_at,
            made_by=line.made_by,
        )
        for line in lines
    ]


def acts(lines: Iterable[Act]) -> list[ActView]:
    """The record of the duty, newest first."""
    return [
        ActView(
            title=record_presenters.action_text(line.action),
            at=line.at,
            actor=line.actor or _("系统"),
            note=line.note,
            kind="bad" if line.action in ("duty.reopened", "duty.waiver_refused") else "",
        )
        for line in lines
    ]


def _public_url(public_id: str) -> str:
    try:
        return reverse("publishing_portal:information", args=[public_id]) if public_id else ""
    except NoReverseMatch:
        return ""
