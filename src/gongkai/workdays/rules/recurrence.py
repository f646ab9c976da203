"""Which turns does a recurring limit have, and when does each fall due?

A turn is a calendar period (2026-Q3, 2026-11), a fixed day of each year or month, or a run of working days since the
start of the year (2026-W05). A period is due on its last working day, a fixed day on the last one up to it, or on that
day itself.

Sources
    law.md §9 example 27: periods are calendar quarters, not runs of ninety days.
    law.md R49a-c: by 31 January, by 31 March.
    catalogues.md §3 family M (按季, 按月, 每年1月31日前, 每20个工作日更新).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.workdays.rules import periods
from gongkai.workdays.rules.calendar import Calendar
from gongkai.workdays.rules.periods import Due, Working
from gongkai.workdays.rules.units import DAYS, MONTHS, Unit

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a recurrence: its key, its first and last day, the day on which it is due."""

    key: str
    first: date
    last: date
    due: Due


def turns(
    unit: Unit,
    *,
    since: date,
    until: date,
    calendar: Calendar,
    amount: int = 1,
    by: str = "",
    every: int = 1,
    rolls_back: bool = True,
) -> Iterator[Turn]:
    """The turns that begin on or before `until` and end on or after `since`.

    `amount` working days make a run (每20个工作日); `every` so many calendar units make one turn (每两个月).
    `by` is the fixed day: MM-DD of a year (每年1月31日前), DD of a month (每月10日前). `rolls_back`: a fixed day
    that rests is due on the working day before it; else on the day itself, for whoever publishes then is in time.
    """
    if by:
        for key, first, last in _fixed_days(unit, by, since=since, until=until):
            yield (
                _turn(key, first, last, calendar) if rolls_back else Turn(key, first, last, _on(first, last, calendar))
            )
    elif unit is Unit.WORKDAY:
        yield from _runs(amount, since=since, until=until, calendar=calendar)
    else:
        for first, last in _spans(unit, every, since=since, until=until):
            yield _turn(_name(unit, every, first, last), first, last, calendar)


def _fixed_days(unit: Unit, by: str, *, since: date, until: date) -> Iterator[tuple[str, date, date]]:
    for first, end in _spans(unit, 1, since=since, until=until):
        last = _day_in(first, by, end=end)
        if since <= last:
            yield _key(unit, first), first, last


def _day_in(first: date, by: str, *, end: date) -> date:
    """The fixed day of the year or month that begins on `first`; its last day where it has no such day."""
    *month, day = map(int, by.split("-"))
    start = first.replace(month=month[0]) if month else first
    return min(start + timedelta(days=day - 1), periods.add_months(start, 1) - timedelta(days=1), end)


def _runs(amount: int, *, since: date, until: date, calendar: Calendar) -> Iterator[Turn]:
    for year in range(since.year, until.year + 1):
        days = calendar.working_days(year)
        for number, place in enumerate(range(0, len(days), amount), start=1):
            run = days[place : place + amount]
            if run[0] <= until and run[-1] >= since:
                yield _turn(f"{year}-W{number:02d}", run[0], run[-1], calendar)


def _spans(unit: Unit, amount: int, *, since: date, until: date) -> Iterator[tuple[date, date]]:
    """First and last days of the periods of so many units, counted from the beginning of the calendar."""
    first = _start(unit, amount, since)
    while first <= until:
        following = _next_start(unit, amount, first)
        yield first, following - timedelta(days=1)
        first = following


def _turn(key: str, first: date, last: date, calendar: Calendar) -> Turn:
    end = calendar.last_working_day(last)
    return Turn(key, first, last, _on(first, end, calendar, rolled_from=last if end != last else None))


def _on(first: date, end: date, calendar: Calendar, *, rolled_from: date | None = None) -> Due:
    working = Working(first, 0, Unit.DAY, end, (), rolled_from=rolled_from)
    return Due(end, calendar.is_provisional(end), working)


def _start(unit: Unit, amount: int, day: date) -> date:
    if unit in MONTHS:
        index = (day.year * MONTHS_A_YEAR + day.month - 1) // (MONTHS[unit] * amount) * MONTHS[unit] * amount
        return date(index // MONTHS_A_YEAR, index % MONTHS_A_YEAR + 1, 1)
    length = DAYS.get(unit, 1) * amount
    # Ordinal 1 is a Monday.
    return date.fromordinal((day.toordinal() - 1) // length * length + 1)


def _next_start(unit: Unit, amount: int, first: date) -> date:
    if unit in MONTHS:
        return periods.add_months(first, MONTHS[unit] * amount)
    return first + timedelta(days=DAYS.get(unit, 1) * amount)


def _name(unit: Unit, amount: int, first: date, last: date) -> str:
    """2026-Q3; of several units the first and the last: 2026-01~2026-02."""
    return _key(unit, first) if amount == 1 else f"{_key(unit, first)}~{_key(unit, last)}"


def _key(unit: Unit, first: date) -> str:
    match unit:
        case Unit.YEAR:
            return f"{first.year}"
        case Unit.HALF_YEAR:
            return f"{first.year}-H{(first.month + 5) // 6}"
        case Unit.QUARTER:
            return f"{first.year}-Q{(first.month + 2) // 3}"
        case Unit.MONTH:
            return f"{first:%Y-%m}"
        case Unit.WEEK:
            year, week, _day = first.isocalendar()
            return f"{year}-KW{week:02d}"
        case _:
            return first.isoformat()
