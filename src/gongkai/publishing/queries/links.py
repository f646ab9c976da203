"""Addresses outside that pieces name: what is known of them, which are to be tried next, which are dead."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from gongkai.kernel.addresses import is_web_address
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import County, CountyHost
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.settings import YES
from gongkai.publishing import policies
from gongkai.publishing.models import Information, LinkCheck
from gongkai.publishing.rules.embedded import embedded_in, is_inside
from gongkai.ui import keyset

GOING_OUT = "publishing.try_links"
AGAIN_AFTER = timedelta(days=7)
FAILED_AGAIN_AFTER = timedelta(hours=6)
LONGEST = 1000
PIECES_NAMED = 5  # of those that name a dead address; the others are counted
PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A dead address, the first of the public pieces that name it, and how many more do."""

    link: LinkCheck
    pieces: tuple[Information, ...]
    others: int


@dataclass(frozen=True, slots=True)
class DeadLinks:
    """A page of them with the cursors of its neighbours."""

    rows: tuple[DeadLink, ...]
    next: str
    previous: str

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


def digest_of(url: str) -> str:
    """By what an address is found again."""
    return hashlib.sha256(url.encode()).hexdigest()


def host_names(county_id: int) -> frozenset[str]:
    """The names under which a county's portal answers."""
    return frozenset(CountyHost.objects.filter(county=county_id).values_list("host", flat=True))


def dead(county_id: int, urls: Iterable[str]) -> list[LinkCheck]:
    """Which of some addresses are known to be dead; nothing, and no query, where there are none."""
    digests = [digest_of(url) for url in urls]
    if not digests:
        return []
    listed = LinkCheck.objects.filter(county=county_id, url_digest__in=digests, closed_since__isnull=False)
    return list(listed.order_by("id"))


def named_in(piece: Information) -> list[str]:
    """The addresses of a text that lead to other sites and can be tried; no query where it has no link."""
    named = embedded_in(piece.html).links
    if not named:
        return []
    hosts = host_names(piece.county_id)
    return [
        link for link in named if len(link) <= LONGEST and is_web_address(link) and not is_inside(link, hosts=hosts)
    ]


def may_go_out(county: County, *, at: datetime) -> bool:
    """Whether a county lets its platform try addresses outside."""
    settings = organisations.settings_of(county, on=timezone.localtime(at).date())
    return settings.text(GOING_OUT) == YES


def due(county: County, *, at: datetime, limit: int) -> QuerySet[LinkCheck]:
    """What is to be tried: what never was, then what was longest ago; what failed is tried again sooner."""
    is_due = (
        Q(tried_at=None) | Q(tried_at__lte=at - AGAIN_AFTER) | Q(is_open=False, tried_at__lte=at - FAILED_AGAIN_AFTER)
    )
    named = LinkCheck.pieces.through.objects.values("linkcheck_id")
    listed = LinkCheck.objects.filter(is_due, county=county, id__in=named)
    return listed.order_by(F("tried_at").asc(nulls_first=True), "id")[:limit]


def dead_links(staff: Staff, *, after: str | None = None) -> DeadLinks:
    """The dead addresses in the public pieces of a desk's bodies, the latest to die first."""
    public = policies.visible(staff).public()
    named = LinkCheck.objects.filter(closed_since__isnull=False, pieces__in=public)
    first = public.select_related("body").order_by("-published_at", "id")[:PIECES_NAMED]
    listed = named.annotate(named_by=Count("pieces")).prefetch_related(Prefetch("pieces", first, to_attr="first"))
    page = keyset.page(listed, by=("-closed_since", "-pk"), cursor=after, size=PER_PAGE)
    return DeadLinks(tuple(_dead(link) for link in page.rows), page.next, page.previous)


def count_dead(staff: Staff) -> int:
    """How many they are: the number on the tab."""
    public = policies.visible(staff).public()
    return LinkCheck.objects.filter(closed_since__isnull=False, pieces__in=public).distinct().count()


def _dead(link: Any) -> DeadLink:
    return DeadLink(link, tuple(link.first), link.named_by - len(link.first))
