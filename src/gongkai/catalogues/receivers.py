"""What the catalogue does when it hears of a new edition, or of itself.

When an edition comes into force, each county that has a catalogue gets its tasks: one event fans out into one for each
county, so that no transaction grows with their number. When a catalogue is issued, search learns its matters.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai.catalogues import search_feed
from gongkai.catalogues.actions.revising import revise_for_edition
from gongkai.catalogues.events import CATALOGUE_ISSUED
from gongkai.catalogues.models import Catalogue, Version
from gongkai.kernel import clock, outbox
from gongkai.kernel.outbox import Event
from gongkai.kernel.periodic import periodic
from gongkai.organisations.models import County
from gongkai.standards.events import EDITION_IN_FORCE
from gongkai.standards.models import Edition

COUNTY_TO_REVISE = "catalogues.county_to_revise"


@outbox.consumer("catalogues.fan_out_edition", topics=[EDITION_IN_FORCE])
def fan_out(event: Event) -> None:
    """Tell every county that has a catalogue."""
    counties = Catalogue.objects.filter(owner__isnull=True, versions__isnull=False).values_list("county_id", flat=True)
    for county_id in counties.distinct().order_by("county_id"):
        outbox.append(COUNTY_TO_REVISE, county_id=county_id, payload=event.payload, at=event.created_at)


@outbox.consumer("catalogues.revise_county", topics=[COUNTY_TO_REVISE])
def revise(event: Event) -> None:
    """Make the tasks of one county that are missing."""
    county, edition = _county(event), Edition.objects.get(pk=event.payload["edition"])
    if _concerns(county, edition):
        revise_for_edition(county=county, edition=edition, by=None, at=event.created_at)


def _county(event: Event) -> County:
    """The county that an event of a county carries."""
    return County.objects.get(pk=event.county_id or 0)


def _concerns(county: County, edition: Edition) -> bool:
    province = edition.guideline.province_id
    return province is None or province[:2] == county.code[:2]


@outbox.consumer("catalogues.search", topics=[CATALOGUE_ISSUED])
def feed_search(event: Event) -> None:
    """Put the matters in force into search. What holds only from a later day is put in on that day."""
    search_feed.feed(_county(event), on=clock.today())


@periodic("catalogues.feed_search", cron="10 0 * * *")
def feed_new_day(at: datetime) -> None:
    """Versions may have come into force or ended since, however many nights were missed: every county is fed anew."""
    on = timezone.localtime(at).date()
    begun = Version.objects.filter(in_force_from__lte=on).values("catalogue__county")
    for county in County.objects.filter(pk__in=begun).order_by("pk"):
        search_feed.feed(county, on=on)
