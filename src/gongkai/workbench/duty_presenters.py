"""Duties as a list, a file and a month show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.duties.queries import Day, Task
from gongkai.tables.writers import escaped
from gongkai.ui.templatetags.ui import day as day_text
from gongkai.workbench import presenters
from gongkai.workbench.queries.duty_list import Wanted
from gongkai.workdays.presenters import working_text

CSV_HEAD: Sequence[str | Promise] = (
    gettext_lazy("事项编号"),
    gettext_lazy("事项"),
    gettext_lazy("领域"),
    gettext_lazy("内容范围"),
    gettext_lazy("单位"),
    gettext_lazy("种类"),
    gettext_lazy("期次"),
    gettext_lazy("事由"),
    gettext_lazy("应公开日期"),
    gettext_lazy("推算过程"),
    gettext_lazy("状态"),
)
WEEK_HEADS: Sequence[str | Promise] = (
    gettext_lazy("一"),
    gettext_lazy("二"),
    gettext_lazy("三"),
    gettext_lazy("四"),
    gettext_lazy("五"),
    gettext_lazy("六"),
    gettext_lazy("日"),
)


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A part of the filter that is set; its link takes it away."""

    label: str
    url: str
    is_current: bool = True
    count: int | None = None


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of the month as a cell; None in its place: a day of a neighbouring month."""

    day: Day
    url: str
    is_today: bool

    @property
    def done(self) -> int:
        return self.day.due - self.day.open


def filter_chips(query: QueryDict, wanted: Wanted) -> list[FilterChip]:
    """What came from a link and has no control of its own in the form."""
    chips = []
    if wanted.day:
        chips.append(FilterChip(_("%(day)s到期") % {"day": day_text(wanted.day)}, _without(query, "day")))
    if wanted.matter:
        label = _("第%(number)s号事项") % {"number": wanted.matter}
        chips.append(FilterChip(label, _without(query, "matter")))
    return chips


def _without(query: QueryDict, name: str) -> str:
    left = query.copy()
    left.pop(name, None)
    left.pop("after", None)
    return f"?{left.urlencode()}"


def csv_line(task: Task) -> list[str]:
    """A duty as a line of the file; no cell can be taken for a formula."""
    cells = (
        str(task.matter_number),
        str(presenters.name(task.matter_name, task.matter_name_en)),
        str(presenters.name(task.field_name, task.field_name_en)),
        task.scope,
        task.body_name,
        str(presenters.KINDS[task.kind]),
        presenters.period_text(task.occurrence),
        task.event_title,
        str(task.due_on or ""),
        working_text(task.working),
        str(presenters.CONDITIONS[task.condition]),
    )
    return [escaped(cell) for cell in cells]


def month_page(days: Sequence[Day], *, month: date, on: date, query: Mapping[str, Any]) -> dict[str, Any]:
    """A month in weeks from Monday to Sunday, with its sum and its neighbours."""
    body = str(query.get("body", ""))
    tail = f"&{urlencode({'body': body})}" if body else ""
    address = reverse("workbench:duties")
    cells: list[DayView | None] = [None] * days[0].on.weekday()
    cells += [DayView(day, f"{address}?day={day.on}{tail}", day.on == on) for day in days]
    cells += [None] * (-len(cells) % 7)
    return {
        "month": month,
        "month_label": _("%(year)s年%(month)s月") % {"year": month.year, "month": month.month},
        "weeks": [cells[place : place + 7] for place in range(0, len(cells), 7)],
        "heads": WEEK_HEADS,
        "due": sum(day.due for day in days),
        "done": sum(day.due - day.open for day in days),
        "overdue": sum(day.overdue for day in days),
        "previous": f"?month={month - timedelta(days=1):%Y-%m}{tail}",
        "next": f"?month={days[-1].on + timedelta(days=1):%Y-%m}{tail}",
        "is_provisional": any(day.is_provisional for day in days),
        "busy": [cell for cell in cells if cell and cell.day.due],
    }
