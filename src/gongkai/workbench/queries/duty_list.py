"""Which duties a list shows: what its filter says, within what the desk may see."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.duties import queries as duties
from gongkai.duties.queries import Task, TaskFilter, TaskKind, TaskPage
from gongkai.organisations.models import Body
from gongkai.organisations.queries import Staff
from gongkai.standards.models import Field
from gongkai.workbench import policies

BATCH = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filter of a list. A day without a state means all that falls due on it, done or not."""

    field: Field | None = None
    body: Body | None = None
    state: str | None = None
    kind: str | None = None
    matter: int | None = None
    day: date | None = None

    @property
    def task_kind(self) -> TaskKind | None:
        if self.state:
            return TaskKind(self.state)
        return TaskKind.DATED if self.day else None


def bodies(staff: Staff, wanted: Wanted) -> Collection[int] | None:
    """The bodies whose duties are shown. The form offers only bodies that the desk may see."""
    return [wanted.body.pk] if wanted.body else policies.seen_ids(staff)


def page(staff: Staff, wanted: Wanted, *, on: date, after: str | None, size: int = 30) -> TaskPage:
    """One page of the list."""
    where = TaskFilter(
        field_slug=wanted.field.slug if wanted.field else "",
        duty_kind=wanted.kind or "",
        matter_number=wanted.matter,
        due_on=wanted.day,
    )
    chosen = bodies(staff, wanted)
    return duties.tasks(staff.county, on=on, kind=wanted.task_kind, bodies=chosen, where=where, after=after, size=size)


def every(staff: Staff, wanted: Wanted, *, on: date) -> Iterator[Task]:
    """The whole list, batch by batch."""
    after: str | None = ""
    while after is not None:
        batch = page(staff, wanted, on=on, after=after, size=BATCH)
        yield from batch.rows
        after = batch.next or None
