"""Which days are working days, and why is this one not?

A `Calendar` holds announced years (every exceptional day by name), years that nobody has announced (computed from
weekends and statutory days, and marked provisional), and the county's own overlay. It is a value: the same days give
the same answers, on any machine, without a database.

Sources
    国务院办公厅 yearly notices on holidays (shipped days 2004-2026): rest days and working weekends (调休).
    全国年节及纪念日放假办法 (2024) Arts. 2, 4, 6: the thirteen statutory days; days that local governments add.
    law.md W3, W4, W8, W10, W11.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

FIRST_YEAR, LAST_YEAR = 2004, 2035
SATURDAY = 5


class DayKind(StrEnum):
    """What an exceptional day is."""

    REST = "rest"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A weekday that rests, or a weekend day that works (调休)."""

    on: date
    kind: DayKind
    name: str


class CalendarEnds(Exception):
    """A day outside the years that can be computed."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year} lies outside {FIRST_YEAR}-{LAST_YEAR}")
        self.year = year


@dataclass(frozen=True)
class Calendar:
    """Working days of mainland China, as announced, with a county's own days laid over them."""

    special: Mapping[date, SpecialDay]
    announced: frozenset[int]
    _working: dict[int, list[date]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        announced: Mapping[int, Iterable[SpecialDay]],
        statutory: Iterable[SpecialDay] = (),
        overlay: Iterable[SpecialDay] = (),
    ) -> Calendar:
        """Put a calendar together: announced years, statutory days for the others, local days over all."""
        special = {day.on: day for day in statutory if day.on.year not in announced}
        special |= {day.on: day for days in announced.values() for day in days}
        special |= {day.on: day for day in overlay}
        return cls(special, frozenset(announced))

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked: an exceptional day as its notice says, else Monday to Friday."""
        exception = self.special.get(day)
        return exception.kind is DayKind.WORK if exception else day.weekday() < SATURDAY

    def is_provisional(self, *days: date) -> bool:
        """Whether any year from the first of these days to the last has no notice yet."""
        return any(year not in self.announced for year in range(min(days).year, max(days).year + 1))

    def working_days(self, year: int) -> list[date]:
        """The working days of a year in order; worked out once."""
        if year not in self._working:
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise CalendarEnds(year)
            first = date(year, 1, 1)
            days = (first + timedelta(days=n) for n in range(366))
            self._working[year] = [day for day in days if day.year == year and self.is_working_day(day)]
        return self._working[year]

    def add(self, start: date, amount: int) -> date:
        """The `amount`-th working day strictly after `start` (before it, if negative); `start` itself for 0."""
        if amount >= 0:
            return self._forwards(start, amount)
        return self._backwards(start, -amount)

    def _forwards(self, start: date, amount: int) -> date:
        if amount == 0:
            return start
        year, left = start.year, amount
        days = self.working_days(year)
        place = bisect_right(days, start)
        while left > len(days) - place:
            left -= len(days) - place
            year, place = year + 1, 0
            days = self.working_days(year)
        return days[place + left - 1]

    def _backwards(self, start: date, amount: int) -> date:
        year, left = start.year, amount
        days = self.working_days(year)
        place = bisect_left(days, start)
        while left > place:
            left -= place
            year -= 1
            days = self.working_days(year)
            place = len(days)
        return days[place - left]

    def count(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both counted."""
        years = range(first.year, last.year + 1)
        return sum(bisect_right(d, last) - bisect_left(d, first) for d in map(self.working_days, years))

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the first one after it."""
        return day if self.is_working_day(day) else self.add(day, 1)

    def last_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the last one before it."""
        return day if self.is_working_day(day) else self.add(day, -1)

    def special_between(self, after: date, until: date) -> tuple[SpecialDay, ...]:
        """Exceptional days after one day up to another, in order: what a working has to explain."""
        first, last = bisect_right(self._dates, after), bisect_right(self._dates, until)
        return tuple(self.special[day] for day in self._dates[first:last])

    @cached_property
    def _dates(self) -> list[date]:
        return sorted(self.special)
