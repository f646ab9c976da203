"""The vocabulary in which information is asked for. `public()` is the one visibility predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

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

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "id")
