"""Addresses outside that pieces name: what is known of them, and which are to be tried next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from gongkai.kernel.addresses import is_web_address
from gongkai.organisations.models import CountyHost
from gongkai.publishing.models import Information, LinkCheck
from gongkai.publishing.rules.embedded import embedded_in, is_inside

AGAIN_AFTER = timedelta(days=7)
FAILED_AGAIN_AFTER = timedelta(hours=6)
FORGOTTEN_AFTER = timedelta(days=30)  # not named by any piece any more
LONGEST = 1000


def digest_of(url: str) -> str:
    """By what an address is found again."""
    return hashlib.sha256(url.encode()).hexdigest()


def host_names(county_id: int) -> frozenset[str]:
    """The names under which a county's portal answers."""
    return frozenset(CountyHost.objects.filter(county=county_id).values_list("host", flat=True))


def tried(county_id: int, urls: Iterable[str]) -> list[LinkCheck]:
    """What is known of some addresses; nothing, and no query, where there are none."""
    digests = [digest_of(url) for url in urls]
    if not digests:
        return []
    listed = LinkCheck.objects.filter(county=county_id, url_digest__in=digests).exclude(tried_at=None)
    return list(listed.order_by("id"))


def outside_links(piece: Information, *, hosts: frozenset[str]) -> list[str]:
    """The addresses of a text that lead to other sites and can be tried."""
    links = embedded_in(piece.html).links
    return [
        link for link in links if len(link) <= LONGEST and is_web_address(link) and not is_inside(link, hosts=hosts)
    ]


def due(*, at: datetime, limit: int) -> QuerySet[LinkCheck]:
    """What is to be tried: what never was, then what was longest ago; what failed is tried again sooner."""
    is_due = (
        Q(tried_at=None) | Q(tried_at__lte=at - AGAIN_AFTER) | Q(is_open=False, tried_at__lte=at - FAILED_AGAIN_AFTER)
    )
    listed = LinkCheck.objects.filter(is_due, seen_at__gt=at - FORGOTTEN_AFTER)
    return listed.order_by(F("tried_at").asc(nulls_first=True), "id")[:limit]
