"""The calendar that the package ships: notices of 2004-2026 and statutory days until 2035.

Sources
    国务院办公厅 yearly notices on holidays, by way of chinesecalendar 1.11 (a test compares day by day).
    全国年节及纪念日放假办法 (2024) Art. 2 for the years without a notice.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from functools import lru_cache
from importlib.resources import files

from gongkai.workdays.rules.calendar import Calendar, DayKind, SpecialDay


@lru_cache(maxsize=1)
def announced() -> dict[int, tuple[SpecialDay, ...]]:
    """The exceptional days of each announced year."""
    years: dict[int, list[SpecialDay]] = defaultdict(list)
    for line in _data()["announced"]:
        day = _day(line)
        years[day.on.year].append(day)
    return {year: tuple(days) for year, days in years.items()}


@lru_cache(maxsize=1)
def statutory() -> tuple[SpecialDay, ...]:
    """The statutory days of years that nobody has announced yet."""
    return tuple(_day(line) for line in _data()["statutory"])


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """The shipped calendar, without a database."""
    return Calendar.of(announced(), statutory())


def _day(line: list[str]) -> SpecialDay:
    on, kind, name = line
    return SpecialDay(date.fromisoformat(on), DayKind(kind), name)


def _data() -> dict[str, list[list[str]]]:
    text = (files("gongkai.workdays") / "data" / "calendar.json").read_text(encoding="utf-8")
    found: dict[str, list[list[str]]] = json.loads(text)
    return found
