"""Which turns does a recurring limit have, and when does each fall due?

A turn is a calendar period (2026-Q3, 2026-11), a yearly date (2026), or a run of working days since the start of the
year (2026-W05). It is due on the last working day of the period, or on the last working day up to the yearly date.

Sources
    law.md §9 example 27: periods are calendar quarters, not runs of ninety days.
    catalogues.md §3 family M (按季, 按月, 每年1月31日前, 每20个工作日更新).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.workdays.rules import periods
from gongkai.workdays.rules.calendar import Calendar
from gongkai.workdays.rules.periods import DAYS, MONTHS, Due, Unit, Working


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a recurrence: its key, its first and last day, the day on which it is due."""

    key: str
    first: date
    last: date
    due: Due


def turns(unit: Unit, *, since: date, until: date, calendar: Calendar, amount: int = 1, by: str = "") -> Iterator[Turn]:
    """The turns that begin on or before `until` and end on or after `since`.

    `amount` is how many times the text names in one unit for calendar units (半年至少更新1次), and how many working
    days make a turn for working days (每20个工作日更新). `by` is the yearly date as MM-DD (每年1月31日前).
    """
    if by:
        yield from _yearly(by, since=since, until=until, calendar=calendar)
    elif unit is Unit.WORKDAY:
        yield from _runs(amount, since=since, until=until, calendar=calendar)
    else:
        yield from _calendar_periods(unit, since=since, until=until, calendar=calendar)


def _yearly(by: str, *, since: date, until: date, calendar: Calendar) -> Iterator[Turn]:
    month, day = map(int, by.split("-"))
    for year in range(since.year, until.year + 1):
        last = date(year, month, day)
        if since <= last and date(year, 1, 1) <= until:
            yield _turn(str(year), date(year, 1, 1), last, calendar)


def _runs(amount: int, *, since: date, until: date, calendar: Calendar) -> Iterator[Turn]:
    for year in range(since.year, until.year + 1):
        days = calendar.working_days(year)
        for number, place in enumerate(range(0, len(days), amount), start=1):
            run = days[place : place + amount]
            if run[0] <= until and run[-1] >= since:
                yield _turn(f"{year}-W{number:02d}", run[0], run[-1], calendar)


def _calendar_periods(unit: Unit, *, since: date, until: date, calendar: Calendar) -> Iterator[Turn]:
    first = _period_start(unit, since)
    while first <= until:
        following = _next_start(unit, first)
        yield _turn(_key(unit, first), first, following - timedelta(days=1), calendar)
        first = following


def _turn(key: str, first: date, last: date, calendar: Calendar) -> Turn:
    end = calendar.last_working_day(last)
    working = Working(first, 0, Unit.DAY, end, (), rolled_from=last if end != last else None)
    return Turn(key, first, last, Due(end, calendar.is_provisional(end), working))


def _period_start(unit: Unit, day: date) -> date:
    if unit in MONTHS:
        months = MONTHS[unit]
        return date(day.year, (day.month - 1) // months * months + 1, 1)
    return day - timedelta(days=day.weekday()) if unit is Unit.WEEK else day


def _next_start(unit: Unit, first: date) -> date:
    if unit in MONTHS:
        return periods.add_months(first, MONTHS[unit])
    return first + timedelta(days=DAYS.get(unit, 1))


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
