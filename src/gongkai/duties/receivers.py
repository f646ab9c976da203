"""What duties do when they hear: of a corrected calendar, an issued catalogue, an abolished body.

Counting a county anew is long work, so the first two only put it into the outbox; a body's duties move at once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from gongkai.catalogues.events import CATALOGUE_ISSUED
from gongkai.duties import actions
from gongkai.duties.events import REDATE
from gongkai.kernel import clock, outbox
from gongkai.organisations.events import body_abolished
from gongkai.organisations.models import County, User
from gongkai.workdays.events import calendar_changed


@receiver(calendar_changed, dispatch_uid="duties.redate")
def redate_later(sender: object, *, county_id: int | None, at: datetime, **kwargs: Any) -> None:
    """Have every county that the change concerns counted anew. The calendar itself knows no county."""
    counties = County.objects.order_by("id") if county_id is None else County.objects.filter(pk=county_id)
    for pk in counties.values_list("pk", flat=True):
        outbox.append(REDATE, county_id=pk, payload={}, at=at)


@receiver(body_abolished, dispatch_uid="duties.hand_over")
def hand_over(sender: object, *, body_id: int, successor_id: int, by: User | None, at: datetime, **kwargs: Any) -> None:
    """The successor takes over what the body still owed."""
    actions.hand_over(body_id=body_id, successor_id=successor_id, by=by, at=at)


@outbox.consumer("duties.generate", topics=[REDATE, CATALOGUE_ISSUED])
def generate(event: outbox.Event) -> None:
    """Count the county's duties anew, as of the day on which this is delivered."""
    now = clock.now()
    for county in County.objects.filter(pk__in=[event.county_id]):
        actions.generate(county=county, on=timezone.localtime(now).date(), at=now)
