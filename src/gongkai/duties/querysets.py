"""The vocabulary in which duties are asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F

if TYPE_CHECKING:
    from gongkai.organisations.models import Body, County


class DutyQuerySet(models.QuerySet[Any]):
    """Duties of a county or body, by where they stand on a day."""

    def of_county(self, county: County) -> Self:
        return self.filter(county=county)

    def of(self, body: Body) -> Self:
        return self.filter(county_id=body.county_id, body=body)

    def open(self) -> Self:
        return self.filter(state="open")

    def overdue(self, *, on: date) -> Self:
        """Still open although the day has passed."""
        return self.open().filter(due_on__lt=on)

    def reminders(self) -> Self:
        """Open without a date: 「及时」 rows and standing duties."""
        return self.open().filter(due_on__isnull=True)

    def late(self) -> Self:
        """Fulfilled, but after the day."""
        return self.filter(state="fulfilled", due_on__isnull=False, fulfilled_on__gt=F("due_on"))

    def dated(self) -> Self:
        return self.open().filter(due_on__isnull=False)

    def to_review(self, *, on: date) -> Self:
        """Standing, published, and due to be looked at again: still valid?"""
        return self.filter(kind="standing", state="fulfilled", review_on__lte=on)

    def redated(self) -> Self:
        """Open with a new day that no officer has confirmed yet."""
        return self.open().filter(previous_due_on__isnull=False)
