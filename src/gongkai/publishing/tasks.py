"""What recurs: each night documents come into force or expire, and files that nothing refers to are removed."""

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


@periodic("publishing.remove_orphaned_files", cron="40 3 * * *")
def remove_orphaned_files(at: datetime) -> None:
    """Clear away what killed processes left on the disk."""
    actions.remove_orphaned_files(at=at)
