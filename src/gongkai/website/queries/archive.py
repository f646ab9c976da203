"""What is older than the county keeps in its lists: by year and month, topics that are over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import timezone

from gongkai.organisations.models import County
from gongkai.organisations.queries import settings_of
from gongkai.publishing.models import Information
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.ui import keyset


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the archive and how much of it there is."""

    month: int
    count: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the archive."""

    year: int
    months: Sequence[Month]

    @property
    def count(self) -> int:
        return sum(month.count for month in self.months)


def years(county: County, *, on: date) -> list[Year]:
    """Every year of the archive, the newest first, in one query."""
    found = _archived(county, on=on).annotate(year=ExtractYear("published_at"), month=ExtractMonth("published_at"))
    lines = found.order_by().values_list("year", "month").annotate(n=Count("id"))
    by_year: dict[int, list[Month]] = {}
    for year, month, count in sorted(lines, reverse=True):
        by_year.setdefault(year, []).append(Month(month, count))
    return [Year(year, months) for year, months in by_year.items()]


def of_month(county: County, *, year: int, month: int, on: date, after: str | None) -> keyset.Page[Information]:
    """One month of the archive, page by page."""
    first = timezone.make_aware(datetime(year, month, 1))
    last = timezone.make_aware(datetime(year + month // 12, month % 12 + 1, 1))
    found = _archived(county, on=on).filter(published_at__gte=first, published_at__lt=last)
    return keyset.page(found, by=("-published_at", "id"), cursor=after)


def begins_before(county: County, *, on: date) -> date:
    """What was published before this day is in the archive: whole years, so that a page moves once a year."""
    return date(on.year - settings_of(county, on=on).number("site.archive_years"), 1, 1)


def _archived(county: County, *, on: date) -> InformationQuerySet:
    before = begins_before(county, on=on)
    moment = timezone.make_aware(datetime(before.year, before.month, before.day))
    found: InformationQuerySet = Information.objects.of_county(county).public().filter(published_at__lt=moment)
    return found.filter(list_profile="")
