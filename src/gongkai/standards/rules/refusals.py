"""Why the actions of standards refuse. presenters.py holds the words.

Sources
    model.md (an edition is built unseen, a draft first; one in force per guideline; a province refines, counties read).
"""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Codes of refusal."""

    NOT_PERMITTED = "not_permitted"
    NO_ITEMS = "no_items"
    FIELD_NOT_OF_GUIDELINE = "field_not_of_guideline"
    NOT_A_DRAFT = "not_a_draft"
    NOT_YET = "not_yet"
    LABEL_MISSING = "label_missing"
    PARENT_OF_OTHER_TIER = "parent_of_other_tier"
    ALREADY_SETTLED = "already_settled"
    FINDINGS_IN_FILE = "findings_in_file"
    RENAMES_CHANGED = "renames_changed"
    COLUMNS_WRONG_LENGTH = "columns_wrong_length"
    COLUMNS_UNKNOWN_COLUMN = "columns_unknown_column"
    COLUMNS_COLUMN_TWICE = "columns_column_twice"
    COLUMNS_COLUMN_MISSING = "columns_column_missing"


class StandardRefused(Exception):
    """An expected refusal. Nothing was changed."""

    def __init__(self, refusal: Refusal, **detail: object) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.detail = detail
