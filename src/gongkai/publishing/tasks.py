"""What recurs: each night documents come into force or expire."""

from __future__ import annotations

from datetime import datetime

from gongkai.kernel.periodic import periodic
from gongkai.organisations.models import County
from gongkai.publishing import actions


@periodic("publishing.refresh_validity", cron="5 0 * * *")
def refresh_validity_everywhere(at: datetime) -> None:
    """Bring the documents of every county up to the day."""
    for county in County.objects.order_by("id"):
        actions.refresh_validity(county=county, by=None, at=at)
