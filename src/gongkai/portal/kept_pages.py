"""Finished pages in the memory of one process, found without asking the database.

A page is kept under its county's revision, which every change of what the public sees raises, and under the period
that time alone makes: the day, by which duties become overdue, and the notices that begin and end by their own time. At
which of both a host stands is known from the last request that Django answered for it and is believed for `BELIEVED`
seconds: so long may what another process changed stay unseen, and no longer.
"""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse, parse_cookie

Environ = Mapping[str, Any]
Key = tuple[Any, ...]

BELIEVED: Final = 0.5  # seconds
LARGEST: Final = 1024 * 1024
MOST_HOSTS: Final = 1000  # a host may be written in any case and with any port: nobody fills the memory with them
LOOKS: Final = (settings.LANGUAGE_COOKIE_NAME, "mode", "contrast", "place")
PERSONAL: Final = frozenset({settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages", "tour"})
# Search follows its own copy, which may lag behind the revision; the desk is nobody else's.
NEVER: Final = ("/desk/", "/accounts/", "/search/", "/health/", "/place/", "/tour/", "/ui/", "/static/")
KEPT_TYPES: Final = ("text/html", "application/rss+xml", "application/atom+xml", "application/feed+json")
# What asks for a part of a page, or for an answer of one's own.
ASKING: Final = frozenset({"HTTP_HX_REQUEST", "HTTP_AUTHORIZATION", "HTTP_RANGE"})
# A reader's browser asks each time whether its copy still holds; a proxy before us may answer for a second by itself.
CACHE_CONTROL: Final = "public, max-age=0, s-maxage=1, must-revalidate"
# Made anew for each answer.
_OF_ONE_ANSWER: Final = frozenset({"content-length", "content-encoding", "etag", "cache-control", "vary"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes out. A hit costs some microseconds, so nothing is put together for it."""

    status: HTTPStatus
    status_line: str
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished page, as it is and packed, each with the answer for who has it already."""

    plain: Answer
    packed: Answer
    tags: Mapping[str, Answer]
    size: int

    def answer(self, environ: Environ) -> Answer:
        """What this reader gets: nothing but a word if she has it already."""
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known:
            for tag in known.split(","):
                unchanged = self.tags.get(tag.strip().removeprefix("W/"))
                if unchanged is not None:
                    return unchanged
        return self.packed if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else self.plain


@dataclass(frozen=True, slots=True)
class Standing:
    """At which revision a host's county stood, when it was last asked."""

    county: int
    revision: int
    period: Key
    seen_at: float


class KeptPages:
    """The pages of one process, the oldest given up first."""

    def __init__(self, *, room: int, believed: float = BELIEVED) -> None:
        self.believed = believed
        self._room = room
        self._used = 0
        self._pages: dict[Key, Kept] = {}
        self._standings: dict[str, Standing] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, environ: Environ) -> Answer | None:
        """The answer to a request, if its page is kept and is known to hold still."""
        standing = self._standings.get(environ.get("HTTP_HOST", ""))
        if standing is None or time.monotonic() - standing.seen_at > self.believed:
            return None
        reader = reader_of(environ)
        if reader is None:
            return None
        kept = self._pages.get((standing.county, standing.revision, standing.period, *reader))
        return kept.answer(environ) if kept is not None else None

    def saw(self, host: str, *, county: int, revision: int, period: Key, at: float) -> None:
        """Note at which revision a county stands; who read an older one a little later changes nothing."""
        with self._lock:
            before = self._standings.get(host)
            if before is not None and before.county == county and before.revision > revision:
                return
            self._standings.pop(host, None)
            while len(self._standings) >= MOST_HOSTS:  # the longest unheard of first
                del self._standings[next(iter(self._standings))]
            self._standings[host] = Standing(county, revision, period, at)
            if before is not None and (before.county, before.revision) != (county, revision):
                self._drop({key for key in self._pages if key[0] == before.county and key[1] <= before.revision})

    def keep(self, environ: Environ, response: HttpResponse, *, county: int, revision: int, period: Key) -> Kept | None:
        """Keep a page that was built while its county stood at a revision; None where it is not one to be kept."""
        reader = reader_of(environ)
        if reader is None or not is_for_all(response):
            return None
        kept = _finished(response)
        with self._lock:
            self._drop({key for key in ((county, revision, period, *reader),) if key in self._pages})
            while self._pages and self._used + kept.size > self._room:
                self._drop({next(iter(self._pages))})
            self._pages[(county, revision, period, *reader)] = kept
            self._used += kept.size
        return kept

    def forget(self) -> None:
        """Give up everything."""
        with self._lock:
            self._pages.clear()
            self._standings.clear()
            self._used = 0

    def _drop(self, keys: set[Key]) -> None:
        for key in keys:
            self._used -= self._pages.pop(key).size


def reader_of(environ: Environ) -> Key | None:
    """What tells one reader's page from another's; None where a page is for one reader alone."""
    path = environ.get("PATH_INFO", "")
    if environ.get("REQUEST_METHOD") != "GET" or path.startswith(NEVER):
        return None
    if not ASKING.isdisjoint(environ):
        return None
    cookies = parse_cookie(environ["HTTP_COOKIE"]) if environ.get("HTTP_COOKIE") else {}
    if not PERSONAL.isdisjoint(cookies):
        return None
    return (
        environ.get("HTTP_HOST", ""),
        environ.get("wsgi.url_scheme"),
        environ.get("HTTP_X_FORWARDED_PROTO"),
        path,
        environ.get("QUERY_STRING", ""),
        tuple(cookies.get(name, "") for name in LOOKS),
    )


def is_for_all(response: HttpResponse) -> bool:
    """Whether an answer is whole, says the same to everybody and may be told again."""
    is_plain = response.status_code == HTTPStatus.OK and not response.streaming and not response.cookies
    if not is_plain or not response.headers.get("Content-Type", "").startswith(KEPT_TYPES):
        return False
    is_private = any(word in response.headers.get("Cache-Control", "") for word in ("private", "no-store"))
    return not is_private and len(response.content) <= LARGEST


def _finished(response: HttpResponse) -> Kept:
    content = response.content
    packed = gzip.compress(content, compresslevel=6, mtime=0)
    digest = hashlib.sha256(content).hexdigest()[:32]
    told = [(name, value) for name, value in response.items() if name.lower() not in _OF_ONE_ANSWER]
    told += [("Cache-Control", CACHE_CONTROL), ("Vary", "Accept-Encoding, Cookie")]
    answers, tags = [], {}
    for body, ending, encoding in ((content, "", []), (packed, "-gzip", [("Content-Encoding", "gzip")])):
        tag = f'"{digest}{ending}"'
        headers = [*told, ("ETag", tag), *encoding, ("Content-Length", str(len(body)))]
        answers.append(_answer(HTTPStatus.OK, headers, body))
        tags[tag] = _answer(HTTPStatus.NOT_MODIFIED, headers[:-1], b"")
    return Kept(answers[0], answers[1], tags, len(content) + len(packed))


def _answer(status: HTTPStatus, headers: list[tuple[str, str]], body: bytes) -> Answer:
    return Answer(status, f"{status.value} {status.phrase}", headers, body)


pages = KeptPages(room=settings.KEPT_PAGES_BYTES)
