"""What can a period be counted in?

Sources
    law.md W12: the unit is an attribute of the rule, never inferred from the word 日.
    catalogues.md §3 rule 1: 日 is a calendar day, 工作日 a working day.
"""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """What a period is counted in."""

    HOUR = "hour"
    WORKDAY = "workday"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}
DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
