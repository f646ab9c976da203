"""What does a fetched page say of itself: its title and the day on which it was published?

Sources
    政府网站发展指引 (国办发〔2017〕47号), annex: each article page carries ArticleTitle and PubDate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

from gongkai.tables.readers.encodings import declared

_TITLES = ("articletitle", "og:title", "dc.title")
_DATES = ("pubdate", "publishdate", "article:published_time", "dc.date")
_DATE = re.compile(r"(20\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Empty where the page does not say."""

    title: str
    published_on: date | None


def read(content: bytes, *, media_type: str = "") -> PageFacts:
    """Read the statutory tags, else the title element. A file that is no page says nothing."""
    if "html" not in media_type.lower() and b"<html" not in content[:_HEAD].lower():
        return PageFacts("", None)
    reader = _Reader()
    reader.feed(_decoded(content, media_type))
    title = next((reader.meta[name] for name in _TITLES if reader.meta.get(name)), reader.title)
    dated = next((found for name in _DATES if (found := day_in(reader.meta.get(name, "")))), None)
    return PageFacts(" ".join(title.split())[:300], dated)


def day_in(text: str) -> date | None:
    """The first day named in a text."""
    match = _DATE.search(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _decoded(content: bytes, media_type: str) -> str:
    try:
        return content.decode(declared(content, media_type=media_type) or "utf-8", "replace")
    except (LookupError, UnicodeError):
        return content.decode("utf-8", "replace")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title" and not self.title
        if tag == "meta":
            said = {name: value or "" for name, value in attrs}
            name = (said.get("name") or said.get("property") or "").lower()
            self.meta.setdefault(name, said.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
