"""Which of the five states does the public see of a catalogue row?

How a row stands is worked out in one place (duties.rules.condition); here it is only told in the states of the bar.
Nothing can be set by hand: it follows from the row's decision, the duties and the information.

Sources
    政府信息公开条例 (State Council Order 711) Arts. 13, 26: disclosure is the rule, late is late even once published.
    ui.md: the living catalogue's bar of disclosed, due, overdue, nil and not applicable.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from gongkai.duties.rules.condition import RowCondition


class RowState(StrEnum):
    """The states of the bar, in its order."""

    DISCLOSED = "disclosed"
    DUE = "due"
    OVERDUE = "overdue"
    NIL = "nil"
    NOT_APPLICABLE = "not_applicable"


SHOWN: Mapping[RowCondition, RowState] = {
    RowCondition.DISCLOSED: RowState.DISCLOSED,
    RowCondition.DUE: RowState.DUE,
    RowCondition.PREPARING: RowState.DUE,  # owed, though no day is fixed: to a reader it is still to come
    RowCondition.OVERDUE: RowState.OVERDUE,
    RowCondition.NIL: RowState.NIL,
    RowCondition.NOT_APPLICABLE: RowState.NOT_APPLICABLE,
}


def told(condition: RowCondition, *, held_back: bool) -> RowState:
    """The state the public is told; an overdue row whose field is held back is told as still to come."""
    return RowState.DUE if held_back and condition is RowCondition.OVERDUE else SHOWN[condition]
