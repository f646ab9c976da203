"""The vocabulary in which matters, versions, rows and links are asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from gongkai.organisations.models import Body, County


class VersionQuerySet(models.QuerySet[Any]):
    """Versions of a county's or a township's catalogue, by state and by day."""

    def of(self, county: County) -> Self:
        return self.filter(catalogue__county=county)

    def of_owner(self, owner: Body | None) -> Self:
        return self.filter(catalogue__owner=owner)

    def drafts(self) -> Self:
        return self.filter(state="draft")

    def in_force(self, *, on: date) -> Self:
        """By dates alone: a version that is superseded from next month still holds today."""
        return self.filter(in_force_from__lte=on).filter(Q(in_force_until__isnull=True) | Q(in_force_until__gt=on))


class RowQuerySet(models.QuerySet[Any]):
    """Rows that apply, rows that wait."""

    def applicable(self) -> Self:
        """What the place does disclose: neither set aside nor replaced by its parts."""
        return self.exclude(decision__in=["not_applicable", "split"])

    def undecided(self) -> Self:
        return self.filter(decision="undecided")


class LinkQuerySet(models.QuerySet[Any]):
    """Links between matters and lists."""

    def closing(self) -> Self:
        """Only what a person said, or equal names say, closes a gap."""
        return self.filter(how__in=["name", "alias", "person"])

    def proposed(self) -> Self:
        return self.filter(how="proposed")
