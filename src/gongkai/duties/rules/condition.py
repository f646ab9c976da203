"""Where does a duty stand on a day, and how does a row stand that several duties hang on?

Stored is only what people did (open, fulfilled, nil, waived). Late and overdue follow from dates, so that no job has
to run for them to be true.

Sources
    政府信息公开条例 (State Council Order 711) Art. 26: what is published after its day is late, though published.
    Part 1 §7: event rows never ask for a nil return.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Condition(StrEnum):
    """The conditions of a duty, worst first; the words are those of ui.states."""

    OVERDUE = "overdue"
    SOON = "soon"
    DUE = "due"
    REMINDER = "reminder"  # open, and no day is fixed
    UPCOMING = "upcoming"  # its period has not ended, its day has not begun to be counted
    REVIEW = "review"  # published, but is it still valid?
    LATE = "late"
    FULFILLED = "fulfilled"
    NIL = "nil"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What the condition of a duty depends on."""

    state: str
    starts_on: date
    due_on: date | None
    fulfilled_on: date | None = None
    review_on: date | None = None


def condition(duty: DutyFacts, *, on: date, soon_until: date) -> Condition:
    """Return where a duty stands; `soon_until` is the last day that counts as soon."""
    if duty.state == "open":
        return _open(duty, on=on, soon_until=soon_until)
    if duty.state == "fulfilled":
        return _fulfilled(duty, on=on)
    return Condition(duty.state)


def _open(duty: DutyFacts, *, on: date, soon_until: date) -> Condition:
    if duty.due_on is None:
        return Condition.REMINDER
    if duty.due_on < on:
        return Condition.OVERDUE
    if duty.due_on <= soon_until:
        return Condition.SOON
    return Condition.UPCOMING if duty.starts_on > on else Condition.DUE


def _fulfilled(duty: DutyFacts, *, on: date) -> Condition:
    if duty.review_on is not None and duty.review_on <= on:
        return Condition.REVIEW
    is_late = duty.due_on is not None and duty.fulfilled_on is not None and duty.fulfilled_on > duty.due_on
    return Condition.LATE if is_late else Condition.FULFILLED


class RowCondition(StrEnum):
    """How a row stands to the public; the first that is true shows."""

    OVERDUE = "overdue"
    DISCLOSED = "disclosed"
    DUE = "due"
    NIL = "nil"
    PREPARING = "preparing"  # nothing published yet, and no day has been fixed
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class DutyCounts:
    """How many duties of a row, or of one body under it, stand where."""

    overdue: int = 0
    due: int = 0
    fulfilled: int = 0
    nil: int = 0


def row_condition(counts: DutyCounts, *, has_information: bool = False) -> RowCondition:
    """One overdue duty makes the row overdue; that something is due shows only until something is disclosed."""
    if counts.overdue:
        return RowCondition.OVERDUE
    if counts.fulfilled or has_information:
        return RowCondition.DISCLOSED
    if counts.due:
        return RowCondition.DUE
    return RowCondition.NIL if counts.nil else RowCondition.PREPARING
