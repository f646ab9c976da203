"""What organisations do when they hear themselves: search follows what bodies are called, by the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from gongkai.kernel import clock, outbox
from gongkai.kernel.periodic import periodic
from gongkai.organisations import search_feed
from gongkai.organisations.events import BODY_CHANGED, COUNTY_CREATED
from gongkai.organisations.models import Body
from gongkai.search import actions as search

MISSED = timedelta(days=31)


@outbox.consumer("organisations.search", topics=[BODY_CHANGED])
def feed_search(event: outbox.Event) -> None:
    """Put a body into search as it is now, with its heir, who answers to its name, and those that stand under it.

    Late and repeated events do no harm. Bodies above the counties are in no county's search.
    """
    pk = event.payload["body"]
    if event.county_id is not None:
        told = Body.objects.filter(Q(pk=pk) | Q(predecessors=pk) | Q(parent=pk)).distinct()
        search_feed.feed(event.county_id, told, on=clock.today())


@outbox.consumer("organisations.begin_search", topics=[COUNTY_CREATED])
def begin_search(event: outbox.Event) -> None:
    """A county begins with its bodies, and with the synonyms that come with the platform."""
    assert event.county_id is not None
    search_feed.feed(event.county_id, Body.objects.all(), on=clock.today())
    search.load_shipped_synonyms(county_id=event.county_id, at=event.created_at)


@periodic("organisations.feed_search", cron="15 0 * * *")
def forget_abolished(at: datetime) -> None:
    """Bodies whose last day has passed are found no more, however many nights of the last month were missed."""
    on = timezone.localtime(at).date()
    gone = Body.objects.filter(abolished_on__range=(on - MISSED, on))
    for county_id in gone.exclude(county=None).order_by("county_id").values_list("county_id", flat=True).distinct():
        search_feed.feed(county_id, gone, on=on)
