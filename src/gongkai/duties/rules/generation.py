"""What does a row make a body owe: which duties, counted from when, due on which day?

A pure function of the row's clauses, the events registered, the calendar and the day; so that generating twice gives
the same set. What it returns is compared with what is stored by `rules/reconciling.py`.

- One standing duty for the row (for each scope that 长期公开 names): something must be there, and be looked at again.
- Periods and fixed dates recur from the day the row takes force until one period ahead.
- A limit that an event starts makes no duty until the event is registered.
- 及时 and 实时 make a reminder without a day. 公示不少于… is the publication's own clock. 依申请 alone: nothing.

Sources
    政府信息公开条例 (State Council Order 711) Art. 26 (the limit), Arts. 19-21 (at one's own initiative).
    model.md "Duties": occurrences, rule keys, which clauses make which duty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from gongkai.duties.rules.clauses import Clause, ClauseKind, rule_key, started_by
from gongkai.workdays.rules.calendar import CalendarEnds

STANDING, RECURRING, EVENT = "standing", "recurring", "event"
ON_REQUEST = "依申请"

_ROW_MUST_EXIST = frozenset(
    {ClauseKind.WITHIN, ClauseKind.BEFORE, ClauseKind.WITH_EVENT, ClauseKind.LONG_TERM, ClauseKind.UNKNOWN}
)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A day with how it was found."""

    on: date
    is_provisional: bool = False
    working: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Period:
    """One turn of a recurrence. It opens when it can be fulfilled: a quarter on its last day, a fixed day at New Year.

    `due`: the day itself, where the text fixes it; else it is counted from the day of opening.
    """

    key: str
    opens_on: date
    due: Reckoned | None = None


class Reckoner(Protocol):
    """What generation asks of the working-day calendar."""

    def after(self, start: date, *, amount: int, unit: str) -> Reckoned: ...

    def before(self, start: date, *, amount: int, unit: str) -> Reckoned: ...

    def same_day(self, day: date) -> Reckoned: ...

    def periods(self, clause: Clause, *, since: date, on: date) -> Iterable[Period]:
        """Those that open on or after `since` and begin no later than one period after `on`."""


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What generation reads of a row in force."""

    clauses: tuple[Clause, ...]
    mode: tuple[str, ...]
    in_force_from: date


@dataclass(frozen=True, slots=True)
class EventFacts:
    """A registered event."""

    id: int
    trigger: str
    scope: str
    occurred_on: date
    registered_on: date


@dataclass(frozen=True, slots=True)
class LocalNumbers:
    """The county's settings that generation uses."""

    review_months: int
    periodic_due_workdays: int


@dataclass(frozen=True, slots=True)
class DutySpec:
    """A duty as it ought to be. The body is added by whoever knows who owes the row."""

    kind: str
    rule_key: str
    occurrence: str
    scope: str
    starts_on: date
    due: Reckoned | None = None
    review_on: date | None = None
    event_id: int | None = None

    @property
    def due_on(self) -> date | None:
        return self.due.on if self.due else None

    @property
    def is_provisional(self) -> bool:
        return bool(self.due and self.due.is_provisional)

    @property
    def working(self) -> dict[str, Any]:
        return dict(self.due.working) if self.due else {}


def lasting_duties(row: RowFacts, *, numbers: LocalNumbers, reckoner: Reckoner, on: date) -> tuple[DutySpec, ...]:
    """What a row makes every body owe that owes the row, whatever happens: standing, reminding and recurring."""
    if not _is_proactive(row):
        return ()
    return (
        *_standing(row, numbers=numbers, reckoner=reckoner),
        *_reminders(row),
        *_recurring(row, numbers=numbers, reckoner=reckoner, on=on),
    )


def event_duties(row: RowFacts, events: Sequence[EventFacts], *, reckoner: Reckoner) -> tuple[DutySpec, ...]:
    """What the events registered by one body make it owe under a row."""
    if not _is_proactive(row):
        return ()
    return tuple(
        _after_event(clause, event, reckoner=reckoner)
        for event in events
        for clause in started_by(row.clauses, trigger=event.trigger, scope=event.scope)
    )


