"""From which address does a request come? Behind proxies the connection is theirs, and the address is in a header.

Anybody can write the header; only what the county's own proxies appended to it is believed (`GONGKAI_PROXIES`).
"""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HEADER = "X-Forwarded-For"


def address_of(request: HttpRequest) -> str:
    """The reader's address, as far as our own proxies vouch for it."""
    own = str(request.META.get("REMOTE_ADDR", ""))
    return vouched(request.headers.get(HEADER, ""), own=own, proxies=settings.PROXIES)


def vouched(header: str, *, own: str, proxies: int) -> str:
    """The entry that the first of our own proxies appended; fewer entries than proxies: the connection's own."""
    named = [part.strip() for part in header.split(",") if part.strip()]
    return (_plain(named[-proxies]) if 0 < proxies <= len(named) else "") or own


def network_of(address: str) -> str:
    """For counting what one reader sends: a household is given a whole /64 of IPv6 to send from."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address) or found.ipv4_mapped:
        return str(found)
    return str(ip_network((int(found), 64), strict=False))


def digest_of(request: HttpRequest, purpose: str) -> str:
    """A digest of where a request comes from that nobody can turn back; another for each purpose.

    Where the purpose names a day, the digests of two days cannot be told to be the same reader's.
    """
    salt, reader = f"gongkai.{purpose}", network_of(address_of(request))
    return salted_hmac(salt, reader, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()[:32]


def _plain(entry: str) -> str:
    """An entry without the port that some proxies append; empty where it is no address at all."""
    bare = entry.partition("]")[0].lstrip("[") if entry.startswith("[") else entry
    try:
        return str(ip_address(bare.partition(":")[0] if bare.count(":") == 1 else bare))
    except ValueError:
        return ""
