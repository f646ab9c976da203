"""What does a time limit say, once it is read?

Sources
    cases/README.md (`time_limit` objects): kinds, keys and their order; optional keys are left out when empty.
    model.md "Duties": which units there are; *understood* = every clause has kind, amount and unit where its kind
    has them, and a missing trigger counts only when it is reported.
    政府信息公开条例 (State Council Order 711) Art. 26: twenty working days, unless a law says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gongkai.workdays.rules.phrases.triggers import Trigger
from gongkai.workdays.rules.units import Unit


class Kind(StrEnum):
    """How a clause limits."""

    WITHIN = "within"  # 之日起20个工作日内
    BEFORE = "before"  # 提前一周
    REALTIME = "realtime"  # 实时
    PROMPT = "prompt"  # 及时: no number, and none is invented
    PERIODIC = "periodic"  # 按季
    BY_DATE = "by_date"  # 每年1月31日前
    MIN_DISPLAY = "min_display"  # 公示不少于7日
    MAX_DISPLAY = "max_display"  # 公示期满3年不再公示
    WITH_EVENT = "with_event"  # 随采购公告
    LONG_TERM = "long_term"  # 长期公开
    UNKNOWN = "unknown"


COUNTED = frozenset({Kind.WITHIN, Kind.BEFORE, Kind.PERIODIC, Kind.MIN_DISPLAY, Kind.MAX_DISPLAY})


class Code(StrEnum):
    """What a person has to look at."""

    UNREADABLE = "W_TIME_UNREADABLE"
    TRIGGER_MISSING = "W_TRIGGER_MISSING"
    TRIGGER_UNLISTED = "W_TRIGGER_UNLISTED"
    LONGER_THAN_STATUTE = "W_LONGER_THAN_STATUTE"
    ON_REQUEST_PART = "W_ON_REQUEST_PART"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, with the words of the text that it is about."""

    code: Code
    text: str

    def as_json(self) -> dict[str, str]:
        return {"code": str(self.code), "text": self.text}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a limit.

    `amount` units make the limit; for a periodic clause, one turn. `times`: how often in a turn, if more than once.
    `by`: the fixed day, as MM-DD of a year or as DD of a month. `after`: 完成后公开, tied to an
    event without any number. `event`: the words of an event that is not in the table of triggers. `recurrence`: the
    trigger comes round by itself in this rhythm (每季度结束后15日内).
    """

    kind: Kind
    scope: str | None = None
    trigger: Trigger | None = None
    amount: int | None = None
    unit: Unit | None = None
    times: int | None = None
    by: str | None = None
    recurrence: Unit | None = None
    event: str | None = None
    after: bool = False
    place: str | None = None
    extendable: int | None = None

    @property
    def is_understood(self) -> bool:
        """Whether it has everything its kind needs."""
        if self.kind is Kind.BY_DATE:
            return bool(self.by and self.unit)
        return self.kind is not Kind.UNKNOWN and (self.kind not in COUNTED or bool(self.amount and self.unit))

    def as_json(self) -> dict[str, Any]:
        """The object that rows keep and `gongkai timelimit --json` prints."""
        always = {
            "scope": self.scope,
            "kind": str(self.kind),
            "trigger": _plain(self.trigger),
            "amount": self.amount,
            "unit": _plain(self.unit),
        }
        sometimes = {
            "times": self.times,
            "by": self.by,
            "recurrence": _plain(self.recurrence),
            "event": self.event,
            "after": self.after,
            "place": self.place,
            "extendable": self.extendable,
        }
        return always | {key: value for key, value in sometimes.items() if value}


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A whole limit: its clauses, whether it yields to another law, and what a person has to look at."""

    raw: str
    clauses: tuple[Clause, ...]
    statutory_override: bool
    findings: tuple[Finding, ...]

    @property
    def is_understood(self) -> bool:
        """Whether every clause has what its kind needs."""
        return bool(self.clauses) and all(clause.is_understood for clause in self.clauses)

    def as_json(self) -> dict[str, Any]:
        """The `time_limit` object, without findings: those are shown beside it."""
        return {
            "raw": self.raw,
            "rules": [clause.as_json() for clause in self.clauses],
            "statutory_override": self.statutory_override,
        }


def _plain(value: StrEnum | None) -> str | None:
    return str(value) if value is not None else None
