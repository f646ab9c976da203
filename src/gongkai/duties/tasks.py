"""What recurs: each night the periods that have come near become duties; who urged is forgotten."""

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


@periodic("duties.forget_urgers", cron="37 * * * *")
def forget_urgers(at: datetime) -> None:
    """Blot out who urged."""
    actions.forget_urgers(by=None, at=at)
