"""Public pages are functions of published state, so they are kept until that state changes.

A page's key holds the county's revision, which every change of what the public sees raises, and the day, by which
duties become overdue: nothing stale is served and nothing needs to be purged. Only what is the same for everybody is
kept: no session, no tour, and the reader's language, look and place are part of the key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from gongkai.kernel import clock

LOOKS = (settings.LANGUAGE_COOKIE_NAME, "mode", "contrast", "place")
PERSONAL = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages", "tour")
# Search follows its own copy, which may lag behind the revision; the desk is nobody else's.
NEVER = ("/desk/", "/accounts/", "/search/", "/health/", "/place/", "/tour/", "/ui/")
KEPT = ("text/html", "application/rss+xml", "application/feed+json")
LARGEST = 512 * 1024
SECONDS = 600


class PageCacheMiddleware:
    """Answer from the cache where a page of this revision was built before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._answer(request)
        if getattr(request, "county", None) is not None:
            # What is withdrawn must not live on in a browser or a proxy: each copy is asked for again.
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        kept = caches["pages"].get(key)
        if kept is not None:
            content, content_type = kept
            return HttpResponse(content, content_type=content_type)
        response = self.get_response(request)
        if _is_kept(response):
            caches["pages"].set(key, (response.content, response.headers["Content-Type"]), SECONDS)
        return response


def _key(request: HttpRequest) -> str | None:
    county = getattr(request, "county", None)
    if request.method != "GET" or county is None or request.path.startswith(NEVER):
        return None
    if request.headers.get("HX-Request") or any(name in request.COOKIES for name in PERSONAL):
        return None
    looks = [request.COOKIES.get(name, "") for name in LOOKS]
    parts = [
        request.get_host(),
        request.scheme,
        county.pk,
        county.revision,
        clock.today(),
        request.get_full_path(),
        looks,
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _is_kept(response: HttpResponse) -> bool:
    is_plain = response.status_code == 200 and not response.streaming and not response.cookies
    return is_plain and response.headers["Content-Type"].startswith(KEPT) and len(response.content) <= LARGEST
