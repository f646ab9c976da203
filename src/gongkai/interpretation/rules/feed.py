"""RSS 2.0 and Atom → entries. What a feed says is somebody else's: read carefully, kept as plain text.

Sources
    RSS 2.0; RFC 4287 (Atom); RFC 5322 dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from zoneinfo import ZoneInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from gongkai.kernel.text import squeeze

MOST_ENTRIES = 500
_HERE = ZoneInfo("Asia/Shanghai")
_TAGS = re.compile(r"<[^>]{0,2000}>")
_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}$")


class FeedUnreadable(Exception):
    """It is no feed that we know."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. Without a time that can be read it is no policy whose hours can be counted."""

    title: str
    url: str
    published_at: datetime | None
    is_day_only: bool
    issuer: str
    topic: str
    text: str


def read(content: bytes) -> tuple[Entry, ...]:
    """The entries of a feed, in its order."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise FeedUnreadable from error
    if root.tag == "rss":
        return tuple(_of_rss(item) for item in root.iterfind("./channel/item"))[:MOST_ENTRIES]
    if root.tag == f"{_ATOM}feed":
        return tuple(_of_atom(entry) for entry in root.iterfind(f"./{_ATOM}entry"))[:MOST_ENTRIES]
    raise FeedUnreadable


def _of_rss(item: Element) -> Entry:
    when = _said(item, "pubDate", f"{_DC}date")
    return Entry(
        title=_plain(_said(item, "title")),
        url=_said(item, "link", "guid"),
        published_at=moment(when),
        is_day_only=bool(_DAY.match(when)),
        issuer=_plain(_said(item, f"{_DC}creator", "author")),
        topic=_plain(_said(item, "category")),
        text=_plain(_said(item, "description")),
    )


def _of_atom(entry: Element) -> Entry:
    links = {link.get("rel", "alternate"): link.get("href", "") for link in entry.iterfind(f"{_ATOM}link")}
    category = entry.find(f"{_ATOM}category")
    when = _said(entry, f"{_ATOM}published", f"{_ATOM}updated")
    return Entry(
        title=_plain(_said(entry, f"{_ATOM}title")),
        url=links.get("alternate", ""),
        published_at=moment(when),
        is_day_only=bool(_DAY.match(when)),
        issuer=_plain(_said(entry, f"{_ATOM}author/{_ATOM}name")),
        topic="" if category is None else category.get("label") or category.get("term") or "",
        text=_plain(_said(entry, f"{_ATOM}summary", f"{_ATOM}content")),
    )


def moment(text: str) -> datetime | None:
    """A moment as feeds write it; without a zone it is our own."""
    for reader in (_rfc5322, _iso):
        found = reader(text.strip())
        if found is not None:
            return found if found.tzinfo else found.replace(tzinfo=_HERE)
    return None


def _rfc5322(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _said(element: Element, *paths: str) -> str:
    """The first of these that says anything."""
    for path in paths:
        found: Any = element.find(path)
        if found is not None and "".join(found.itertext()).strip():
            return "".join(found.itertext()).strip()
    return ""


def _plain(text: str) -> str:
    return squeeze(unescape(_TAGS.sub(" ", unescape(text))))
