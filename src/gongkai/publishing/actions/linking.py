"""The addresses outside that pieces name: put down when a piece is saved or published, tried by the worker.

They are asked by the guarded client, outside any transaction.
"""

from __future__ import annotations

from datetime import datetime

from gongkai.kernel import web
from gongkai.organisations.models import County
from gongkai.publishing.models import Information, LinkCheck
from gongkai.publishing.queries import links
from gongkai.publishing.rules.dead_links import is_dead

AT_ONCE = 20  # addresses of a county in one run of the worker: at worst five minutes
ENOUGH = 256 * 1024  # bytes that prove that an address opens


def note_links(*, piece: Information, at: datetime) -> None:
    """Put down which outside addresses a piece names now, and no others. Twice is once."""
    named = links.named_in(piece)
    if not named and not piece.link_checks.exists():
        return
    digests = {links.digest_of(link): link for link in named}
    known = LinkCheck.objects.filter(county_id=piece.county_id, url_digest__in=list(digests))
    known.update(seen_at=at)
    there = set(known.values_list("url_digest", flat=True))
    new = [
        LinkCheck(county_id=piece.county_id, url=link, url_digest=digest, seen_at=at)
        for digest, link in digests.items()
        if digest not in there
    ]
    LinkCheck.objects.bulk_create(new, ignore_conflicts=True)
    piece.link_checks.set(known.all())


def try_links(*, county: County, at: datetime, limit: int = AT_ONCE) -> int:
    """Try what is due in a county that lets its platform go out; return how many did not open."""
    if not links.may_go_out(county, at=at):
        return 0
    listed = list(links.due(county, at=at, limit=limit))
    return sum(not _try(link, at=at) for link in listed)


def _try(link: LinkCheck, *, at: datetime) -> bool:
    is_open, why, status = _asked(link.url)
    link.tried_at, link.is_open, link.why, link.status = at, is_open, why, status
    link.failures = 0 if is_open else link.failures + 1
    may_be_asked = why != web.Why.ADDRESS_NOT_ALLOWED
    is_now_dead = is_dead(may_be_asked=may_be_asked, status=status, failures=link.failures)
    link.closed_since = (link.closed_since or at) if is_now_dead else None
    link.save(update_fields=["tried_at", "is_open", "why", "status", "failures", "closed_since"])
    return is_open


def _asked(url: str) -> tuple[bool, str, int | None]:
    try:
        web.fetch(url, max_bytes=ENOUGH)
    except web.NotFetched as refused:
        if refused.why is web.Why.ANSWER_TOO_LARGE:  # more than enough came: it opens
            return True, "", None
        status = refused.detail.get("status")
        return False, str(refused.why), status if isinstance(status, int) else None
    return True, "", None
