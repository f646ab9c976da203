"""Which of the five states does the public see of a catalogue row?

The worst that is true wins: a row with one overdue duty is overdue however much else is disclosed under it. Nothing
here can be set by hand; it follows from the row's decision, the duties and the information.

Sources
    政府信息公开条例 (State Council Order 711) Arts. 13, 26: disclosure is the rule, late is late even once published.
    ui.md: the living catalogue's bar of disclosed, due, overdue, nil and not applicable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RowState(StrEnum):
    """The states of the bar, in its order."""

    DISCLOSED = "disclosed"
    DUE = "due"
    OVERDUE = "overdue"
    NIL = "nil"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one row on a day, over all bodies that owe it (or of one body)."""

    is_applicable: bool = True
    information: int = 0
    overdue: int = 0
    open_dated: int = 0
    fulfilled: int = 0
    nil: int = 0
    next_due_on: date | None = None


def row_state(facts: Facts) -> RowState:
    """Return the state that the public sees."""
    if not facts.is_applicable:
        return RowState.NOT_APPLICABLE
    if facts.overdue:
        return RowState.OVERDUE
    if facts.information or facts.fulfilled:
        return RowState.DISCLOSED
    if facts.nil and not facts.open_dated:
        return RowState.NIL
    return RowState.DUE
