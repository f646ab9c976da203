"""How a duty stands on a page: what is to be published, until when and why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from gongkai.duties.queries import Task
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import Permission
from gongkai.ui.states import State, look_up
from gongkai.workbench import presenters
from gongkai.workbench.presenters import Name
from gongkai.workbench.queries.returns import NIL, STANDING, STILL_VALID
from gongkai.workdays.presenters import working_text

GROUPS: Mapping[str, str | Promise] = {
    "overdue": gettext_lazy("已逾期"),
    "today": gettext_lazy("今天到期"),
    "soon": gettext_lazy("即将到期"),
    "later": gettext_lazy("往后"),
    "": "",
}


@dataclass(frozen=True, slots=True)
class TaskView:
    """A duty as lists and pages show it."""

    id: int
    url: str
    title: Name
    field: Name
    field_slug: str
    body: Name
    scope: str
    elements: str
    period: str
    event: str
    kind: str
    kind_label: str
    condition: str
    look: State
    label: str
    due_on: date | None
    previous_due_on: date | None
    review_on: date | None
    is_provisional: bool
    working: str
    days: str
    group: str
    matter_id: int
    matter_number: int
    body_id: int
    draft_url: str
    sign_url: str
    is_open: bool
    may_explain: bool
    urges: str
    may_write: bool
    may_fulfil: bool
    may_waive: bool


def view(task: Task, staff: Staff, *, own: Iterable[int], draft: str = "") -> TaskView:
    """A duty in the reader's language, with the buttons this desk has for it."""
    is_open, is_own = task.state == "open", task.body_id in set(own)
    manages = Permission.MANAGE_DUTIES in staff.permissions
    may_act = (is_own or manages) and Permission.FULFIL_DUTIES in staff.permissions
    return TaskView(
        id=task.id,
        url=reverse("workbench:duty", args=[task.id]),
        title=presenters.name(task.matter_name, task.matter_name_en),
        field=presenters.name(task.field_name, task.field_name_en),
        field_slug=task.field_slug,
        body=presenters.name(task.body_name, task.body_name_en),
        scope=task.scope,
        elements=presenters.listed(task.elements),
        period=presenters.period_text(task.occurrence),
        event=task.event_title,
        kind=task.kind,
        kind_label=str(presenters.KINDS[task.kind]),
        condition=task.condition,
        look=look_up(presenters.LOOKS.get(task.condition, task.condition)),
        label=str(presenters.CONDITIONS[task.condition]),
        due_on=task.due_on,
        previous_due_on=task.previous_due_on,
        review_on=task.review_on,
        is_provisional=task.is_provisional,
        working=working_text(task.working),
        days=presenters.days_text(task.days_left) if is_open else "",
        group=_group(task),
        matter_id=task.matter_id,
        matter_number=task.matter_number,
        body_id=task.body_id,
        draft_url=_address("publishing_workbench:edit", draft) if draft else "",
        sign_url=_sign_url(task) if is_own and Permission.FULFIL_DUTIES in staff.permissions else "",
        is_open=is_open,
        may_explain=task.condition == "overdue" and may_act,
        urges=presenters.urges_text(task.urges) if is_open else "",
        may_write=(is_open or task.condition == "review") and is_own and Permission.DRAFT in staff.permissions,
        may_fulfil=is_open and may_act,
        may_waive=is_open and may_act,
    )


def grouped(views: Iterable[TaskView]) -> list[tuple[str, list[TaskView]]]:
    """The rows of a page under their headings: overdue, today, soon, later."""
    return [(str(GROUPS[key]), list(rows)) for key, rows in groupby(views, key=lambda row: row.group)]


def _group(task: Task) -> str:
    if task.state != "open" or task.days_left is None:
        return ""
    if task.days_left == 0:
        return "today"
    return {"overdue": "overdue", "soon": "soon"}.get(task.condition, "later")


def _sign_url(task: Task) -> str:
    """The list whose signature would close the task: its period's, or that of what is still valid. Events have none."""
    if task.condition == "review":
        return reverse("workbench:sign", args=[task.body_slug, STILL_VALID, STANDING])
    if task.kind == "recurring" and task.condition in ("overdue", "soon", "due"):
        return reverse("workbench:sign", args=[task.body_slug, NIL, task.occurrence])
    return ""


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
