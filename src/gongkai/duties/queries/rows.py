"""How each row of a catalogue stands: to the public, and body by body for the matrix.

Duties know what was owed and done; how much is published under a matter is publishing's to say, and the page that
shows both joins them (`RowState.with_information`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from django.db.models import Count, Min, Q

from gongkai.catalogues import queries as catalogues
from gongkai.duties.models import Duty
from gongkai.duties.rules.condition import DutyCounts, RowCondition, row_condition
from gongkai.organisations.models import County


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands on a day."""

    state: RowCondition
    counts: DutyCounts = DutyCounts()
    next_due_on: date | None = None
    is_provisional: bool = False
    working: Mapping[str, Any] = field(default_factory=dict, hash=False)
    overdue_bodies: int = 0

    def with_information(self, count: int) -> RowState:
        """The same row once it is known how much is published under it."""
        if self.state is RowCondition.NOT_APPLICABLE:
            return self
        return replace(self, state=row_condition(self.counts, has_information=count > 0))


class RowRef(Protocol):
    """What `row_states` reads of a row; catalogues' RowInForce is one."""

    @property
    def id(self) -> int: ...

    @property
    def matter_id(self) -> int: ...

    @property
    def is_applicable(self) -> bool: ...


def row_states(
    county: County, *, on: date, rows: Iterable[RowRef], body_id: int | None = None, with_dates: bool = True
) -> dict[int, RowState]:
    """The state of each row, in three queries (one `with_dates=False`); with `body_id`, as that body owes it."""
    asked = list(rows)
    duties = Duty.objects.of_county(county).filter(matter_id__in={row.matter_id for row in asked})
    duties = duties.filter(body_id=body_id) if body_id is not None else duties
    counted = _counts_by_matter(duties, on=on)
    ahead = _next_by_matter(duties) if with_dates else {}
    return {
        row.id: _row_state(counted.get(row.matter_id), ahead.get(row.matter_id))
        if row.is_applicable
        else RowState(RowCondition.NOT_APPLICABLE)
        for row in asked
    }


def pair_states(county: County, *, on: date) -> dict[tuple[int, int], RowCondition]:
    """The state of each (matter, body) that is owed on a day."""
    lines = _counted(Duty.objects.of_county(county), "matter_id", "body_id", on=on)
    counted = {(line["matter_id"], line["body_id"]): _duty_counts(line) for line in lines}
    owed = catalogues.owed(county, on=on)
    pairs = dict.fromkeys((line.matter_id, line.body_id) for line in owed)
    return {pair: row_condition(counted.get(pair, DutyCounts())) for pair in pairs}


def _row_state(counts: tuple[DutyCounts, int] | None, ahead: tuple[date, bool, Mapping[str, Any]] | None) -> RowState:
    duty_counts, overdue_bodies = counts or (DutyCounts(), 0)
    due_on, is_provisional, working = ahead or (None, False, {})
    return RowState(
        state=row_condition(duty_counts),
        counts=duty_counts,
        next_due_on=due_on,
        is_provisional=is_provisional,
        working=working,
        overdue_bodies=overdue_bodies,
    )


def _counts_by_matter(duties: Any, *, on: date) -> dict[int, tuple[DutyCounts, int]]:
    lines = _counted(duties, "matter_id", on=on).annotate(
        overdue_bodies=Count("body_id", distinct=True, filter=Q(state="open", due_on__lt=on))
    )
    return {line["matter_id"]: (_duty_counts(line), line["overdue_bodies"]) for line in lines}


def _counted(duties: Any, *group: str, on: date) -> Any:
    is_open = Q(state=Duty.State.OPEN)
    return (
        duties.order_by()
        .values(*group)
        .annotate(
            overdue=Count("id", filter=is_open & Q(due_on__lt=on)),
            due=Count("id", filter=is_open & Q(due_on__gte=on, starts_on__lte=on)),
            fulfilled=Count("id", filter=Q(state=Duty.State.FULFILLED)),
            nil=Count("id", filter=Q(state=Duty.State.NIL)),
        )
    )


def _duty_counts(line: Mapping[str, Any]) -> DutyCounts:
    return DutyCounts(line["overdue"], line["due"], line["fulfilled"], line["nil"])


def _next_by_matter(duties: Any) -> dict[int, tuple[date, bool, Mapping[str, Any]]]:
    """The earliest open day of each matter, with how it was found."""
    dated = duties.dated().order_by()
    first = dict(dated.values("matter_id").annotate(first=Min("due_on")).values_list("matter_id", "first"))
    lines = dated.filter(due_on__in=set(first.values())).order_by("-id")
    found = lines.values_list("matter_id", "due_on", "is_provisional", "working")
    return {m: (due, provisional, working) for m, due, provisional, working in found if first.get(m) == due}
