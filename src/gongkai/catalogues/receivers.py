"""When a new edition of a guideline comes into force, each county that has a catalogue gets its tasks.

One event fans out into one for each county, so that no transaction grows with their number.
"""

from __future__ import annotations

from gongkai.catalogues.actions.revising import revise_for_edition
from gongkai.catalogues.models import Catalogue
from gongkai.kernel import outbox
from gongkai.kernel.outbox import Event
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
    county, edition = County.objects.get(pk=event.county_id), Edition.objects.get(pk=event.payload["edition"])
    if _concerns(county, edition):
        revise_for_edition(county=county, edition=edition, by=None, at=event.created_at)


def _concerns(county: County, edition: Edition) -> bool:
    province = edition.guideline.province_id
    return province is None or province[:2] == county.code[:2]
