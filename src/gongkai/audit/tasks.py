"""What recurs: each night the record has partitions for the months to come."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai.audit import partitions
from gongkai.kernel.periodic import periodic


@periodic("audit.keep_partitions", cron="10 0 * * *")
def keep_partitions(at: datetime) -> None:
    """Make the partitions that are missing. They are made months ahead: a night on which it cannot costs nothing."""
    partitions.keep(on=timezone.localdate(at))
