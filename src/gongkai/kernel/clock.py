"""The one place that reads the clock. Edges call it; everything below is handed a date or a moment."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware."""
    return timezone.now()


def today() -> date:
    """The calendar day in Asia/Shanghai, where every deadline of ours is counted."""
    return timezone.localdate()
