"""The months by which the record is kept, as Asia/Shanghai counts them: 2026-11."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def month_of(at: datetime) -> str:
    """The month in which a moment lies."""
    return timezone.localtime(at).strftime("%Y-%m")


def months_from(day: date, count: int) -> list[str]:
    """A day's month and those after it."""
    first = day.year * 12 + day.month - 1
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(first, first + count)]
