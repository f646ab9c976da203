"""How a policy stands with its interpretation, and what a report counts it as.

Sources
    国办发〔2016〕80号; 国办发〔2019〕54号 §二(十): released together; the county's days of delay are a setting.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Where a policy is at the desk (解读进度)."""

    MISSING = "missing"  # 需做方案
    PREPARING = "preparing"  # 准备中
    READY = "ready"  # 可同步发布
    RELEASED = "released"  # 已解读
    EXEMPT = "exempt"  # 免予解读


class Outcome(StrEnum):
    """What a published policy counts as in the report (解读结果)."""

    ON_TIME = "on_time"  # 同步解读
    LATE = "late"  # 超期解读
    EXEMPT = "exempt"  # 免予解读
    PENDING = "pending"  # 期限未到
    MISSING = "missing"  # 未解读


INTERPRETED = frozenset({Outcome.ON_TIME, Outcome.LATE})


def outcome_of(*, explained_on: date | None, last_day: date, is_exempt: bool, on: date) -> Outcome:
    """What a policy counts as on a day. `last_day`: the last on which its interpretation is in time."""
    if explained_on is not None:
        return Outcome.ON_TIME if explained_on <= last_day else Outcome.LATE
    if is_exempt:
        return Outcome.EXEMPT
    return Outcome.PENDING if on <= last_day else Outcome.MISSING
