"""Why the desk's own actions refuse. presenters hold the words.

Sources
    model.md "Duties": a waiver has a reason and an approver.
"""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Codes of refusal."""

    NOT_OPEN = "not_open"
    ASKED_ALREADY = "asked_already"
    SETTLED_ALREADY = "settled_already"
    REASON_MISSING = "reason_missing"
    NOTE_MISSING = "note_missing"


class DeskRefused(Exception):
    """An expected refusal. Nothing was changed."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
