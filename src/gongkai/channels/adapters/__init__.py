"""How each kind of channel is spoken to. A kind is registered once; nothing else knows how it works.

Adapters call other machines, so they run outside transactions, read nothing of the database and write nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from gongkai.channels.rules.kinds import Kind


class NotDelivered(Exception):
    """The other side refused or did not answer. `problem` may be shown; it holds no secret."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class NeedsAPerson(Exception):
    """It cannot be taken back from here."""


@dataclass(frozen=True, slots=True)
class Way:
    """A configured channel as its adapter needs it."""

    kind: Kind
    name: str
    options: Mapping[str, str]
    secret: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is delivered. `is_repeated`: it was begun before and nobody knows whether it arrived."""

    delivery: str
    title: str
    summary: str
    html: str
    text: str
    url: str
    version: int
    thread: str
    source: str
    at: datetime
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of it: at its place, or waiting there for a person."""

    is_draft: bool = False
    url: str = ""
    proof: str = ""
    text: str = ""  # what the other side says that it shows; empty: it did not say
    learned: Mapping[str, str] = field(default_factory=dict)  # options to be kept with the channel


@dataclass(frozen=True, slots=True)
class Left:
    """What is known of a delivery that is to be taken back."""

    delivery: str
    thread: str
    version: int
    url: str
    proof: str
    is_draft: bool
    at: datetime


class Adapter(Protocol):
    """One kind of channel."""

    def place(self, parcel: Parcel, way: Way) -> Placed: ...

    def take_back(self, left: Left, way: Way) -> str:
        """Take it off and return the proof; raise NeedsAPerson where that cannot be done from here."""
        ...

    def read(self, left: Left, way: Way) -> str | None:
        """What stands there now; None where it cannot be asked."""
        ...


_adapters: dict[Kind, Adapter] = {}


def register(*kinds: Kind, adapter: Adapter) -> None:
    """Put an adapter in charge of kinds."""
    for kind in kinds:
        _adapters[kind] = adapter


def of(kind: str) -> Adapter:
    """Who speaks this kind's language."""
    return _adapters[Kind(kind)]
