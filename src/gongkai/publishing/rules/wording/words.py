"""What does a lexicon say of a word?

Sources
    website_standards.md §6.6: what such a list holds: typos, outdated names of organs, banned words, wording of
    sovereignty, names and posts of persons.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.publishing.rules.findings import Level

ALTERNATIVES = frozenset("／/、，；;或")  # what parts several suggestions
ARROW = " → "


class Kind(StrEnum):
    """Why a word stands in a lexicon."""

    TYPO = "typo"
    ORGAN = "organ"  # a name that a reform of institutions ended
    BANNED = "banned"
    SOVEREIGNTY = "sovereignty"
    PERSON = "person"  # a name, a post, or an order of them
    LEFTOVER = "leftover"  # what a form or a template left to be filled in


@dataclass(frozen=True, slots=True)
class Word:
    """One word, and when it is wrong.

    `exceptions`: a context that holds the word excuses it there; any other one excuses it by standing near.
    `since`: older documents said it rightly. `expires_on`: the last day on which the word is looked for.
    """

    word: str
    kind: Kind
    level: Level = Level.WARN
    suggestion: str = ""
    exceptions: tuple[str, ...] = ()
    since: date | None = None
    expires_on: date | None = None
    source: str = ""
    is_confirmed: bool = False
    note: str = ""

    @property
    def replacement(self) -> str:
        """What may be put in its place without a second thought; nothing where a person has to choose."""
        is_choice = not ALTERNATIVES.isdisjoint(self.suggestion)
        return "" if is_choice or self.kind is not Kind.TYPO else self.suggestion

    def is_looked_for(self, *, on: date, written_on: date | None = None) -> bool:
        """Whether it counts on a day, in a text of a date."""
        is_over = self.expires_on is not None and on > self.expires_on
        return not is_over and (self.since is None or (written_on or on) >= self.since)


def shown(written: str, right: str) -> str:
    """What stands there and what should, in one line."""
    return f"{written}{ARROW}{right}" if right else written


def digest(words: Iterable[Word]) -> str:
    """What tells one content of a lexicon from another, whatever order its rows are in."""
    told = sorted(repr((w.word, w.kind, w.level, w.suggestion, w.exceptions, w.since, w.expires_on)) for w in words)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
