"""The content elements of the catalogue row that are not there yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.publishing.checking.draft import Draft
from gongkai.publishing.checking.registry import register
from gongkai.publishing.rules.findings import TEXT, Found, Level


@register("elements")
def missing(draft: Draft, *, on: date) -> Iterator[Found]:
    """What is missing is shown, not refused: whether a piece needs all of its row is for people to say."""
    for tick in draft.ticks:
        if not tick.is_done:
            yield Found(check="elements", kind="element_missing", level=Level.WARN, place=TEXT, shown=tick.element)
