"""The vocabulary in which information is asked for. `public()` is the one visibility predicate."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from gongkai.publishing.rules.states import State

if TYPE_CHECKING:
    from gongkai.catalogues.models import Matter
    from gongkai.organisations.models import Body, County


class InformationQuerySet(models.QuerySet[Any]):
    """Information of a county, body or matter, by what one may see of it."""

    def public(self) -> Self:
        """What anyone may read. Every portal page, search, feed, API and export starts here."""
        return self.filter(state=State.PUBLISHED)

    def of_county(self, county: County) -> Self:
        return self.filter(county=county)

    def of(self, body: Body) -> Self:
        return self.filter(county_id=body.county_id, body=body)

    def under(self, matter: Matter) -> Self:
        return self.filter(matter=matter)

    def with_outdated_validity(self, *, on: date) -> Self:
        """Whose dates have made of their stored validity another (rules.metadata.validity_on)."""
        expired = Q(validity__in=["effective", "not_yet_effective"], expires_on__lte=on)
        begun = Q(validity="not_yet_effective") & (Q(effective_on__isnull=True) | Q(effective_on__lte=on))
        not_begun = Q(validity="effective", effective_on__gt=on)
        return self.filter(expired | begun | not_begun)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "id")
