"""On which day does a clause of a limit fall due, once its event has happened?

Sources
    law.md W2, W5, W13: the day of the event is not counted; calendar days roll; at-least periods are not shortened.
    model.md "Duties": prompt and realtime never get an invented number; a display is the publication's own clock.
    law.md E9: hours run through nights and holidays.
"""

from __future__ import annotations

from datetime import date

from gongkai.workdays.rules import periods, recurrence
from gongkai.workdays.rules.calendar import Calendar
from gongkai.workdays.rules.periods import Due
from gongkai.workdays.rules.phrases import Clause, Kind
from gongkai.workdays.rules.units import DAYS, MONTHS, Unit

DAYS_A_MONTH = 31


def due(clause: Clause, on: date, calendar: Calendar, *, extended: bool = False) -> Due | None:
    """The day on which the clause falls due when its event is on this day; None if the text fixes no day.

    A recurring clause answers with the turn that runs on this day, or the next one that is still to fall due.
    `extended`: the extension that the text allows was granted.
    """
    match clause.kind:
        case Kind.WITHIN | Kind.BEFORE | Kind.MIN_DISPLAY | Kind.MAX_DISPLAY:
            return _counted(clause, on, calendar, extended=extended)
        case Kind.WITH_EVENT if not clause.after:
            return periods.same_day(on, calendar=calendar)
        case Kind.PERIODIC | Kind.BY_DATE:
            return _next_turn(clause, on, calendar)
        case _:
            return None


def _counted(clause: Clause, on: date, calendar: Calendar, *, extended: bool) -> Due | None:
    if clause.amount is None or clause.unit is None:
        return None
    if clause.kind is Kind.BEFORE:
        return periods.before(on, clause.amount, clause.unit, calendar=calendar)
    amount = clause.amount + (clause.extendable or 0 if extended else 0)
    return periods.after(on, amount, clause.unit, calendar=calendar, rolls=clause.kind is Kind.WITHIN)


def _next_turn(clause: Clause, on: date, calendar: Calendar) -> Due | None:
    if clause.unit is None:
        return None
    amount = clause.amount or 1
    until = date.fromordinal(on.toordinal() + _longest(clause.unit) * amount)
    turns = recurrence.turns(
        clause.unit,
        since=on,
        until=until,
        calendar=calendar,
        amount=amount,
        every=amount,
        by=clause.by or "",
        rolls_back=False,
    )
    return next((turn.due for turn in turns if turn.due.date >= on), None)


def _longest(unit: Unit) -> int:
    """No fewer days than one unit has, so that the next turn is among those looked at."""
    return MONTHS[unit] * DAYS_A_MONTH if unit in MONTHS else DAYS.get(unit, 2) + 30
