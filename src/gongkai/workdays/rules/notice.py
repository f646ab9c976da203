"""What does a year's notice, written down as rows, say; and which rows cannot be right?

Sources
    国务院办公厅 yearly notices on holidays: rest days and working weekends (调休).
    全国年节及纪念日放假办法 (2024) Art. 2: a notice that leaves out a statutory day is not whole.
    law.md W3, W4.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.workdays.rules.calendar import FIRST_YEAR, LAST_YEAR, SATURDAY, DayKind, SpecialDay

# A notice for a year may name days just before New Year: 2018-12-29 was worked for the holiday of 2019.
EVE = (12, 25)
LONGEST_NAME = 40
KINDS = {"rest": DayKind.REST, "休": DayKind.REST, "work": DayKind.WORK, "班": DayKind.WORK}
WRITTEN_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)


class Fault(StrEnum):
    """What is wrong with a row, or with the whole."""

    DATE = "date"
    KIND = "kind"
    NAME = "name"
    TWICE = "twice"
    OTHER_YEAR = "other_year"
    WORKED_ANYWAY = "worked_anyway"
    EMPTY = "empty"
    OUT_OF_RANGE = "out_of_range"
    STATUTORY_MISSING = "statutory_missing"


@dataclass(frozen=True, slots=True)
class Row:
    """A day as it was written; `line` is where."""

    line: int
    date: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Line 0 is the whole."""

    line: int
    fault: Fault
    text: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """The year that most rows lie in, its days, and what must be mended before it may be entered."""

    year: int
    days: tuple[SpecialDay, ...]
    problems: tuple[Problem, ...]


def read(rows: Iterable[Row], *, statutory: Iterable[SpecialDay]) -> Notice:
    """Read the rows of one year's notice."""
    rows = list(rows)
    problems = [problem for row in rows for problem in _unreadable(row)]
    days = [(row.line, day) for row in rows if (day := _special(row))]
    if not days:
        return Notice(0, (), tuple(problems or [Problem(0, Fault.EMPTY)]))
    year = Counter(day.on.year for _line, day in days).most_common(1)[0][0]
    problems += _misplaced(days, year)
    if not problems:
        problems += _missing([day for _line, day in days], year, statutory)
    return Notice(year, tuple(day for _line, day in days), tuple(sorted(problems, key=lambda p: p.line)))


def written_date(text: str) -> date | None:
    """A date as people and spreadsheets write it: 2027-01-01, 2027/1/1, 2027年1月1日."""
    found = WRITTEN_DATE.fullmatch(text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def written_kind(text: str) -> DayKind | None:
    """rest or work, 休 or 班."""
    return KINDS.get(text.strip().lower())


def _unreadable(row: Row) -> Iterator[Problem]:
    if written_date(row.date) is None:
        yield Problem(row.line, Fault.DATE, row.date)
    if written_kind(row.kind) is None:
        yield Problem(row.line, Fault.KIND, row.kind)
    if not 0 < len(row.name.strip()) <= LONGEST_NAME:
        yield Problem(row.line, Fault.NAME, row.name)


def _special(row: Row) -> SpecialDay | None:
    on, kind = written_date(row.date), written_kind(row.kind)
    return SpecialDay(on, kind, row.name.strip()) if on and kind else None


def _misplaced(days: list[tuple[int, SpecialDay]], year: int) -> Iterator[Problem]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        yield Problem(0, Fault.OUT_OF_RANGE, str(year))
        return
    seen: set[date] = set()
    for line, day in days:
        if not date(year - 1, *EVE) <= day.on <= date(year, 12, 31):
            yield Problem(line, Fault.OTHER_YEAR, day.on.isoformat())
        if day.on in seen:
            yield Problem(line, Fault.TWICE, day.on.isoformat())
        if day.kind is DayKind.WORK and day.on.weekday() < SATURDAY:
            yield Problem(line, Fault.WORKED_ANYWAY, day.on.isoformat())
        seen.add(day.on)


def _missing(days: Iterable[SpecialDay], year: int, statutory: Iterable[SpecialDay]) -> Iterator[Problem]:
    rests = {day.on for day in days if day.kind is DayKind.REST}
    for day in statutory:
        if day.on.year == year and day.on.weekday() < SATURDAY and day.on not in rests:
            yield Problem(0, Fault.STATUTORY_MISSING, f"{day.on.isoformat()} {day.name}")
