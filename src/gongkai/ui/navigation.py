"""Which entries the navigation of each face shows. Rooms register theirs in `AppConfig.ready`.

An entry whose address does not reverse is not shown, so no entry can lead to a room that is not built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from gongkai.ui.chrome import desk_of


class Face(Enum):
    PORTAL = "portal"
    WORKBENCH = "workbench"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One entry. `roles` None: everybody; `count` tells how many things wait behind it."""

    label: str | Promise
    url_name: str
    icon: str = ""
    order: int = 100
    roles: frozenset[str] | None = None
    count: Callable[[HttpRequest], int] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as one page shows it."""

    label: str | Promise
    url: str
    icon: str
    is_current: bool
    count: int


_entries: dict[Face, dict[str, NavEntry]] = {face: {} for face in Face}
_search: dict[str, str] = {}


def register(face: Face, entry: NavEntry) -> None:
    """Add an entry; registering the same address again replaces it."""
    _entries[face][entry.url_name] = entry


def register_search(url_name: str, *, suggest: str = "") -> None:
    """Say which address the search box of header, home and error pages asks (GET, parameter `q`)."""
    _search.update(page=url_name, suggest=suggest)


def register_request(url_name: str) -> None:
    """Say where what is not public is applied for (GET, parameter `q`: what was looked for in vain)."""
    _search.update(request=url_name)


def entries(face: Face) -> list[NavEntry]:
    """All entries of a face, in order, whether or not their address exists yet."""
    return sorted(_entries[face].values(), key=lambda entry: (entry.order, entry.url_name))


def links(face: Face, request: HttpRequest) -> list[Link]:
    """The entries this reader may follow from this page; at most one is current."""
    roles = desk_of(request).roles
    found = [
        (entry, url)
        for entry in entries(face)
        if (entry.roles is None or entry.roles & roles) and (url := _address(entry.url_name))
    ]
    current = _current((url for _, url in found), path=request.path)
    return [
        Link(entry.label, url, entry.icon, url == current, entry.count(request) if entry.count else 0)
        for entry, url in found
    ]


def _current(urls: Iterable[str], *, path: str) -> str | None:
    """The longest address that the page lies under; the face's own root only when it is the page itself."""
    known = list(urls)
    root = min(known, key=len, default="")
    is_root_of_all = len(known) > 1 and all(url.startswith(root) for url in known)
    under = [url for url in known if path == url or (path.startswith(url) and not (is_root_of_all and url == root))]
    return max(under, key=len, default=None)


def _address(url_name: str) -> str:
    try:
        return reverse(url_name) if url_name else ""
    except NoReverseMatch:
        return ""


class Navigation:
    """What templates see as `navigation`; each list is worked out only if the layout shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def portal(self) -> list[Link]:
        return links(Face.PORTAL, self._request)

    @cached_property
    def workbench(self) -> list[Link]:
        return links(Face.WORKBENCH, self._request)

    @cached_property
    def footer(self) -> list[Link]:
        return links(Face.FOOTER, self._request)

    @cached_property
    def search_url(self) -> str:
        return _address(_search.get("page", ""))

    @cached_property
    def request_url(self) -> str:
        """Empty until a room takes applications."""
        return _address(_search.get("request", ""))

    @cached_property
    def suggest_url(self) -> str:
        return _address(_search.get("suggest", ""))
