"""What search does by itself: questions that found nothing are forgotten after half a year."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai.kernel.periodic import periodic
from gongkai.search import actions


@periodic("search.forget_missed", cron="20 3 * * *")
def forget_missed(at: datetime) -> None:
    """Forget what is too old."""
    actions.forget_missed(on=timezone.localtime(at).date())
