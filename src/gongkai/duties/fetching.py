"""What stands behind an external address: its title, its date, its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gongkai.duties.rules import pages
from gongkai.duties.rules.refusals import DutyRefused, Refusal
from gongkai.kernel import web


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered."""

    url: str
    title: str
    published_on: date | None
    sha256: str


Fetch = Callable[[str], Fetched]


def fetch(url: str) -> Fetched:
    """Get a page or file, or refuse."""
    try:
        answer = web.fetch(url)
    except web.NotFetched as failed:
        raise DutyRefused(Refusal(failed.why), **failed.detail) from failed
    said = pages.read(answer.content, media_type=answer.media_type)
    return Fetched(answer.url, said.title, said.published_on, hashlib.sha256(answer.content).hexdigest())
