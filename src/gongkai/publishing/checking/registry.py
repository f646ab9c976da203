"""Where checks put themselves down, and where they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from gongkai.publishing.checking.draft import Draft
from gongkai.publishing.rules.findings import Found, numbered


class Check(Protocol):
    """What is registered."""

    def __call__(self, draft: Draft, *, on: date) -> Iterable[Found]: ...


_checks: dict[str, Check] = {}


def register(name: str) -> Callable[[Check], Check]:
    """Add a check under a name; the same name again replaces it."""

    def add(check: Check) -> Check:
        _checks[name] = check
        return check

    return add


def names() -> tuple[str, ...]:
    """The names of all checks, in order."""
    return tuple(sorted(_checks))


def run(draft: Draft, *, on: date) -> tuple[Found, ...]:
    """Everything that all checks find, heaviest first."""
    return numbered(found for name in names() for found in _checks[name](draft, on=on))
