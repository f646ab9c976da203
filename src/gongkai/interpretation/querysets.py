"""The vocabulary in which policies from above, concerns and questions are asked for."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from gongkai.interpretation.rules import concerns, questions, relays

if TYPE_CHECKING:
    from gongkai.organisations.models import Body, County


class UpperPolicyQuerySet(models.QuerySet[Any]):
    """Policies from above, by what became of them here."""

    def of_county(self, county: County) -> Self:
        return self.filter(county=county)

    def open(self) -> Self:
        """Neither relayed, nor linked, nor set aside."""
        return self.filter(state=relays.State.OPEN)

    def overdue(self, *, at: datetime) -> Self:
        return self.open().filter(due_at__lt=at)

    def without_measure(self) -> Self:
        """Relevant here, and nothing of ours carries it out yet."""
        return self.exclude(state=relays.State.SET_ASIDE).exclude(links__role="measure")

    def known_by(self, *, numbers: set[str], urls: set[str]) -> Self:
        return self.filter(Q(document_number__in=numbers - {""}) | Q(url__in=urls - {""}))


class ConcernQuerySet(models.QuerySet[Any]):
    """Concerns, by who is responsible and which clocks run."""

    def of_county(self, county: County) -> Self:
        return self.filter(county=county)

    def of_bodies(self, bodies: models.QuerySet[Body]) -> Self:
        return self.filter(body__in=bodies)

    def open(self) -> Self:
        return self.exclude(state=concerns.State.CLOSED)

    def running(self) -> Self:
        """Open, and something is still owed within hours."""
        return self.open().filter(due_at__isnull=False)

    def overdue(self, *, at: datetime) -> Self:
        return self.running().filter(due_at__lt=at)


class QuestionQuerySet(models.QuerySet[Any]):
    """Readers' questions."""

    def of_county(self, county: County) -> Self:
        return self.filter(county=county)

    def of_bodies(self, bodies: models.QuerySet[Body]) -> Self:
        return self.filter(body__in=bodies)

    def open(self) -> Self:
        return self.filter(state__in=questions.OPEN)

    def overdue(self, *, on: date) -> Self:
        return self.open().filter(due_on__lt=on)

    def shown(self) -> Self:
        """What anyone may read beside the piece."""
        return self.filter(state=questions.State.ANSWERED, is_shown=True)
