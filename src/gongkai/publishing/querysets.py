"""The vocabulary in which information is asked for. `public()` is the one visibility predicate."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Q

from gongkai.organisations.rules.roles import Permission
from gongkai.publishing.rules.chains import permissions_for
from gongkai.publishing.rules.disclosure import soon_until
from gongkai.publishing.rules.states import UNDER_REVIEW, UNPUBLISHED, State, waiting
from gongkai.publishing.rules.validity import LIVING, OVER, Validity

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

    def to_reassess(self, *, on: date) -> Self:
        """Withheld, and the day has come to look at it again; one that was never given a day is overdue."""
        return self.kept().filter(Q(reassess_on__lte=on) | Q(reassess_on__isnull=True))

    def soon_to_reassess(self, *, on: date) -> Self:
        """Withheld, and to be looked at again within the next days (rules.disclosure.reassessment)."""
        return self.kept().filter(reassess_on__gt=on, reassess_on__lte=soon_until(on))

    def with_publicity_over(self, *, on: date) -> Self:
        """Lists of persons whose last day of display has passed and that are still shown."""
        shown = self.filter(state=State.PUBLISHED, publicity_ended_at__isnull=True)
        return shown.exclude(list_profile="").filter(publicity_ends_on__lt=on).order_by("publicity_ends_on", "id")

    def with_outdated_validity(self, *, on: date) -> Self:
        """Whose days have made of their stored validity another (rules.validity.validity_on)."""
        return self.filter(validity__in=LIVING).exclude(_as_stored(on))

    def with_validity(self, validity: str, *, on: date) -> Self:
        """Whose validity on a day is this one, whether or not the night has been that stores it."""
        return self.filter(_valid(on)[Validity(validity)])

    def in_force(self, *, on: date) -> Self:
        """Which hold on a day, as written or as amended."""
        found = _valid(on)
        return self.filter(found[Validity.EFFECTIVE] | found[Validity.AMENDED])

    def living(self, *, on: date) -> Self:
        """Which hold on a day or will hold later."""
        found = _valid(on)
        return self.filter(found[Validity.EFFECTIVE] | found[Validity.AMENDED] | found[Validity.NOT_YET])

    def normative(self) -> Self:
        """行政规范性文件."""
        return self.filter(kind="normative")

    def documents(self) -> Self:
        """What the library of policies holds: normative documents and other policy documents."""
        return self.filter(kind__in=["normative", "policy"])

    def lapsing(self, *, after: date, until: date) -> Self:
        """Which hold now and lapse by themselves, or are ended by another document, within these days."""
        by_day = Q(expires_on__gt=after, expires_on__lte=until)
        by_other = Q(ended_on__gt=after, ended_on__lte=until, ending__in=OVER)
        return self.living(on=after).filter(by_day | by_other)

    def to_be_filed(self) -> Self:
        """Normative documents that are public, still live and stand in no register of filings (备案)."""
        return self.public().normative().filter(filed_on__isnull=True, validity__in=LIVING)

    def validity_counts(self, *, on: date) -> dict[str, int]:
        """How many have each validity on a day."""
        asked = {str(validity): Count("pk", filter=condition) for validity, condition in _valid(on).items()}
        return dict(self.aggregate(**asked))

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "id")


def _valid(on: date) -> dict[Validity, Q]:
    """For each validity the condition of having it on a day: the rule of `rules.validity` in the database's words."""
    lives = Q(validity__in=LIVING)
    over = Q(ended_on__lte=on, ending__in=OVER)
    lapsed = Q(expires_on__lte=on)
    lapsed_before = Q(expires_on__lt=F("ended_on"))
    goes_on = lives & ~over & ~lapsed
    amended = Q(validity=Validity.AMENDED) | Q(ended_on__lte=on, ending=Validity.AMENDED)
    later = Q(effective_on__gt=on)
    return {
        Validity.REPEALED: Q(validity=Validity.REPEALED)
        | lives
        & Q(ended_on__lte=on, ending=Validity.REPEALED)
        & (Q(expires_on=None) | Q(expires_on__gte=F("ended_on"))),
        Validity.EXPIRED: Q(validity=Validity.EXPIRED)
        | lives & Q(ended_on__lte=on, ending=Validity.EXPIRED)
        | lives & lapsed & (~over | lapsed_before),
        Validity.AMENDED: goes_on & amended,
        Validity.NOT_YET: goes_on & ~amended & later,
        Validity.EFFECTIVE: goes_on & ~amended & ~later,
    }


def _as_stored(on: date) -> Q:
    """Whose stored validity is that of the day."""
    found = Q(pk__in=[])
    for validity, condition in _valid(on).items():
        found |= Q(validity=validity) & condition
    return found
