"""What upper rooms add to the public page of a piece: beside it, or below it.

A room above registers a provider in its `AppConfig.ready`:

    @additions.register("interpretation.questions", place=Place.BELOW)
    def questions(county: County, public_id: str, *, on: date) -> Addition | None: ...

A provider reads what is public, in a constant number of queries, and names the template that shows its facts. What it
shows is state of its room: whatever changes it raises the county's revision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from gongkai.organisations.models import County


class Place(StrEnum):
    """Where on the page."""

    BESIDE = "beside"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Addition:
    """A template, and what it is handed as `facts`."""

    template: str
    facts: Any


class Provider(Protocol):
    """What a room registers. None: nothing to add."""

    def __call__(self, county: County, public_id: str, *, on: date) -> Addition | None: ...


_providers: dict[Place, dict[str, Provider]] = {place: {} for place in Place}


def register(name: str, *, place: Place) -> Callable[[Provider], Provider]:
    """Add a provider under a name; the same name again replaces it."""

    def add(provider: Provider) -> Provider:
        _providers[place][name] = provider
        return provider

    return add


def of(county: County, public_id: str, *, on: date) -> dict[str, list[Addition]]:
    """What is added to a page, by place, in the order of the names."""
    return {
        str(place): [
            added
            for _name, provider in sorted(known.items())
            if (added := provider(county, public_id, on=on)) is not None
        ]
        for place, known in _providers.items()
    }
