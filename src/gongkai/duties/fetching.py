"""What stands behind an external address: its title, its date, its digest. The one client that goes out for duties.

An address is given by an officer, so it may point anywhere: only http and https, only addresses of the public internet,
checked for each redirect, and the connection goes to the very address that was checked (no second look-up in which a
name server could answer otherwise). Time and size are limited.
"""

from __future__ import annotations

import hashlib
import socket
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

import httpx
from django.conf import settings

from gongkai.duties.rules import addresses, pages
from gongkai.duties.rules.refusals import DutyRefused, Refusal

MAX_BYTES = 5 * 1024 * 1024
MAX_SECONDS = 15.0
MAX_REDIRECTS = 5
_TIMEOUT = httpx.Timeout(5.0)
_AGENT = "gongkai/1 (+disclosure check)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered."""

    url: str
    title: str
    published_on: date | None
    sha256: str


Fetch = Callable[[str], Fetched]


def fetch(url: str) -> Fetched:
    """Get a page or file, or refuse. Hosts in settings.FETCH_PRIVATE_HOSTS may be private: an intranet, a test."""
    allowed: Collection[str] = settings.FETCH_PRIVATE_HOSTS
    until = time.monotonic() + MAX_SECONDS
    with httpx.Client(timeout=_TIMEOUT, trust_env=False, headers={"User-Agent": _AGENT}) as client:
        for _ in range(MAX_REDIRECTS + 1):
            with _asked(client, url, allowed=allowed) as response:
                if not response.is_redirect:
                    return _fetched(url, response, until=until)
                url = urljoin(url, response.headers["Location"])
    raise DutyRefused(Refusal.ADDRESS_UNREACHABLE, redirects=MAX_REDIRECTS)


@contextmanager
def _asked(client: httpx.Client, url: str, *, allowed: Collection[str]) -> Iterator[httpx.Response]:
    """Ask the address that was checked, under the name that was given."""
    if not addresses.is_web_address(url):
        raise DutyRefused(Refusal.ADDRESS_NOT_ALLOWED, url=url)
    try:
        target = httpx.URL(url)
        pinned = target.copy_with(host=_checked_address(target, allowed=allowed))
        headers = {"Host": target.netloc.decode("ascii")}
        with client.stream("GET", pinned, headers=headers, extensions={"sni_hostname": target.host}) as response:
            yield response
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise DutyRefused(Refusal.ADDRESS_UNREACHABLE, error=type(error).__name__) from error


def _checked_address(target: httpx.URL, *, allowed: Collection[str]) -> str:
    port = target.port or (443 if target.scheme == "https" else 80)
    found = [str(info[4][0]) for info in socket.getaddrinfo(target.host, port, type=socket.SOCK_STREAM)]
    # One private answer among public ones is enough to refuse: it is how a name is made to point inside.
    if not found or not all(addresses.may_connect(target.host, address, allowed=allowed) for address in found):
        raise DutyRefused(Refusal.ADDRESS_NOT_ALLOWED, url=str(target))
    return found[0]


def _fetched(url: str, response: httpx.Response, *, until: float) -> Fetched:
    if response.status_code != httpx.codes.OK:
        raise DutyRefused(Refusal.ADDRESS_UNREACHABLE, status=response.status_code)
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > MAX_BYTES:
            raise DutyRefused(Refusal.ANSWER_TOO_LARGE, limit=MAX_BYTES)
        if time.monotonic() > until:
            raise DutyRefused(Refusal.ADDRESS_UNREACHABLE, seconds=MAX_SECONDS)
    said = pages.read(bytes(content), media_type=response.headers.get("Content-Type", ""))
    return Fetched(url, said.title, said.published_on, hashlib.sha256(content).hexdigest())
