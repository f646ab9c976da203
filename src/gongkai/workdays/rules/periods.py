"""On which day does a period end, and how was that found?

Every answer carries its working: the start, what was added, the exceptional days passed on the way, and the day. The
words are put by `workdays.presenters`.

Sources
    民法典 Art. 201 (the day of the event is not counted), Art. 202 (months), Art. 203 (a period in calendar days that
    ends on a rest day ends on the next working day).
    law.md W2, W5, W6, W12, W13; R33c (days spent consulting are not counted, overlapping ones once).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.workdays.rules.calendar import Calendar, SpecialDay
from gongkai.workdays.rules.units import DAYS, MONTHS, Unit

__all__ = ["DAYS", "MONTHS", "Due", "Unit", "Working", "add_months", "after", "before", "excluding", "same_day"]

HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Working:
    """How a day was found."""

    start: date
    amount: int
    unit: Unit
    end: date
    passed: tuple[SpecialDay, ...] = ()
    rolled_from: date | None = None
    excluded: int = 0

    def as_json(self) -> dict[str, object]:
        """The working as it is stored beside a duty."""
        return {
            "start": self.start.isoformat(),
            "amount": self.amount,
            "unit": str(self.unit),
            "end": self.end.isoformat(),
            "passed": [[day.on.isoformat(), str(day.kind), day.name] for day in self.passed],
            "rolled_from": self.rolled_from.isoformat() if self.rolled_from else None,
            "excluded": self.excluded,
        }


@dataclass(frozen=True, slots=True)
class Due:
    """A day, whether it may still move, and its working."""

    date: date
    is_provisional: bool
    working: Working


def after(start: date, amount: int, unit: Unit, *, calendar: Calendar, rolls: bool = True) -> Due:
    """The day on which `amount` units after `start` end; the start itself is not counted.

    A period in calendar units that ends on a rest day ends on the next working day, unless `rolls` is off: at-least
    periods are never shortened, and moving their end is for whoever sets it (W13).
    """
    if unit is Unit.WORKDAY:
        return _due(start, amount, unit, calendar.add(start, amount), calendar)
    plain = _plain_end(start, amount, unit)
    end = calendar.next_working_day(plain) if rolls and unit is not Unit.HOUR else plain
    return _due(start, amount, unit, end, calendar, rolled_from=plain if end != plain else None)


def before(start: date, amount: int, unit: Unit, *, calendar: Calendar) -> Due:
    """The last day on which something due `amount` units before `start` is still in time."""
    if unit is Unit.WORKDAY:
        return _due(start, -amount, unit, calendar.add(start, -amount), calendar)
    plain = _plain_end(start, -amount, unit)
    end = calendar.last_working_day(plain) if unit is not Unit.HOUR else plain
    return _due(start, -amount, unit, end, calendar, rolled_from=plain if end != plain else None)


def same_day(day: date, *, calendar: Calendar) -> Due:
    """The day itself."""
    return _due(day, 0, Unit.DAY, day, calendar)


def excluding(start: date, amount: int, intervals: Iterable[tuple[date, date]], *, calendar: Calendar) -> Due:
    """Working days after `start` without the days spent in intervals (first day exclusive, last inclusive).

    Overlapping intervals are united, never added up: a day is left out once.
    """
    left_out = {first + timedelta(days=n) for first, last in intervals for n in range(1, (last - first).days + 1)}
    day, remaining, excluded = start, amount, 0
    while remaining:
        day = calendar.add(day, 1)
        if day in left_out:
            excluded += 1
        else:
            remaining -= 1
    working = Working(start, amount, Unit.WORKDAY, day, calendar.special_between(start, day), excluded=excluded)
    return Due(day, calendar.is_provisional(start, day), working)


def add_months(start: date, months: int) -> date:
    """The same day number so many months on; the last day of the month where there is none (W6)."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _plain_end(start: date, amount: int, unit: Unit) -> date:
    if unit in MONTHS:
        return add_months(start, MONTHS[unit] * amount)
    if unit is Unit.HOUR:
        return start + timedelta(days=-(-amount // HOURS_A_DAY))
    return start + timedelta(days=DAYS[unit] * amount)


def _due(
    start: date, amount: int, unit: Unit, end: date, calendar: Calendar, *, rolled_from: date | None = None
) -> Due:
    first, last = sorted((start, end))
    passed = calendar.special_between(first, last)
    return Due(end, calendar.is_provisional(start, end), Working(start, amount, unit, end, passed, rolled_from))
