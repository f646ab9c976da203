"""The one client that goes out to the web. Whoever asks for an address may point it anywhere, so it is guarded.

Only http and https (or https alone, as the caller says), only addresses of the public internet, checked for each
redirect, and the connection goes to the very address that was checked: no second look-up in which a name server could
answer otherwise. Time and size are limited. Hosts in settings.FETCH_PRIVATE_HOSTS may be private: an intranet, a test.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urljoin

import httpx
from django.conf import settings

from gongkai.kernel import addresses

MAX_BYTES = 5 * 1024 * 1024
MAX_SECONDS = 15.0
MAX_REDIRECTS = 5
_TIMEOUT = httpx.Timeout(5.0)
_AGENT = "gongkai/1 (+disclosure check)"


class Why(StrEnum):
    """Why nothing was fetched."""

    ADDRESS_NOT_ALLOWED = "address_not_allowed"
    ADDRESS_UNREACHABLE = "address_unreachable"
    ANSWER_TOO_LARGE = "answer_too_large"


class NotFetched(Exception):
    """An address did not answer as it should, or must not be asked."""

    def __init__(self, why: Why, **detail: object) -> None:
        super().__init__(str(why))
        self.why, self.detail = why, detail


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered, after all redirects."""

    url: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class _Guard:
    """What may be asked: `https_only` spares the hosts that the settings name, for they are the operator's own."""

    allowed: Collection[str]
    https_only: bool

    def check(self, url: str) -> None:
        if not addresses.is_web_address(url):
            raise NotFetched(Why.ADDRESS_NOT_ALLOWED, url=url)
        target = httpx.URL(url)
        if self.https_only and target.scheme != "https" and target.host not in self.allowed:
            raise NotFetched(Why.ADDRESS_NOT_ALLOWED, url=url)

    def address_of(self, target: httpx.URL) -> str:
        port = target.port or (443 if target.scheme == "https" else 80)
        found = [str(info[4][0]) for info in socket.getaddrinfo(target.host, port, type=socket.SOCK_STREAM)]
        # One private answer among public ones is enough to refuse: it is how a name is made to point inside.
        if not found or not all(addresses.may_connect(target.host, one, allowed=self.allowed) for one in found):
            raise NotFetched(Why.ADDRESS_NOT_ALLOWED, url=str(target))
        return found[0]


def may_be_asked(url: str, *, https_only: bool = False) -> bool:
    """Whether an address is of a kind that is asked at all; where it leads to is looked at when it is."""
    try:
        _Guard(settings.FETCH_PRIVATE_HOSTS, https_only).check(url)
    except (NotFetched, httpx.InvalidURL):
        return False
    return True


def fetch(url: str, *, https_only: bool = False, max_bytes: int | None = None) -> Answer:
    """Get what an address answers, or raise NotFetched."""
    guard = _Guard(settings.FETCH_PRIVATE_HOSTS, https_only)
    until = time.monotonic() + MAX_SECONDS
    with httpx.Client(timeout=_TIMEOUT, trust_env=False, headers={"User-Agent": _AGENT}) as client:
        for _ in range(MAX_REDIRECTS + 1):
            with _asked(client, url, guard=guard) as response:
                if not response.is_redirect:
                    return _read(url, response, until=until, limit=MAX_BYTES if max_bytes is None else max_bytes)
                url = urljoin(url, response.headers["Location"])
    raise NotFetched(Why.ADDRESS_UNREACHABLE, redirects=MAX_REDIRECTS)


def post(url: str, *, content: bytes, headers: Mapping[str, str], https_only: bool = False) -> Answer:
    """Hand something to an address and return what it says to it, or raise NotFetched. A redirect is a refusal:
    what was signed for one address is not carried to another."""
    guard = _Guard(settings.FETCH_PRIVATE_HOSTS, https_only)
    until = time.monotonic() + MAX_SECONDS
    with httpx.Client(timeout=_TIMEOUT, trust_env=False, headers={"User-Agent": _AGENT}) as client:
        sent = _Sent("POST", content, headers)
        with _asked(client, url, guard=guard, sent=sent) as response:
            return _read(url, response, until=until, limit=MAX_BYTES)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What goes to the address, and how."""

    method: str = "GET"
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


_NOTHING = _Sent()


@contextmanager
def _asked(client: httpx.Client, url: str, *, guard: _Guard, sent: _Sent = _NOTHING) -> Iterator[httpx.Response]:
    """Ask the address that was checked, under the name that was given."""
    try:
        guard.check(url)
        target = httpx.URL(url)
        pinned = target.copy_with(host=guard.address_of(target))
        headers = {**sent.headers, "Host": target.netloc.decode("ascii")}
        own_name = {"sni_hostname": target.host}
        with client.stream(sent.method, pinned, content=sent.content, headers=headers, extensions=own_name) as response:
            yield response
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise NotFetched(Why.ADDRESS_UNREACHABLE, error=type(error).__name__) from error


def _read(url: str, response: httpx.Response, *, until: float, limit: int) -> Answer:
    if not response.is_success:
        raise NotFetched(Why.ADDRESS_UNREACHABLE, status=response.status_code)
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > limit:
            raise NotFetched(Why.ANSWER_TOO_LARGE, limit=limit)
        if time.monotonic() > until:
            raise NotFetched(Why.ADDRESS_UNREACHABLE, seconds=MAX_SECONDS)
    return Answer(url, bytes(content), response.headers.get("Content-Type", ""))
