"""What recurs: each night the periods that have come near become duties."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai.duties import actions
from gongkai.kernel.periodic import periodic
from gongkai.organisations.models import County


@periodic("duties.generate", cron="20 0 * * *")
def generate_all(at: datetime) -> None:
    """Generate the duties of every county."""
    for county in County.objects.order_by("id"):
        actions.generate(county=county, on=timezone.localtime(at).date(), at=at)
