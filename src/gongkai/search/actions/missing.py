"""Counting what was asked and not found, by day. Who asked is never known here, and what is kept was masked before."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from gongkai.search.models import MissedQuestion
from gongkai.search.rules.analysis import normalise

LONGEST = 60
MOST_A_DAY = 2000  # different ones: whoever asks nonsense by the thousand fills no disk
KEPT = timedelta(days=180)


@transaction.atomic
def note_missed(*, county_id: int, text: str, on: date) -> None:
    """Count a question that found nothing. The caller masked what names a person."""
    asked = normalise(text).strip()[:LONGEST]
    if not asked:
        return
    today = MissedQuestion.objects.filter(county_id=county_id, on=on)
    if today.filter(text=asked).update(count=F("count") + 1) or today.count() >= MOST_A_DAY:
        return
    _, is_new = MissedQuestion.objects.get_or_create(county_id=county_id, on=on, text=asked)
    if not is_new:  # another process was quicker
        today.filter(text=asked).update(count=F("count") + 1)


def forget_missed(*, on: date) -> int:
    """Drop what is older than half a year; return how many rows went."""
    dropped: int = MissedQuestion.objects.filter(on__lt=on - KEPT).delete()[0]
    return dropped
