"""Why a policy from above, a concern or a question is not taken a step further. presenters hold the words.

Sources
    国办发〔2016〕80号: whoever is responsible relays and responds; what is said is checked first.
"""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Codes of refusal."""

    NOT_PERMITTED = "not_permitted"
    NOT_OPEN = "not_open"
    REASON_MISSING = "reason_missing"
    MUST_ANSWER = "must_answer"
    DECISION_DIFFERS = "decision_differs"
    OWN_WORDS = "own_words"
    NOTHING_SAID = "nothing_said"
    TITLE_MISSING = "title_missing"
    IDENTITY_MISSING = "identity_missing"
    ADDRESS_WRONG = "address_wrong"
    KNOWN_ALREADY = "known_already"
    LINKED_ALREADY = "linked_already"
    ELSEWHERE = "elsewhere"
    IN_FUTURE = "in_future"
    FINDINGS_IN_FILE = "findings_in_file"
    SETTLED_ALREADY = "settled_already"
    PERSONAL_DATA = "personal_data"
    TOO_MANY = "too_many"
    NOT_PUBLIC = "not_public"


class ResponseRefused(Exception):
    """An expected refusal. Nothing was changed."""

    def __init__(self, refusal: Refusal, **detail: object) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.detail = detail
