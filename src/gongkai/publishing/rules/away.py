"""Which links of a text lead away from the government's sites, so that a reader is told before she follows one?

A text is kept and proved as it was published; only what is shown leads over the notice.

Sources
    政府网站发展指引 (国办发〔2017〕47号; unconfirmed): a link to a site that is not the government's says so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from gongkai.publishing.rules import paths

GOVERNMENT: Final = "gov.cn"
LONGEST: Final = 1000  # as long an address as is looked up
_LINK = re.compile(r'(<a\b[^>]*?\shref=")(https?://[^"]*)(")', re.IGNORECASE)


def leads_away(url: str, *, hosts: Collection[str]) -> bool:
    """Whether an absolute web address is another's and not a government's."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host or host in hosts:
        return False
    return host != GOVERNMENT and not host.endswith(f".{GOVERNMENT}")


def may_lead_away(text: str) -> bool:
    """Whether a text has a web link at all: most have none, and need no further look."""
    return _LINK.search(text) is not None


def over_the_notice(text: str, *, hosts: Collection[str]) -> str:
    """The markup with each link that leads away going over the notice."""

    def turned(link: re.Match[str]) -> str:
        url = html.unescape(link[2])
        if len(url) > LONGEST or not leads_away(url, hosts=hosts):
            return link[0]
        return f"{link[1]}{html.escape(paths.leaving(url))}{link[3]}"

    return _LINK.sub(turned, text)
