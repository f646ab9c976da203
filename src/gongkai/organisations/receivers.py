"""What organisations do when they hear themselves: search follows what bodies are called, by the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta

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
    """Put a body into search as it is now: late and repeated events do no harm."""
    if event.county_id is not None:  # bodies above the counties are in no county's search
        search_feed.feed(event.county_id, Body.objects.filter(pk=event.payload["body"]), on=clock.today())


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
