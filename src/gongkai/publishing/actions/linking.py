"""Trying the addresses outside that pieces name. Asked by the guarded client, outside any transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from gongkai.kernel import web
from gongkai.organisations.models import County
from gongkai.publishing.models import Information, LinkCheck
from gongkai.publishing.queries import links

AT_ONCE = 20  # addresses in one run of the worker: at worst five minutes
ENOUGH = 256 * 1024  # bytes that prove that an address opens


def note_links(*, county: County, pieces: Iterable[Information], at: datetime) -> int:
    """Put down the outside addresses of pieces; return how many were new."""
    hosts = links.host_names(county.pk)
    named = {link for piece in pieces for link in links.outside_links(piece, hosts=hosts)}
    digests = {links.digest_of(link): link for link in named}
    known = LinkCheck.objects.filter(county=county, url_digest__in=list(digests))
    there = set(known.values_list("url_digest", flat=True))
    known.update(seen_at=at)
    new = [
        LinkCheck(county=county, url=link, url_digest=digest, seen_at=at)
        for digest, link in digests.items()
        if digest not in there
    ]
    LinkCheck.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def try_links(*, at: datetime, limit: int = AT_ONCE) -> int:
    """Try what is due; return how many did not open."""
    listed = list(links.due(at=at, limit=limit))
    return sum(not _try(link, at=at) for link in listed)


def _try(link: LinkCheck, *, at: datetime) -> bool:
    link.tried_at, link.is_open, link.why, link.status = at, True, "", None
    try:
        web.fetch(link.url, max_bytes=ENOUGH)
    except web.NotFetched as refused:
        # More than enough came: it opens.
        link.is_open = refused.why is web.Why.ANSWER_TOO_LARGE
        if not link.is_open:
            status = refused.detail.get("status")
            link.why, link.status = str(refused.why), status if isinstance(status, int) else None
    link.failures = 0 if link.is_open else link.failures + 1
    link.save(update_fields=["tried_at", "is_open", "why", "status", "failures"])
    return bool(link.is_open)
