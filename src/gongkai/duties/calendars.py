"""The working-day calendar of a county, as duties count with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.duties.rules.clauses import Clause
from gongkai.duties.rules.generation import Period, Reckoned
from gongkai.organisations.models import County
from gongkai.workdays import queries as workdays
from gongkai.workdays.rules import periods, recurrence
from gongkai.workdays.rules.calendar import Calendar
from gongkai.workdays.rules.periods import MONTHS, Due, Unit


def reckoner_of(county: County) -> CountyReckoner:
    """The reckoner of a county's calendar, as it is now."""
    return CountyReckoner(workdays.calendar_for(county.pk))


class CountyReckoner:
    """Counts from days to days, and keeps what it has counted: the rows of a county share their limits."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._known: dict[tuple[str, date, int, str], Reckoned] = {}

    def is_workday(self, day: date) -> bool:
        return self._calendar.is_working_day(day)

    def is_provisional(self, day: date) -> bool:
        return self._calendar.is_provisional(day)

    def after(self, start: date, *, amount: int, unit: str) -> Reckoned:
        return self._once("after", start, amount, unit)

    def before(self, start: date, *, amount: int, unit: str) -> Reckoned:
        return self._once("before", start, amount, unit)

    def same_day(self, day: date) -> Reckoned:
        return _reckoned(periods.same_day(day, calendar=self._calendar))

    def periods(self, clause: Clause, *, since: date, on: date) -> Iterator[Period]:
        """A calendar period opens on its last day and is counted from there; a run or a fixed day is due by itself."""
        if clause.turn_unit not in frozenset(Unit):
            return
        unit = Unit(clause.turn_unit)
        is_counted = unit in MONTHS and not clause.by
        for turn in self._turns(clause, unit, since=since, on=on):
            yield Period(turn.key, turn.last) if is_counted else Period(turn.key, turn.first, _reckoned(turn.due))

    def _turns(self, clause: Clause, unit: Unit, *, since: date, on: date) -> Iterator[recurrence.Turn]:
        amount = 1 if clause.is_after_period else clause.amount or 1
        ahead = periods.after(max(on, since), amount, unit, calendar=self._calendar, rolls=False)
        return recurrence.turns(
            unit,
            since=since,
            until=ahead.date,
            calendar=self._calendar,
            amount=amount,
            every=amount if unit in MONTHS else 1,
            by=clause.by,
        )

    def _once(self, way: str, start: date, amount: int, unit: str) -> Reckoned:
        key = (way, start, amount, unit)
        if key not in self._known:
            count = periods.after if way == "after" else periods.before
            self._known[key] = _reckoned(count(start, amount, Unit(unit), calendar=self._calendar))
        return self._known[key]


def _reckoned(due: Due) -> Reckoned:
    return Reckoned(due.date, due.is_provisional, due.working.as_json())
