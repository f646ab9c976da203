"""The notices of a county: those of this moment for every page, all of them for the desk.

Every public page asks for them, so those that are not over are kept under the county's revision, which each write of
a notice raises: nothing stale is told, and a page costs no query for them.
"""

from __future__ import annotations

from datetime import datetime

from django.core.cache import caches
from django.db.models import F, Q

from gongkai.organisations.models import County
from gongkai.ui import keyset
from gongkai.website.models import SiteNotice
from gongkai.website.rules import notices
from gongkai.website.rules.notices import Grade, Notice


def of_now(county: County, *, at: datetime) -> tuple[Notice, ...]:
    """What stands on every page at a moment."""
    return notices.shown(_living(county, at=at), at=at)


def listed(county: County, *, after: str | None) -> keyset.Page[SiteNotice]:
    """Every notice, the newest first."""
    return keyset.page(SiteNotice.objects.filter(county=county), by=("-since", "id"), cursor=after)


def public(county: County, *, at: datetime, after: str | None) -> keyset.Page[SiteNotice]:
    """What was or is on every page: the notices that have begun, without those ended before they did."""
    begun = SiteNotice.objects.filter(Q(until=None) | Q(until__gt=F("since")), county=county, since__lte=at)
    return keyset.page(begun, by=("-since", "id"), cursor=after)


def _living(county: County, *, at: datetime) -> tuple[Notice, ...]:
    key = f"notices:{county.pk}:{county.revision}"
    kept: tuple[Notice, ...] | None = caches["notices"].get(key)
    if kept is None:
        rows = SiteNotice.objects.filter(Q(until=None) | Q(until__gt=at), county=county)
        kept = tuple(_plain(row) for row in rows.order_by("-since", "id"))
        caches["notices"].set(key, kept)
    return kept


def _plain(row: SiteNotice) -> Notice:
    return Notice(row.code, Grade(row.grade), row.title, row.text, row.url, row.since, row.until)
