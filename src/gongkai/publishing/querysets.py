"""The vocabulary in which information is asked for. `public()` is the one visibility predicate."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Q

from gongkai.organisations.rules.roles import Permission
from gongkai.publishing.rules.chains import permissions_for
from gongkai.publishing.rules.states import UNDER_REVIEW, UNPUBLISHED, State, waiting

if TYPE_CHECKING:
    from gongkai.catalogues.models import Matter
    from gongkai.organisations.models import Body, County, User


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

    def unpublished(self) -> Self:
        """Being written, under review, or cleared and not out yet."""
        return self.filter(state__in=UNPUBLISHED)

    def under_review(self) -> Self:
        """Sent for review and not signed off."""
        return self.filter(state__in=UNDER_REVIEW)

    def waiting_for(self, user: User, permissions: Collection[Permission]) -> Self:
        """Whose next stage this person may clear: her permissions allow it, and she is not one too few.

        Pieces that she began or sent are left out; whoever else wrote in one is known per piece (policies.is_author).
        """
        here = Q(clearances__round=F("round"))
        counted = self.annotate(
            cleared=Count("clearances__cleared_by", filter=here, distinct=True),
            is_cleared_by_her=Count("clearances", filter=here & Q(clearances__cleared_by=user)),
        )
        hers = Q(pk__in=[])
        for place in waiting():
            if not permissions_for(place.stage, place.chain).isdisjoint(permissions):
                free = Q(is_cleared_by_her=0) | Q(cleared__gte=place.others)
                hers |= Q(chain=place.chain, state=place.state) & free
        return counted.filter(hers).exclude(Q(drafted_by=user) | Q(submitted_by=user))

    def due_for_release(self, *, at: datetime) -> Self:
        """Scheduled for a time that has come."""
        return self.filter(state=State.SCHEDULED, publish_at__lte=at).order_by("publish_at", "id")

    def awaiting_second_look(self) -> Self:
        """Left in an emergency and nobody has looked at it again."""
        return self.filter(state=State.PUBLISHED, is_emergency=True, second_look_at__isnull=True)

    def kept(self) -> Self:
        """Decided not to be disclosed to all by itself."""
        return self.filter(state=State.KEPT)

    def with_outdated_validity(self, *, on: date) -> Self:
        """Whose dates have made of their stored validity another (rules.metadata.validity_on)."""
        expired = Q(validity__in=["effective", "not_yet_effective"], expires_on__lte=on)
        begun = Q(validity="not_yet_effective") & (Q(effective_on__isnull=True) | Q(effective_on__lte=on))
        not_begun = Q(validity="effective", effective_on__gt=on)
        return self.filter(expired | begun | not_begun)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "id")
