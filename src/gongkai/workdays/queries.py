"""The calendar in force: shipped days, years announced since, a county's own days."""

from __future__ import annotations

from functools import lru_cache

from gongkai.workdays.models import CalendarDay, CalendarRevision, CalendarYear
from gongkai.workdays.rules import shipped
from gongkai.workdays.rules.calendar import Calendar, DayKind, SpecialDay


def revision() -> int:
    """The number that the last change left; another after each."""
    return CalendarRevision.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def calendar_for(county_id: int | None = None) -> Calendar:
    """The calendar of a county, or the nation's; built once per change and process, asked with one short query."""
    return _built(county_id, revision())


@lru_cache(maxsize=256)
def _built(county_id: int | None, _revision: int) -> Calendar:
    announced: dict[int, list[SpecialDay]] = {year: list(days) for year, days in shipped.announced().items()}
    for year in CalendarYear.objects.prefetch_related("days"):
        announced[year.year] = [_special(day) for day in year.days.all()]
    overlay = CalendarDay.objects.filter(county_id=county_id) if county_id is not None else ()
    return Calendar.of(announced, shipped.statutory(), [_special(day) for day in overlay])


def _special(day: CalendarDay) -> SpecialDay:
    return SpecialDay(day.on, DayKind(day.kind), day.name)
