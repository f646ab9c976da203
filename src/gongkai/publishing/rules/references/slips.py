"""What does not hang together, and where?

Sources
    website_standards.md §6.6.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong."""

    NUMBER_AHEAD = "number_ahead"  # a document number of a year that has not come
    NUMBER_FORM = "number_form"
    NO_SUCH_DAY = "no_such_day"
    WEEKDAY = "weekday"
    AMOUNT = "amount"
    UNMATCHED = "unmatched"
    TITLE_BROKEN = "title_broken"


@dataclass(frozen=True, slots=True)
class Slip:
    """One of them. `right`: what it should be, where that can be told."""

    start: int
    end: int
    kind: Kind
    shown: str
    right: str = ""
