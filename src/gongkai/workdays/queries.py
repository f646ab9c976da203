"""The calendar in force: shipped days, years announced since, a county's own days."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from gongkai.workdays.models import CalendarDay, CalendarRevision, CalendarYear
from gongkai.workdays.rules import shipped
from gongkai.workdays.rules.calendar import Calendar, DayKind, SpecialDay


def revision() -> int:
    """The number of the last change."""
    return CalendarRevision.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def calendar_for(county_id: int | None = None) -> Calendar:
    """The calendar of a county, or the nation's; built once per change and process, asked with one short query."""
    return _built(county_id, revision())


@lru_cache(maxsize=256)
def _built(county_id: int | None, _revision: int) -> Calendar:
    announced: dict[int, list[SpecialDay]] = {year: list(days) for year, days in shipped.announced().items()}
    entered: dict[int, list[SpecialDay]] = defaultdict(list)
    for day in CalendarDay.objects.filter(county_id__isnull=True):
        entered[day.on.year].append(_special(day))
    for year in CalendarYear.objects.all():
        announced[year.year] = entered[year.year]
    overlay = CalendarDay.objects.filter(county_id=county_id) if county_id is not None else ()
    return Calendar.of(announced, shipped.statutory(), [_special(day) for day in overlay])


def _special(day: CalendarDay) -> SpecialDay:
    return SpecialDay(day.on, DayKind(day.kind), day.name)
