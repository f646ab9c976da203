"""Where upper rooms may say no: before a piece is signed off, before it is published.

A room above registers a check in its `AppConfig.ready`:

    @gates.before_sign_off.register("interpretation", words=presenters.gate_words)
    def has_material(information: Information, *, on: date) -> Iterable[str]: ...

The check runs inside the action's transaction, reads, and returns refusal codes; an empty answer opens the gate.
`words` puts each code into words: whoever closes a gate says why, and no lower room needs to know the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from gongkai.publishing.models import Information

Words = Callable[[str], str]
_words: dict[str, Words] = {}


class Check(Protocol):
    """What a room registers."""

    def __call__(self, information: Information, *, on: date) -> Iterable[str]: ...


@dataclass(frozen=True, slots=True)
class Closed:
    """Why a gate is closed: the check's name and its code."""

    check: str
    code: str


class Gate:
    """One place to ask, and those who want to be asked."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._checks: dict[str, Check] = {}

    def register(self, name: str, *, words: Words | None = None) -> Callable[[Check], Check]:
        """Add a check under a name, with what puts its codes into words; the same name again replaces both."""

        def add(check: Check) -> Check:
            self._checks[name] = check
            if words is not None:
                _words[name] = words
            return check

        return add

    def names(self) -> tuple[str, ...]:
        """The names of all checks, in order: what the test of gates lists."""
        return tuple(sorted(self._checks))

    def ask(self, information: Information, *, on: date) -> tuple[Closed, ...]:
        """Every reason why it is closed; none: it is open."""
        return tuple(Closed(name, code) for name in self.names() for code in self._checks[name](information, on=on))


def words_of(check: str, code: str) -> str | None:
    """What a check says of its code; None: it said nothing of words."""
    say = _words.get(check)
    return say(code) if say else None


before_sign_off = Gate("before_sign_off")
before_publish = Gate("before_publish")
