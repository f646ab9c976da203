"""Why the catalogue's actions refuse. presenters.py holds the words.

Sources
    model.md (rows are immutable once issued; who decides; what blocks issue).
"""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Codes of refusal."""

    NOT_DRAFT = "not_draft"
    NOT_PERMITTED = "not_permitted"
    BUILD_RUNNING = "build_running"
    NO_EDITION = "no_edition"
    NO_DRAFT = "no_draft"
    NOTHING_TO_ISSUE = "nothing_to_issue"
    UNDECIDED_ROWS = "undecided_rows"
    BLOCKING_FINDINGS = "blocking_findings"
    ELEMENT_MISSING = "element_missing"
    COUNTY_FIRST = "county_first"
    REASON_MISSING = "reason_missing"
    APPROVER_MISSING = "approver_missing"
    NOTHING_CHANGED = "nothing_changed"
    UNKNOWN_ELEMENT = "unknown_element"
    TOO_FEW_PARTS = "too_few_parts"
    NAME_TAKEN = "name_taken"
    UNKNOWN_STAGE = "unknown_stage"
    NOT_SETTLEABLE = "not_settleable"
    ALREADY_SETTLED = "already_settled"
    OUTCOME_UNKNOWN = "outcome_unknown"
    NOTHING_TO_UNDO = "nothing_to_undo"
    FINDINGS_IN_LIST = "findings_in_list"
    COLUMNS_WRONG = "columns_wrong"
    DATE_BEFORE_PREDECESSOR = "date_before_predecessor"
    DATE_FAR_AHEAD = "date_far_ahead"


class CatalogueRefused(Exception):
    """An expected refusal. Nothing was changed."""

    def __init__(self, refusal: Refusal, **detail: object) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.detail = detail
