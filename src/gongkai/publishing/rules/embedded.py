"""What does a text point at and show: its links, its pictures, and is there anything to read besides?

Sources
    website_standards.md §6.6, §7: links that open; images with alternative text. GB/T 37668-2019: alternatives to
    pictures. 政府信息公开条例 (State Council Order 711) Art. 23: information that people can read.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

_PIECE = re.compile(r"/info/(?P<piece>[\w-]+)/(?:files/(?P<file>[\w-]+)/)?")
# What cameras, screenshots and office programs call a picture says nothing of what it shows.
_NAMELESS = re.compile(
    r"(?:img|image|dsc|pic|photo|screenshot|图片|图像|照片|截图|微信图片|无标题|untitled)?[\s_\-()（）0-9]*(?:\.(?:jpe?g|png|gif|webp|bmp))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Target:
    """A page or a file of this platform."""

    piece: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Embedded:
    """The addresses of a text's links, the alternative texts of its pictures, and how much else there is to read."""

    links: tuple[str, ...]
    pictures: tuple[str, ...]
    letters: int

    @property
    def is_bare(self) -> bool:
        """Pictures and nothing to read."""
        return bool(self.pictures) and not self.letters


def embedded_in(html: str) -> Embedded:
    """What a marked-up text holds besides its words."""
    reader = _Reader()
    reader.feed(html)
    return Embedded(tuple(dict.fromkeys(reader.links)), tuple(reader.pictures), reader.letters)


def is_nameless(alternative: str) -> bool:
    """Whether an alternative text is but a file's name or a word for any picture."""
    return _NAMELESS.fullmatch(alternative.strip()) is not None


def target_of(link: str, *, hosts: Collection[str] = ()) -> Target | None:
    """What of ours a link names; None where it leads elsewhere."""
    if not is_inside(link, hosts=hosts):
        return None
    found = _PIECE.fullmatch(urlsplit(link).path)
    return Target(found["piece"], found["file"] or "") if found else None


def is_inside(link: str, *, hosts: Collection[str] = ()) -> bool:
    """Whether a link stays on this platform: it names no host, or one of ours."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("", "http", "https") and (not parts.netloc or (parts.hostname or "") in hosts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.letters = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "a" and told.get("href"):
            self.links.append(str(told["href"]))
        elif tag == "img":
            self.pictures.append(told.get("alt") or "")

    def handle_data(self, data: str) -> None:
        self.letters += sum(character.isalnum() for character in data)