def _is_proactive(row: RowFacts) -> bool:
    return not row.mode or any(mode != ON_REQUEST for mode in row.mode)


def _standing(row: RowFacts, *, numbers: LocalNumbers, reckoner: Reckoner) -> Iterator[DutySpec]:
    named = [clause.scope for clause in row.clauses if clause.kind is ClauseKind.LONG_TERM]
    needed = any(clause.kind in _ROW_MUST_EXIST and not clause.is_recurring for clause in row.clauses)
    review = reckoner.after(row.in_force_from, amount=numbers.review_months, unit="month")
    for scope in dict.fromkeys(named or ([""] if needed else [])):
        yield DutySpec(
            kind=STANDING,
            rule_key=rule_key(scope, STANDING),
            occurrence=STANDING,
            scope=scope,
            starts_on=row.in_force_from,
            review_on=review.on,
        )


def _reminders(row: RowFacts) -> Iterator[DutySpec]:
    for clause in _once(clause for clause in row.clauses if clause.is_undated):
        yield DutySpec(
            kind=STANDING,
            rule_key=clause.key,
            occurrence=STANDING,
            scope=clause.scope,
            starts_on=row.in_force_from,
        )


def _recurring(row: RowFacts, *, numbers: LocalNumbers, reckoner: Reckoner, on: date) -> Iterator[DutySpec]:
    for clause in _once(clause for clause in row.clauses if clause.is_recurring):
        try:
            yield from _turns(row, clause, numbers=numbers, reckoner=reckoner, on=on)
        except CalendarEnds:
            continue  # what lies beyond every calendar is dated when the calendar is there


def _turns(row: RowFacts, clause: Clause, *, numbers: LocalNumbers, reckoner: Reckoner, on: date) -> Iterator[DutySpec]:
    for period in reckoner.periods(clause, since=row.in_force_from, on=on):
        yield DutySpec(
            kind=RECURRING,
            rule_key=clause.key,
            occurrence=period.key,
            scope=clause.scope,
            starts_on=period.opens_on,
            due=period.due or _after_end(clause, period, numbers=numbers, reckoner=reckoner),
        )


def _after_end(clause: Clause, period: Period, *, numbers: LocalNumbers, reckoner: Reckoner) -> Reckoned | None:
    """Counted from the end of a period: by the text's own amount, else by the county's reading of texts without one."""
    if clause.is_after_period:
        return _due(clause, period.opens_on, reckoner=reckoner)
    return reckoner.after(period.opens_on, amount=numbers.periodic_due_workdays, unit="workday")


def _after_event(clause: Clause, event: EventFacts, *, reckoner: Reckoner) -> DutySpec:
    due = _due(clause, event.occurred_on, reckoner=reckoner)
    # A duty before its event can be in nobody's list before someone knew of it.
    starts_on = event.occurred_on if clause.kind is not ClauseKind.BEFORE else event.registered_on
    return DutySpec(
        kind=EVENT,
        rule_key=clause.key,
        occurrence=f"event:{event.id}",
        scope=clause.scope,
        starts_on=min(starts_on, due.on) if due else starts_on,
        due=due,
        event_id=event.id,
    )


def _due(clause: Clause, happened_on: date, *, reckoner: Reckoner) -> Reckoned | None:
    if clause.is_undated:
        return None
    if clause.kind is ClauseKind.WITH_EVENT:
        return reckoner.same_day(happened_on)
    if clause.amount is None:
        return None
    count = reckoner.before if clause.kind is ClauseKind.BEFORE else reckoner.after
    try:
        return count(happened_on, amount=clause.amount, unit=clause.unit)
    except CalendarEnds:
        return None  # a day that no calendar reaches yet is a reminder; one odd row must not stop a county


def _once(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """One clause for each key: the first, where a text says the same thing twice with different amounts."""
    first: dict[str, Clause] = {}
    for clause in clauses:
        first.setdefault(clause.key, clause)
    return tuple(first.values())
