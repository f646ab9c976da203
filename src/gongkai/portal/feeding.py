"""How a list is written as a feed: RSS 2.0 (`feed.xml`), Atom (`feed.atom`), JSON Feed 1.1 (`feed.json`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from gongkai.kernel.text import printable
from gongkai.organisations.access import PublicRequest

LANGUAGE: Final = "zh-CN"
XML: Final[dict[str, tuple[type[SyndicationFeed], str]]] = {
    "xml": (Rss201rev2Feed, "application/rss+xml; charset=utf-8"),
    "atom": (Atom1Feed, "application/atom+xml; charset=utf-8"),
}
FORMS: Final = (*XML, "json")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a list; `url` is its path."""

    id: str
    url: str
    title: str
    summary: str
    published_at: datetime | None
    author: str = ""


def answer(request: PublicRequest, form: str, title: str, address: str, entries: Sequence[Entry]) -> HttpResponse:
    """The list at an address, in one of FORMS."""
    if form not in FORMS:
        raise Http404
    name = printable(f"{title} - {request.site.name}")
    home = request.build_absolute_uri(address)
    return _json(request, name, home, entries) if form == "json" else _xml(request, form, name, home, entries)


def _xml(request: PublicRequest, form: str, name: str, home: str, entries: Sequence[Entry]) -> HttpResponse:
    kind, content_type = XML[form]
    feed = kind(name, home, name, language=LANGUAGE, feed_url=request.build_absolute_uri())
    for entry in entries:
        url = request.build_absolute_uri(entry.url)
        # What an older version took in may still hold what XML forbids; one piece must not break the feed.
        feed.add_item(
            printable(entry.title),
            url,
            printable(entry.summary),
            pubdate=entry.published_at,
            updateddate=entry.published_at,
            unique_id=url,
            author_name=printable(entry.author) or None,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=content_type)


def _json(request: PublicRequest, name: str, home: str, entries: Sequence[Entry]) -> JsonResponse:
    items = [
        {
            "id": entry.id,
            "url": request.build_absolute_uri(entry.url),
            "title": entry.title,
            "summary": entry.summary,
            "date_published": timezone.localtime(entry.published_at).isoformat(),
            "authors": [{"name": entry.author}] if entry.author else [],
        }
        for entry in entries
    ]
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": name,
        "home_page_url": home,
        "feed_url": request.build_absolute_uri(),
        "language": LANGUAGE,
        "items": items,
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, content_type="application/feed+json")
