"""What of the site does an address speak of, so that a report about it finds whoever is responsible?

Sources
    model.md: addresses of pieces, matters and bodies. 政府网站发展指引: whoever publishes a page answers for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from gongkai.kernel.text import printable

LONGEST_ADDRESS = 300
_PATTERNS: Final = (
    ("information", re.compile(r"^/info/([0-9a-z]{1,16})/")),
    ("matter", re.compile(r"^/matters/(\d{1,9})/")),
    ("body", re.compile(r"^/(?:bodies|openness)/([-\w]{1,60})/")),
)


@dataclass(frozen=True, slots=True)
class About:
    """A kind of thing (empty: none in particular) and its key in the address."""

    kind: str = ""
    key: str = ""


def path_of(typed: str) -> str:
    """The path of an address as typed or carried; what follows a question mark may hold what a reader searched for."""
    path = re.sub(r"/{2,}", "/", _parts(typed).path)
    return (path if path.startswith("/") else f"/{path}")[:LONGEST_ADDRESS]


def is_elsewhere(typed: str, *, hosts: Collection[str]) -> bool:
    """Whether an address names a site that is none of ours: its path would speak of something else here."""
    host = _parts(typed).netloc.rpartition("@")[2].partition(":")[0].rstrip(".").lower()
    return bool(host) and host not in hosts


def _parts(typed: str) -> SplitResult:
    """An address taken apart; one that is none at all (`http://[`) is the front page."""
    try:
        return urlsplit(printable(typed).strip()[: LONGEST_ADDRESS * 2].replace("\\", "/"))
    except ValueError:
        return SplitResult("", "", "/", "", "")


def about(path: str) -> About:
    """What a path speaks of."""
    for kind, pattern in _PATTERNS:
        if found := pattern.match(path):
            return About(kind, found.group(1))
    return About()
