"""Writing the calendar: a year's notice comes out, a county keeps a holiday of its own."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.workdays.events import calendar_changed
from gongkai.workdays.models import CalendarDay, CalendarRevision, CalendarYear
from gongkai.workdays.rules.calendar import FIRST_YEAR, LAST_YEAR, CalendarEnds, SpecialDay
from gongkai.workdays.rules.notice import EVE

REVISION_BITS = 62


class DayOutsideYear(ValueError):
    """A day of the notice lies in another year than the notice."""

    def __init__(self, day: date, year: int) -> None:
        super().__init__(f"{day} is not in {year}")
        self.day, self.year = day, year


@transaction.atomic
def announce_year(
    *,
    year: int,
    days: Iterable[SpecialDay],
    notice_number: str,
    issued_on: date | None,
    by: Any,
    at: datetime,
) -> CalendarYear:
    """Enter a year as announced; entering it again replaces it whole."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CalendarEnds(year)
    special = {day.on: day for day in days}
    for day in special.values():
        if not date(year - 1, *EVE) <= day.on <= date(year, 12, 31):
            raise DayOutsideYear(day.on, year)
    CalendarYear.objects.filter(pk=year).delete()
    CalendarDay.objects.filter(county_id__isnull=True, on__in=special).delete()
    entered = CalendarYear.objects.create(year=year, notice_number=notice_number, issued_on=issued_on, announced_at=at)
    CalendarDay.objects.bulk_create(
        CalendarDay(year=entered, on=day.on, kind=str(day.kind), name=day.name) for day in special.values()
    )
    detail = {"notice": notice_number, "days": len(special)}
    _changed("calendar.announce_year", entered, county_id=None, by=by, at=at, detail=detail)
    return entered


@transaction.atomic
def set_local_day(*, county_id: int, day: SpecialDay, by: Any, at: datetime) -> CalendarDay:
    """Let a county rest (or work) on a day of its own."""
    local, _created = CalendarDay.objects.update_or_create(
        county_id=county_id, on=day.on, defaults={"kind": str(day.kind), "name": day.name}
    )
    detail = {"on": day.on.isoformat(), "kind": str(day.kind), "name": day.name}
    _changed("calendar.set_local_day", local, county_id=county_id, by=by, at=at, detail=detail)
    return local


@transaction.atomic
def remove_local_day(*, county_id: int, on: date, by: Any, at: datetime) -> None:
    """Take a county's own day back."""
    for local in CalendarDay.objects.filter(county_id=county_id, on=on):
        _changed("calendar.remove_local_day", local, county_id=county_id, by=by, at=at, detail={"on": on.isoformat()})
        local.delete()


def _changed(
    action: str, subject: Any, *, county_id: int | None, by: Any, at: datetime, detail: dict[str, Any]
) -> None:
    # Never a number twice, not even after one was rolled back: copies of the calendar are kept under it.
    CalendarRevision.objects.update_or_create(pk=1, defaults={"number": secrets.randbits(REVISION_BITS)})
    calendar_changed.send(None, action=action, subject=subject, county_id=county_id, by=by, at=at, detail=detail)
