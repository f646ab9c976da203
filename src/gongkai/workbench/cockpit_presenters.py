"""The cockpit in the reader's language: cells, lines, what falls due, the three steps; and the rows of a cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.duties.queries import Column, Line
from gongkai.organisations.queries import Staff
from gongkai.ui.states import ROW_STATES, Tally, look_up
from gongkai.workbench import presenters, task_presenters
from gongkai.workbench.presenters import Name
from gongkai.workbench.queries.cockpit import UNSETTLED, Cockpit, RowFilter, RowLine, RowPage, Step
from gongkai.workbench.rules.levers import CELL
from gongkai.workdays.presenters import working_text


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: how much is settled of what is owed, how much is overdue, and where its rows are."""

    tally: Tally
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A body with its cells in the order of the columns."""

    name: Name
    level: str
    tally: Tally
    url: str
    cells: tuple[CellView, ...]
    begins_level: bool


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A field at the head of its column."""

    name: Name
    tally: Tally
    url: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One thing to do first: what, what it would bring, where."""

    title: str
    gain: str
    url: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row that a body owes."""

    title: Name
    group: Name
    field: Name
    body: Name
    state: str
    label: str
    time_limit: str
    due_on: date | None
    is_provisional: bool
    working: str
    url: str
    list_url: str
    officer: str
    phone: str


def page(found: Cockpit, staff: Staff, *, sees_all: bool) -> dict[str, Any]:
    """Everything on the page."""
    levels = [line.level for line in found.matrix.lines]
    lines = [
        _line(line, found.matrix.columns, begins_level=before is not None and before != line.level)
        for line, before in zip(found.matrix.lines, [None, *levels], strict=False)
    ]
    own = {task.body_id for task in found.soon if task.body_id == staff.body.pk}
    return {
        "sees_all": sees_all,
        "tally": found.matrix.tally,
        "columns": [_column(column) for column in found.matrix.columns],
        "lines": lines,
        "ranked": sorted(lines, key=lambda line: (-line.tally.overdue, line.tally.percent)),
        "soon": [task_presenters.view(task, staff, own=own) for task in found.soon],
        "soon_count": found.soon_count,
        "steps": [_step(step) for step in found.steps],
        "rows_url": reverse("workbench:rows"),
    }


def rows_url(**query: str | int | None) -> str:
    """Where the rows behind something are listed."""
    return f"{reverse('workbench:rows')}?{urlencode({key: value for key, value in query.items() if value})}"


def row_page(page: RowPage, where: RowFilter, *, query: QueryDict) -> dict[str, Any]:
    """The list of rows with its states as chips."""
    views = [_row(line) for line in page.rows]
    return {
        "rows": views,
        "heading": _heading(views, where),
        "show_body": not where.body_slug,
        "show_field": not where.field_slug,
        "chips": [_chip(state, count, where, query) for state, count in page.counts.items()],
        "all_url": _with(query, ""),
        "all_count": sum(page.counts.values()),
        "state": where.state,
        "states": ROW_STATES,
    }


def _heading(views: list[RowView], where: RowFilter) -> str:
    """What the rows have in common, in words."""
    if not views:
        return _("目录行")
    parts = [views[0].body.shown] if where.body_slug else []
    parts += [views[0].field.shown] if where.field_slug else []
    parts += [views[0].title.shown] if where.matter_number else []
    return " · ".join(parts) or _("全部目录行")


def _chip(state: str, count: int, where: RowFilter, query: QueryDict) -> dict[str, Any]:
    is_current = where.state == state or (where.state == UNSETTLED and state in ("due", "overdue"))
    url = _with(query, "" if where.state == state else state)
    return {"look": look_up(state), "count": count, "url": url, "is_current": is_current}


def _with(query: QueryDict, state: str) -> str:
    changed = query.copy()
    changed.pop("after", None)
    changed.pop("state", None)
    if state:
        changed["state"] = state
    return f"?{changed.urlencode()}"


def _line(line: Line, columns: Iterable[Column], *, begins_level: bool) -> LineView:
    body = presenters.name(line.name, line.name_en)
    return LineView(
        name=body,
        level=line.level,
        tally=line.tally,
        url=rows_url(body=line.slug),
        cells=tuple(_cell(line, column, body) for column in columns),
        begins_level=begins_level,
    )


def _cell(line: Line, column: Column, body: Name) -> CellView:
    tally = line.cells.get(column.id, Tally())
    field = presenters.name(column.name, column.name_en)
    return CellView(
        tally, rows_url(field=column.slug, body=line.slug), _("%(body)s，%(field)s：") % {"body": body, "field": field}
    )


def _column(column: Column) -> ColumnView:
    return ColumnView(presenters.name(column.name, column.name_en), column.tally, rows_url(field=column.slug))


def _step(step: Step) -> StepView:
    n = step.gaps
    field = presenters.name(step.field.seed_name, step.field.name_en)
    if step.kind == CELL and step.body is not None:
        words = ngettext("请%(body)s补齐“%(field)s”%(n)s项", "请%(body)s补齐“%(field)s”%(n)s项", n)
        title = words % {"body": presenters.name(step.body.short_name, step.body.name_en), "field": field, "n": n}
        url = rows_url(field=step.field.slug, body=step.body.slug, state=UNSETTLED)
    else:
        assert step.matter is not None
        words = ngettext("统一部署“%(matter)s”，%(n)s个单位还缺", "统一部署“%(matter)s”，%(n)s个单位还缺", n)
        title = words % {"matter": presenters.name(step.matter.name, step.matter.name_en), "n": n}
        url = rows_url(matter=step.matter.number, state=UNSETTLED)
    return StepView(title, _("覆盖率 +%(points)s 个百分点") % {"points": f"{step.gain:.1f}"}, url)


def _row(line: RowLine) -> RowView:
    return RowView(
        title=presenters.name(line.matter_name, line.matter_name_en),
        group=presenters.name(line.l1, line.l1_en),
        field=presenters.name(line.field_name, line.field_name_en),
        body=presenters.name(line.body_name, line.body_name_en),
        state=line.state,
        label=_("待公开（未定日期）") if line.is_preparing else "",
        time_limit=line.time_limit,
        due_on=line.due_on,
        is_provisional=line.is_provisional,
        working=working_text(line.working),
        url=reverse("workbench:duty", args=[line.duty_id]) if line.duty_id else "",
        list_url=f"{reverse('workbench:duties')}?{urlencode({'body': line.body_slug, 'matter': line.matter_number})}",
        officer=line.officer,
        phone=line.phone,
    )
