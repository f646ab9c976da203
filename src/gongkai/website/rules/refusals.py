"""Why something of the site is not changed. presenters hold the words.

Sources
    政府网站发展指引 (国办发〔2017〕47号): each report of an error is dealt with by whoever is responsible.
"""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Codes of refusal."""

    NOT_PERMITTED = "not_permitted"
    NOT_OPEN = "not_open"
    WORDS_MISSING = "words_missing"
    PERSONAL_DATA = "personal_data"
    TOO_MANY = "too_many"
    BODY_GONE = "body_gone"
    NOBODY_THERE = "nobody_there"
    SAME_BODY = "same_body"
    DAYS_TURNED = "days_turned"
    NOT_PUBLIC = "not_public"
    NOT_OF_BODY = "not_of_body"
    NOT_IN_FORCE = "not_in_force"
    THERE_ALREADY = "there_already"
    NOTHING_IN_IT = "nothing_in_it"
    GUIDE_BEGUN = "guide_begun"


class WebsiteRefused(Exception):
    """An expected refusal. Nothing was changed."""

    def __init__(self, refusal: Refusal, **detail: object) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.detail = detail
