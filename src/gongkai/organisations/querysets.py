"""The vocabulary in which bodies and posts are asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from gongkai.organisations.models import County
    from gongkai.organisations.rules.roles import Role


class BodyQuerySet(models.QuerySet[Any]):
    """Bodies of one county, living on a day, of a level."""

    def of(self, county: County) -> Self:
        return self.filter(county=county)

    def living(self, *, on: date) -> Self:
        return self.filter(Q(established_on__isnull=True) | Q(established_on__lte=on)).filter(
            Q(abolished_on__isnull=True) | Q(abolished_on__gt=on)
        )

    def listed(self) -> Self:
        """In the order people look them up: departments, townships, villages, each by pinyin."""
        return self.order_by("level", "pinyin", "id")


class PostQuerySet(models.QuerySet[Any]):
    """Posts held on a day."""

    def held(self, *, on: date) -> Self:
        return self.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))

    def overlapping(self, first: date, last: date) -> Self:
        """Posts held on any of these days."""
        return self.filter(starts_on__lte=last).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=first))

    def unended(self, *, on: date) -> Self:
        """Posts that go on, or whose deputy still has days to go."""
        return self.filter(Q(ends_on__isnull=True) | Q(deputising_for__isnull=False, ends_on__gt=on))

    def as_role(self, *roles: Role) -> Self:
        return self.filter(role__in=[str(role) for role in roles])
