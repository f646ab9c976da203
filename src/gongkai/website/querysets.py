"""The vocabulary in which reported errors and topics are asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F

from gongkai.website.rules import reports, topics

if TYPE_CHECKING:
    from gongkai.organisations.models import Body, County


class ErrorReportQuerySet(models.QuerySet[Any]):
    """Reports of errors, by who answers for them and whether they are late."""

    def of_county(self, county: County) -> Self:
        return self.filter(county=county)

    def of_bodies(self, bodies: models.QuerySet[Body]) -> Self:
        return self.filter(body__in=bodies)

    def open(self) -> Self:
        return self.filter(state=reports.State.RECEIVED)

    def settled(self) -> Self:
        return self.filter(state=reports.State.SETTLED)

    def overdue(self, *, on: date) -> Self:
        return self.open().filter(due_on__lt=on)

    def in_time(self) -> Self:
        return self.settled().filter(settled_on__lte=F("due_on"))


class TopicQuerySet(models.QuerySet[Any]):
    """Topics, by who may read them."""

    def of_county(self, county: County) -> Self:
        return self.filter(county=county)

    def readable(self) -> Self:
        """What anyone may read, shown or in the archive."""
        return self.filter(state__in=topics.READABLE)

    def shown(self) -> Self:
        return self.filter(state=topics.State.SHOWN)

    def closed(self) -> Self:
        return self.filter(state=topics.State.CLOSED)
