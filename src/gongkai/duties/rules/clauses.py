"""What does the reading of a row's time limit say, clause by clause?

The reading is the JSON that `gongkai timelimit --json` prints and a row keeps in `time_rules`; here it becomes typed.

Sources
    政府信息公开条例 (State Council Order 711) Art. 26: the information is "formed or changed" (形成或者变更).
    catalogues.md §3: 制定或获取, 制作, 信息形成 are written for the same start in real catalogues.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ClauseKind(StrEnum):
    """How a clause limits."""

    WITHIN = "within"  # 之日起20个工作日内
    BEFORE = "before"  # 提前一周
    WITH_EVENT = "with_event"  # 随采购公告
    PROMPT = "prompt"  # 及时
    REALTIME = "realtime"  # 实时
    PERIODIC = "periodic"  # 每季度
    BY_DATE = "by_date"  # 每年1月31日前
    LONG_TERM = "long_term"  # 长期公开
    MIN_DISPLAY = "min_display"  # 公示不少于7日
    MAX_DISPLAY = "max_display"  # 公示期限为5个工作日
    UNKNOWN = "unknown"


FORMED = "formed_or_changed"
# One start under many names: whoever registers an event need not know which word the row uses.
_FORMED_FAMILY = frozenset({"", FORMED, "formed", "changed", "made", "obtained", "made_or_obtained"})
_DATED_BY_EVENT = frozenset({ClauseKind.WITHIN, ClauseKind.BEFORE, ClauseKind.WITH_EVENT})
_UNDATED = frozenset({ClauseKind.PROMPT, ClauseKind.REALTIME})
_RECURRING = frozenset({ClauseKind.PERIODIC, ClauseKind.BY_DATE})
_KINDS = frozenset(str(kind) for kind in ClauseKind)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. Empty `scope`: it holds for the whole row; empty `trigger`: the text names none.

    `by`: a fixed day. `recurrence`: the trigger comes round by itself in this rhythm (每季度结束后15日内). `after`:
    tied to an event without any number (完成后公开).
    """

    kind: ClauseKind
    trigger: str = ""
    amount: int | None = None
    unit: str = ""
    scope: str = ""
    by: str = ""
    recurrence: str = ""
    after: bool = False

    @property
    def key(self) -> str:
        """What stays when only the amount changes, so that a stricter row re-dates its duties."""
        return rule_key(self.scope, self.kind, self.trigger)

    @property
    def is_dated_by_event(self) -> bool:
        return self.kind in _DATED_BY_EVENT and not self.is_after_period and not self.is_undated

    @property
    def is_undated(self) -> bool:
        """「及时」 and 「实时」 never get an invented number."""
        return self.kind in _UNDATED or (self.kind is ClauseKind.WITH_EVENT and self.after)

    @property
    def is_recurring(self) -> bool:
        return self.kind in _RECURRING or self.is_after_period

    @property
    def is_after_period(self) -> bool:
        """Counted from the end of a calendar period: the event is a date, so that no one has to register it."""
        return self.kind is ClauseKind.WITHIN and bool(self.recurrence)

    @property
    def turn_unit(self) -> str:
        """The unit whose turns recur."""
        return self.recurrence or self.unit


def rule_key(scope: str, kind: str, trigger: str = "") -> str:
    """Scope, kind and trigger; long scopes are cut, since the key has a column of its own."""
    return f"{scope[:60]}|{kind}|{trigger}"


def read(time_rules: Mapping[str, Any]) -> tuple[Clause, ...]:
    """Return the clauses of a reading in order, each once."""
    return tuple(dict.fromkeys(_clause(rule) for rule in time_rules.get("rules", ())))


def family(trigger: str) -> str:
    """The trigger under which an event is registered: all words for 形成或变更 are one."""
    return FORMED if trigger in _FORMED_FAMILY else trigger


def triggers(clauses: Iterable[Clause]) -> tuple[tuple[str, str], ...]:
    """The (trigger, scope) pairs under which an event of this row can be registered, in the order of the text."""
    started = (clause for clause in clauses if clause.is_dated_by_event or clause.is_undated)
    return tuple(dict.fromkeys((family(clause.trigger), clause.scope) for clause in started))


def started_by(clauses: Iterable[Clause], *, trigger: str, scope: str) -> tuple[Clause, ...]:
    """The clauses that an event starts. Without a scope: those for the whole row, or else all of that trigger."""
    able = [c for c in clauses if (c.is_dated_by_event or c.is_undated) and family(c.trigger) == family(trigger)]
    named = [clause for clause in able if clause.scope == scope]
    return tuple(named or (able if not scope else ()))


def _clause(rule: Mapping[str, Any]) -> Clause:
    kind = rule.get("kind")
    return Clause(
        kind=ClauseKind(kind) if kind in _KINDS else ClauseKind.UNKNOWN,
        trigger=rule.get("trigger") or "",
        amount=rule.get("amount"),
        unit=rule.get("unit") or "",
        scope=rule.get("scope") or "",
        by=rule.get("by") or "",
        recurrence=rule.get("recurrence") or "",
        after=bool(rule.get("after")),
    )
