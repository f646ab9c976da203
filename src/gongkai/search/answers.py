"""What stands above the results: one card that answers the question, if a room knows what governs it.

Rooms above register a provider in their `AppConfig.ready`; search knows none of them:

    @answers.register("portal.matters", order=50)
    def matter(question: Question, *, on: date) -> Card | None: ...

The providers are asked in their order, and the first card is shown: guides (10) before matters (50).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from gongkai.search.queries import Question


@dataclass(frozen=True, slots=True)
class Card:
    """A template, what it is handed as `facts`, and the document that the card stands for."""

    template: str
    facts: Any
    key: str


class Provider(Protocol):
    """What a room registers. None: this room has no answer. In a constant number of queries."""

    def __call__(self, question: Question, *, on: date) -> Card | None: ...


_providers: dict[str, tuple[int, Provider]] = {}


def register(name: str, *, order: int) -> Callable[[Provider], Provider]:
    """Add a provider under a name; the same name again replaces it."""

    def add(provider: Provider) -> Provider:
        _providers[name] = (order, provider)
        return provider

    return add


def answer(question: Question, *, on: date) -> Card | None:
    """The card that answers a question, if any room has one."""
    ordered = sorted(_providers.items(), key=lambda item: (item[1][0], item[0]))
    cards = (provider(question, on=on) for _name, (_order, provider) in ordered)
    return next((card for card in cards if card is not None), None)
