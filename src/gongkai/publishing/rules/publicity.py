"""How long is a list of persons shown?

The day of publication is not counted; the list stays through its last day and goes the night after.

Sources
    website_standards.md §6.3: 公示 lifecycle; at the end the personal list goes, statistics may stay.
    个人信息保护法 Art. 47: personal data are deleted when their purpose is reached.
    民法典 Art. 201: the day on which a period begins is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from gongkai.duties.rules.clauses import Clause, ClauseKind

LONGEST: Final = 250  # working days, a year; what is shown longer is a standing list, not a publicity period
_DISPLAYS: Final = frozenset({ClauseKind.MIN_DISPLAY, ClauseKind.MAX_DISPLAY})
# A row that counts calendar days is kept at least as long by as many working days.
_WORKDAYS: Final[Mapping[str, int]] = {"workday": 1, "day": 1, "week": 5, "month": 22}


def days_of(clauses: Iterable[Clause]) -> int | None:
    """The working days of display that a row asks for (公示不少于7个工作日); None: it asks for none."""
    asked = [
        clause.amount * _WORKDAYS[clause.unit]
        for clause in clauses
        if clause.kind in _DISPLAYS and clause.amount and clause.unit in _WORKDAYS
    ]
    return min(max(asked), LONGEST) if asked else None


def is_over(ends_on: date, *, on: date) -> bool:
    """Whether the last day of display has passed."""
    return on > ends_on
