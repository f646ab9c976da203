"""Public pages are functions of published state, so they are kept until that state changes.

Two doors lead to the same kept pages. `PageCache` stands before Django and answers what it may, without a query.
`PageCacheMiddleware` stands inside, behind the county: it tells at which revision the county stands, answers from what
is kept if the first door did not dare to, and keeps what was built.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.http import HttpRequest, HttpResponse

from gongkai.kernel import clock
from gongkai.organisations.models import County
from gongkai.portal.kept_pages import Answer, Key, pages
from gongkai.website.queries import notices


class PageCache:
    """A WSGI application before another: what is kept is answered at once, the rest is passed on."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = pages.find(environ)
        if answer is None:
            return self.application(environ, start_response)
        start_response(answer.status_line, answer.headers)
        return (answer.body,)


class PageCacheMiddleware:
    """Answer with the page of this revision, or build and keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        county = getattr(request, "county", None)
        if county is None:
            return self.get_response(request)
        period, host = _period(county), request.META.get("HTTP_HOST", "")
        # Before the page is built: what changes meanwhile must not stand under a revision that has it not.
        pages.saw(host, county=county.pk, revision=county.revision, period=period, at=time.monotonic())
        answer = pages.find(request.META)
        if answer is not None:
            return _told(answer)
        response = self.get_response(request)
        kept = pages.keep(request.META, response, county=county.pk, revision=county.revision, period=period)
        if kept is not None:
            return _told(kept.answer(request.META))
        # What is withdrawn must not live on in a browser or a proxy: each copy is asked for again.
        response.headers.setdefault("Cache-Control", "no-cache")
        return response


def _period(county: County) -> Key:
    """What time alone changes on a page: the day, and which notices stand at its top."""
    at = clock.now()
    return clock.today(), tuple(notice.code for notice in notices.of_now(county, at=at))


def _told(answer: Answer) -> HttpResponse:
    return HttpResponse(answer.body, status=answer.status, headers=dict(answer.headers))
