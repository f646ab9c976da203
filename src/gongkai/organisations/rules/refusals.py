"""Why the actions of organisations refuse. presenters.py holds the words.

Sources
    政府信息公开条例 (State Council Order 711) Art. 4: each body has one work unit, so somebody always answers.
    GB/T 22239-2019 §8.1.4: administrators, auditors and those who publish are different people.
"""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Codes of refusal."""

    NOT_PERMITTED = "not_permitted"
    COUNTY_EXISTS = "county_exists"
    UNKNOWN_DIVISION = "unknown_division"
    HOST_TAKEN = "host_taken"
    CREDIT_CODE_LENGTH = "credit_code_length"
    CREDIT_CODE_CHARACTERS = "credit_code_characters"
    CREDIT_CODE_ORGANISATION_CHECK = "credit_code_organisation_check"
    CREDIT_CODE_CHECK = "credit_code_check"
    CREDIT_CODE_TAKEN = "credit_code_taken"
    NAME_TAKEN = "name_taken"
    NAME_MISSING = "name_missing"
    UNKNOWN_FACT = "unknown_fact"
    OTHER_COUNTY = "other_county"
    ALREADY_ABOLISHED = "already_abolished"
    SUCCESSOR_NOT_LIVING = "successor_not_living"
    OWN_SUCCESSOR = "own_successor"
    BODY_ABOLISHED = "body_abolished"
    POST_HELD = "post_held"
    POST_ENDED = "post_ended"
    ENDS_BEFORE_START = "ends_before_start"
    ROLES_CONFLICT = "roles_conflict"
    USER_NAME_UNUSABLE = "user_name_unusable"
    DISPLAY_NAME_MISSING = "display_name_missing"
    NOT_AT_BODY = "not_at_body"
    SAME_PERSON = "same_person"
    NO_POSTS = "no_posts"
    PLATFORM_ALONE = "platform_alone"
    DEPUTY_IS_HOLDER = "deputy_is_holder"
    DEPUTY_OF_DEPUTY = "deputy_of_deputy"
    DEPUTY_DATES = "deputy_dates"
    DEPUTY_TOO_LONG = "deputy_too_long"


class OrganisationRefused(Exception):
    """An expected refusal. Nothing was changed."""

    def __init__(self, refusal: Refusal, **detail: object) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.detail = detail
