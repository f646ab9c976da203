"""Why the actions of duties refuse. The words are those of the screen that asks: workbench.presenters.

Sources
    model.md "Duties": stored states; event duties never nil; a waiver has reason and approver.
"""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Codes of refusal."""

    NOT_PERMITTED = "not_permitted"
    OTHER_COUNTY = "other_county"
    NOT_OPEN = "not_open"
    NOT_CLOSED = "not_closed"
    NOT_OWED = "not_owed"
    NO_SUCH_TRIGGER = "no_such_trigger"
    DATE_IN_FUTURE = "date_in_future"
    NOTHING_SIGNED = "nothing_signed"
    NOT_SIGNABLE = "not_signable"
    REASON_MISSING = "reason_missing"
    NOTHING_TO_CONFIRM = "nothing_to_confirm"
    TITLE_MISSING = "title_missing"
    ADDRESS_NOT_ALLOWED = "address_not_allowed"
    ADDRESS_UNREACHABLE = "address_unreachable"
    ANSWER_TOO_LARGE = "answer_too_large"
    ADDRESS_IN_USE = "address_in_use"
    NOT_OVERDUE = "not_overdue"
    WORDS_MISSING = "words_missing"
    WORDS_TOO_LONG = "words_too_long"
    PERSONAL_DATA = "personal_data"
    NOTHING_TO_TAKE_BACK = "nothing_to_take_back"
    TOO_MANY = "too_many"


class DutyRefused(Exception):
    """An expected refusal. Nothing was changed."""

    def __init__(self, refusal: Refusal, **detail: object) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.detail = detail
