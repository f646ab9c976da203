"""The county at a glance: field × body, what falls overdue next, what would help most; and the rows behind each cell.

Cells and rows come from the same reading (`duties.pair_states`), so a cell opens exactly what it counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.catalogues import queries as catalogues
from gongkai.catalogues.models import Matter, Row
from gongkai.duties import queries as duties
from gongkai.duties.models import Duty
from gongkai.duties.queries import Matrix, Task, TaskKind
from gongkai.duties.rules.condition import RowCondition
from gongkai.organisations.models import Body, Level
from gongkai.organisations.queries import Staff
from gongkai.standards.models import Field
from gongkai.workbench import policies
from gongkai.workbench.rules import levers
from gongkai.workbench.rules.levers import Gap

LEVELS = (Level.COUNTY.value, Level.TOWNSHIP.value)
SOON_SHOWN, LEVERS_SHOWN, PAGE_SIZE = 8, 3, 50
# The four states of a cell; what is still being prepared is due, as in the matrix.
STATES: Mapping[RowCondition, str] = {
    RowCondition.DISCLOSED: "disclosed",
    RowCondition.DUE: "due",
    RowCondition.PREPARING: "due",
    RowCondition.OVERDUE: "overdue",
    RowCondition.NIL: "nil",
}
UNSETTLED = "unsettled"  # due or overdue: what a lever closes
_UNSETTLED = frozenset({"due", "overdue"})

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One step that would raise coverage, with the names it needs and what it gains in hundredths."""

    kind: str
    gaps: int
    gain: float
    field: Field
    body: Body | None
    matter: Matter | None


@dataclass(frozen=True, slots=True)
class Cockpit:
    """Everything on the cockpit page."""

    matrix: Matrix
    soon: tuple[Task, ...]
    soon_count: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rows to list. `state` is one of the four of a cell, or UNSETTLED."""

    field_slug: str = ""
    body_slug: str = ""
    matter_number: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row that a body owes: how it stands, its next day, who answers for it."""

    matter_number: int
    matter_name: str
    matter_name_en: str
    l1: str
    l1_en: str
    field_name: str
    field_name_en: str
    body_name: str
    body_name_en: str
    body_slug: str
    state: str
    is_preparing: bool
    time_limit: str
    duty_id: int | None
    due_on: date | None
    is_provisional: bool
    working: Mapping[str, Any]
    officer: str
    phone: str


@dataclass(frozen=True, slots=True)
class RowPage:
    """A page of rows; `counts` tells how many there are of each state under the other filters."""

    rows: tuple[RowLine, ...]
    total: int
    counts: Mapping[str, int]
    next: str
    previous: str

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


def cockpit(staff: Staff, *, on: date) -> Cockpit:
    """The county, or the own row of an ordinary body."""
    seen = policies.seen_ids(staff)
    states = duties.pair_states(staff.county, on=on)
    levels = LEVELS if seen is None else ()
    matrix = duties.matrix(staff.county, on=on, levels=levels, only=seen, states=states)
    return Cockpit(
        matrix=matrix,
        soon=duties.tasks(staff.county, on=on, kind=TaskKind.SOON, bodies=seen, size=SOON_SHOWN).rows,
        soon_count=duties.counts(staff.county, on=on, bodies=seen)[TaskKind.SOON],
        steps=_steps(states, matrix),
    )


def rows(staff: Staff, where: RowFilter, *, on: date, after: str = "") -> RowPage:
    """The rows behind a cell, a line, a column or a step, in the order of bodies and matters."""
    pairs = _pairs(staff, where, on=on)
    counts = {state: sum(found == state for _, found in pairs.values()) for state in dict.fromkeys(STATES.values())}
    wanted = _UNSETTLED if where.state == UNSETTLED else {where.state} if where.state else set(counts)
    chosen = [pair for pair, (_, state) in pairs.items() if state in wanted]
    start = _start(chosen, after)
    shown = chosen[start : start + PAGE_SIZE]
    return RowPage(
        rows=_lines(shown, {pair: pairs[pair] for pair in shown}),
        total=len(chosen),
        counts=counts,
        next=_key(shown[-1]) if start + PAGE_SIZE < len(chosen) else "",
        previous=(_key(chosen[start - PAGE_SIZE - 1]) if start > PAGE_SIZE else "0-0") if start else "",
    )


