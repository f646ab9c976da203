"""What the page of my tasks shows: the line on top, the piles as chips, duties, pieces, periods and requests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from gongkai.duties.queries import SignableDuty, Task
from gongkai.organisations.models import Body
from gongkai.organisations.queries import Staff
from gongkai.workbench import presenters, task_presenters
from gongkai.workbench.presenters import Name
from gongkai.workbench.queries.desk import Piece, Pile, Waiver
from gongkai.workbench.queries.returns import NIL, STILL_VALID, Period
from gongkai.workbench.task_presenters import TaskView

WEEKDAYS: tuple[str | Promise, ...] = (
    gettext_lazy("星期一"),
    gettext_lazy("星期二"),
    gettext_lazy("星期三"),
    gettext_lazy("星期四"),
    gettext_lazy("星期五"),
    gettext_lazy("星期六"),
    gettext_lazy("星期日"),
)
SAID: Mapping[Pile, Any] = {
    Pile.OVERDUE: ngettext_lazy("%(n)s项逾期", "%(n)s项逾期", "n"),
    Pile.SOON: ngettext_lazy("%(n)s项即将到期", "%(n)s项即将到期", "n"),
    Pile.RETURNED: ngettext_lazy("%(n)s篇退回修改", "%(n)s篇退回修改", "n"),
    Pile.SIGN: ngettext_lazy("%(n)s篇待审签", "%(n)s篇待审签", "n"),
}
# Piles that are shown even when nothing lies on them: the officer looks for them in their place.
ALWAYS = frozenset({Pile.NOW, Pile.OVERDUE, Pile.SOON})
URGENT = frozenset({Pile.OVERDUE, Pile.RETURNED, Pile.DELIVERIES})


@dataclass(frozen=True, slots=True)
class Chip:
    """A pile as a chip."""

    label: str
    url: str
    is_current: bool
    count: int
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class Head:
    """The line above the piles: where, when, how much."""

    body: Name
    on: date
    weekday: str
    line: str
    overdue: int


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece of information that waits."""

    url: str
    title: Name
    matter: Name
    body: Name
    state: str
    due_on: date | None
    changed_at: datetime
    written_by: str
    note: str


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A period that waits for a signature."""

    url: str
    label: str
    body: Name
    kind: str
    count: int
    overdue: int


@dataclass(frozen=True, slots=True)
class WaiverView:
    """A request to be released."""

    id: int
    duty_url: str
    title: Name
    body: Name
    due_on: date | None
    reason: str
    asked_by: str
    asked_at: datetime


def head(staff: Staff, counts: Mapping[Pile, int], *, on: date) -> Head:
    """The digest line: 3项逾期，5项即将到期."""
    said = [str(words % {"n": counts[pile]}) for pile, words in SAID.items() if counts[pile]]
    return Head(
        body=presenters.name(staff.body.name, staff.body.name_en),
        on=on,
        weekday=str(WEEKDAYS[on.weekday()]),
        line=_("，").join(said) if said else _("眼下没有逾期和临近到期的任务"),
        overdue=counts[Pile.OVERDUE],
    )


def chips(counts: Mapping[Pile, int], current: Pile) -> list[Chip]:
    """The piles with something on them, and those that always have their place."""
    address = reverse("workbench:tasks")
    return [
        Chip(
            label=str(presenters.PILES[pile]),
            url=address if pile is Pile.NOW else f"{address}?pile={pile}",
            is_current=pile is current,
            count=count,
            is_urgent=bool(count) and pile in URGENT,
        )
        for pile, count in counts.items()
        if count or pile in ALWAYS or pile is current
    ]


def pile_words(pile: Pile) -> dict[str, str]:
    """A pile's heading and what it holds."""
    return {"pile_label": str(presenters.PILES[pile]), "pile_note": str(presenters.PILE_NOTES[pile])}


def task_groups(staff: Staff, rows: Sequence[Task], *, begun: Mapping[int, str]) -> list[tuple[str, list[TaskView]]]:
    """A page of this desk's own duties under their headings."""
    own = {row.body_id for row in rows}
    views = (task_presenters.view(row, staff, own=own, draft=begun.get(row.id, "")) for row in rows)
    return task_presenters.grouped(views)


def pieces(rows: Iterable[Piece]) -> list[PieceView]:
    """Pieces as the list shows them; a piece in review opens on its review page."""
    return [
        PieceView(
            url=_address("review" if row.state not in ("draft", "returned") else "edit", row.public_id),
            title=presenters.name(row.title, row.title_en),
            matter=presenters.name(row.matter_name, row.matter_name_en),
            body=presenters.name(row.body_name, row.body_name_en),
            state=row.state,
            due_on=row.due_on,
            changed_at=row.changed_at,
            written_by=row.written_by,
            note=row.returned_note if row.state == "returned" else "",
        )
        for row in rows
    ]


def periods(rows: Iterable[Period]) -> list[PeriodView]:
    """Periods in words; whose they are is said only where there are several."""
    rows = list(rows)
    several = len({row.body.pk for row in rows}) > 1
    return [
        PeriodView(
            url=reverse("workbench:sign", args=[row.body.slug, row.kind, row.period]),
            label=_("长期公开内容复核") if row.kind == STILL_VALID else presenters.period_text(row.period),
            body=presenters.name(row.body.short_name, row.body.name_en) if several else Name(""),
            kind=row.kind,
            count=row.count,
            overdue=row.overdue,
        )
        for row in rows
    ]


def period_list(
    body: Body, lines: Sequence[SignableDuty], *, kind: str, period: str, ticked: Collection[int]
) -> dict[str, Any]:
    """The list under one signature."""
    return {
        "body": presenters.name(body.short_name, body.name_en),
        "kind": kind,
        "is_nil": kind == NIL,
        "period": presenters.period_text(period),
        "lines": [(line, presenters.name(line.matter_name, line.matter_name_en), line.id in ticked) for line in lines],
    }


def waivers(rows: Iterable[Waiver]) -> list[WaiverView]:
    """Requests in the reader's language."""
    return [
        WaiverView(
            id=row.id,
            duty_url=reverse("workbench:duty", args=[row.duty_id]),
            title=presenters.name(row.matter_name, row.matter_name_en),
            body=presenters.name(row.body_name, row.body_name_en),
            due_on=row.due_on,
            reason=row.reason,
            asked_by=row.asked_by,
            asked_at=row.asked_at,
        )
        for row in rows
    ]


def _address(name: str, public_id: str) -> str:
    try:
        return reverse(f"publishing_workbench:{name}", args=[public_id])
    except NoReverseMatch:
        return ""
