"""What a limit says, clause by clause: kinds, units and what is still missing.

Sources
    catalogues.md §3 (families A-Q); model.md "Duties" (what counts as understood).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gongkai.workdays.rules.periods import Unit
from gongkai.workdays.rules.phrases.triggers import Trigger


class Kind(StrEnum):
    """How a clause limits."""

    WITHIN = "within"
    BEFORE = "before"
    WITH_EVENT = "with_event"
    REALTIME = "realtime"
    PROMPT = "prompt"
    PERIODIC = "periodic"
    BY_DATE = "by_date"
    MIN_DISPLAY = "min_display"
    MAX_DISPLAY = "max_display"
    LONG_TERM = "long_term"
    UNKNOWN = "unknown"


class Code(StrEnum):
    """What a person should look at."""

    TRIGGER_MISSING = "W_TRIGGER_MISSING"
    UNREADABLE = "W_TIME_UNREADABLE"
    LONGER_THAN_STATUTE = "W_LONGER_THAN_STATUTE"
    ON_REQUEST_PART = "W_ON_REQUEST_PART"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding, with the words it is about."""

    code: Code
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `scope` None: the whole row; `trigger` None: the text names none."""

    kind: Kind
    trigger: Trigger | None = None
    amount: int | None = None
    unit: Unit | None = None
    scope: str | None = None
    by: str | None = None
    place: str | None = None
    extendable: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The clause as stored and printed; what is rare stands only where it is said."""
        facts: dict[str, Any] = {
            "scope": self.scope,
            "kind": str(self.kind),
            "trigger": str(self.trigger) if self.trigger else None,
            "amount": self.amount,
            "unit": str(self.unit) if self.unit else None,
        }
        rare = {"by": self.by, "place": self.place, "extendable": self.extendable}
        return facts | {name: value for name, value in rare.items() if value is not None}


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A limit cell as read."""

    raw: str
    clauses: tuple[Clause, ...]
    statutory_override: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def is_understood(self) -> bool:
        """Every clause is known; a missing start is said, not guessed."""
        return bool(self.clauses) and all(clause.kind is not Kind.UNKNOWN for clause in self.clauses)

    def as_json(self) -> dict[str, Any]:
        """The reading without its findings, as rows store it and the cases expect it."""
        return {
            "raw": self.raw,
            "rules": [clause.as_json() for clause in self.clauses],
            "statutory_override": self.statutory_override,
        }
