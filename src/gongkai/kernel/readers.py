"""From which address does a request come? Behind proxies the connection is theirs, and the address is in a header.

Anybody can write the header; only what the county's own proxies appended to it is believed (`GONGKAI_PROXIES`).
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

HEADER = "X-Forwarded-For"


def address_of(request: HttpRequest) -> str:
    """The reader's address, as far as our own proxies vouch for it."""
    own = str(request.META.get("REMOTE_ADDR", ""))
    return vouched(request.headers.get(HEADER, ""), own=own, proxies=settings.PROXIES)


def vouched(header: str, *, own: str, proxies: int) -> str:
    """The entry that the first of our own proxies appended; fewer entries than proxies: the connection's own."""
    named = [part.strip() for part in header.split(",") if part.strip()]
    return named[-proxies] if 0 < proxies <= len(named) else own
