"""Why the room does not do what it was asked."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Expected refusals. Presenters hold the words."""

    NOT_PERMITTED = "not_permitted"
    # of plans
    NOT_A_POLICY = "not_a_policy"
    HEAD_MISSING = "head_missing"
    HAS_MATERIAL = "has_material"
    HAS_PIECE = "has_piece"
    NOT_ITS_INTERPRETATION = "not_its_interpretation"
    # of exemptions
    OWN_POLICY = "own_policy"
    REASON_MISSING = "reason_missing"
    ALREADY_PUBLIC = "already_public"
    # of releasing together
    NO_PLAN = "no_plan"
    NOTHING_TO_RELEASE = "nothing_to_release"
    NOT_READY = "not_ready"
    PIECE_REFUSED = "piece_refused"


class InterpretationRefused(Exception):
    """An expected refusal. Nothing was changed."""

    def __init__(self, refusal: Refusal, **detail: object) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.detail = detail
