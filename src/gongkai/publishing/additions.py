"""What upper rooms add to the pages of a piece: to the public one beside or below it, and at the desk.

A room above registers a provider in its `AppConfig.ready`:

    @additions.register("interpretation.questions", place=Place.BELOW)
    def questions(county: County, public_id: str, *, on: date) -> Addition | None: ...

A provider answers in a constant number of queries, and names the template that shows its facts. On the public page it
reads what is public, and what it shows is state of its room: whatever changes it raises the county's revision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, Protocol

from gongkai.organisations.models import County


class Place(StrEnum):
    """Where on the page."""

    BESIDE = "beside"
    BELOW = "below"
    DESK = "desk"  # beside the draft, and beside what is reviewed


IN_PUBLIC: Final = (Place.BESIDE, Place.BELOW)


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
    """What is added to the public page, by place."""
    return {str(place): at(place, county, public_id, on=on) for place in IN_PUBLIC}


def at(place: Place, county: County, public_id: str, *, on: date) -> list[Addition]:
    """What is added at one place, in the order of the names."""
    asked = (provider(county, public_id, on=on) for _name, provider in sorted(_providers[place].items()))
    return [added for added in asked if added is not None]
