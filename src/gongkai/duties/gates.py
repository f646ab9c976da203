"""Where a room above may say no: before a body's words are shown to the public beside a state.

    @gates.before_words.register("publishing")
    def nothing_personal(words: str, *, on: date) -> Sequence[str]: ...

The check runs inside the action's transaction and returns what must not leave, masked; an empty answer opens the gate.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol


class Check(Protocol):
    """What a room registers."""

    def __call__(self, words: str, *, on: date) -> Sequence[str]: ...


class Gate:
    """One place to ask, and those who want to be asked."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}

    def register(self, name: str) -> Callable[[Check], Check]:
        """Add a check under a name; the same name again replaces it."""

        def add(check: Check) -> Check:
            self._checks[name] = check
            return check

        return add

    def ask(self, words: str, *, on: date) -> tuple[str, ...]:
        """Everything that keeps it closed; nothing: it is open."""
        return tuple(found for name in sorted(self._checks) for found in self._checks[name](words, on=on))


before_words = Gate()
