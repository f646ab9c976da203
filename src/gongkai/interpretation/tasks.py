"""What recurs: feeds of upper levels are read each hour, and where questions came from is forgotten."""

from __future__ import annotations

from datetime import datetime

from gongkai.interpretation import actions
from gongkai.kernel.periodic import periodic
from gongkai.organisations.models import County


@periodic("interpretation.read_feeds", cron="10 * * * *")
def read_feeds_everywhere(at: datetime) -> None:
    """Read the feeds that every county named."""
    for county in County.objects.order_by("id"):
        actions.read_feeds(county=county, by=None, at=at)


@periodic("interpretation.forget_askers", cron="25 * * * *")
def forget_askers(at: datetime) -> None:
    """Blot out where questions came from."""
    actions.forget_askers(by=None, at=at)