def _steps(states: Mapping[Pair, RowCondition], matrix: Matrix) -> tuple[Step, ...]:
    shown = {line.id for line in matrix.lines}
    open_pairs = [pair for pair, state in states.items() if pair[1] in shown and STATES[state] in _UNSETTLED]
    field_of = dict(Matter.objects.filter(pk__in={matter for matter, _ in open_pairs}).values_list("pk", "field_id"))
    found = levers.best((Gap(m, b, field_of[m]) for m, b in open_pairs), count=LEVERS_SHOWN)
    fields = Field.objects.in_bulk([lever.field_id for lever in found])
    bodies = Body.objects.in_bulk([lever.body_id for lever in found if lever.body_id])
    matters = Matter.objects.in_bulk([lever.matter_id for lever in found if lever.matter_id])
    owed = matrix.tally.owed or 1
    return tuple(
        Step(
            kind=lever.kind,
            gaps=lever.gaps,
            gain=100 * lever.gaps / owed,
            field=fields[lever.field_id],
            body=bodies.get(lever.body_id or 0),
            matter=matters.get(lever.matter_id or 0),
        )
        for lever in found
    )


def _pairs(staff: Staff, where: RowFilter, *, on: date) -> dict[Pair, tuple[int, str]]:
    """(body, matter number) → (row, state), sorted, of what this desk may see and the filter leaves."""
    bodies = policies.seen_bodies(staff)
    if where.body_slug:
        bodies = bodies.filter(slug=where.body_slug)
    elif policies.seen_ids(staff) is None:
        bodies = bodies.filter(level__in=LEVELS)
    matters = Matter.objects.filter(county=staff.county)
    if where.field_slug:
        matters = matters.filter(field__slug=where.field_slug)
    if where.matter_number is not None:
        matters = matters.filter(number=where.matter_number)
    numbers, seen = dict(matters.values_list("pk", "number")), set(bodies.values_list("pk", flat=True))
    rows = {(owed.matter_id, owed.body_id): owed.row_id for owed in catalogues.owed(staff.county, on=on)}
    return dict(
        sorted(
            ((body, numbers[matter]), (rows[matter, body], STATES[state]))
            for (matter, body), state in duties.pair_states(staff.county, on=on).items()
            if body in seen and matter in numbers
        )
    )


def _lines(shown: Sequence[Pair], pairs: Mapping[Pair, tuple[int, str]]) -> tuple[RowLine, ...]:
    rows = Row.objects.select_related("matter", "field").in_bulk([pairs[pair][0] for pair in shown])
    bodies = Body.objects.select_related("work_unit__officer", "work_unit__deputy").in_bulk({body for body, _ in shown})
    ahead = _next_duties([row.matter_id for row in rows.values()], list(bodies))
    return tuple(
        _line(rows[row_id], bodies[body_id], state, ahead.get((rows[row_id].matter_id, body_id)))
        for (body_id, _), (row_id, state) in pairs.items()
    )


def _next_duties(matters: Sequence[int], bodies: Sequence[int]) -> dict[Pair, Duty]:
    """The earliest open day of each row and body."""
    found = Duty.objects.filter(matter_id__in=matters, body_id__in=bodies).dated().order_by("-due_on", "-pk")
    return {(duty.matter_id, duty.body_id): duty for duty in found}


def _line(row: Row, body: Body, state: str, duty: Duty | None) -> RowLine:
    unit = getattr(body, "work_unit", None)
    person = (unit.officer or unit.deputy) if unit else None
    return RowLine(
        matter_number=row.matter.number,
        matter_name=row.matter.name,
        matter_name_en=row.matter.name_en,
        l1=row.l1,
        l1_en=row.l1_en,
        field_name=row.field.seed_name,
        field_name_en=row.field.name_en,
        body_name=body.short_name,
        body_name_en=body.name_en,
        body_slug=body.slug,
        state=state,
        is_preparing=state == "due" and duty is None,
        time_limit=row.time_limit,
        duty_id=duty.pk if duty else None,
        due_on=duty.due_on if duty else None,
        is_provisional=bool(duty and duty.is_provisional),
        working=duty.working if duty else {},
        officer=person.display_name if person else "",
        phone=(unit.phone if unit else "") or body.phone,
    )


def _key(pair: Pair) -> str:
    return f"{pair[0]}-{pair[1]}"


def _start(pairs: Sequence[Pair], after: str) -> int:
    """Where the page begins: behind the pair named. What cannot be read begins at the top."""
    body, _, number = after.partition("-")
    if not (body.isdigit() and number.isdigit()):
        return 0
    found = bisect_right(pairs, (int(body), int(number)))
    return found if found < len(pairs) else 0
