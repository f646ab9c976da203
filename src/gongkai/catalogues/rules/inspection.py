"""What does a row need a person for? And what of it forbids issuing the catalogue?

Sources
    国办发〔2019〕54号 §四 (eight elements; suited to the place, no 一刀切).
    政府信息公开条例 (State Council Order 711) Arts. 20, 26.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from gongkai.catalogues.rules import basis, completeness, uniformity
from gongkai.catalogues.rules.subjects import Problem


class Code(StrEnum):
    """Kinds of finding; presenters.py holds the words."""

    BLANK_ELEMENT = "blank_element"
    NO_BODY = "no_body"
    UNREADABLE_LIMIT = "unreadable_limit"
    REPLACED_LAW = "replaced_law"
    SUBJECT_UNRESOLVED = "subject_unresolved"
    SUBJECT_CHOICE = "subject_choice"
    LEVEL_WITHOUT_BODY = "level_without_body"
    ABSENT_CHANNEL = "absent_channel"
    POWER_WITHOUT_ROW = "power_without_row"
    SERVICE_WITHOUT_ROW = "service_without_row"
    ROW_WITHOUT_POWER = "row_without_power"
    ENTRY_WITHOUT_BODY = "entry_without_body"
    LIST_MISSING = "list_missing"
    IDENTICAL_TOWNSHIPS = "identical_townships"


GAPS = (Code.POWER_WITHOUT_ROW, Code.SERVICE_WITHOUT_ROW, Code.ROW_WITHOUT_POWER)
BLOCKING = frozenset({Code.BLANK_ELEMENT, Code.NO_BODY})
# A person may live with anything but a blank element.
NEVER_SETTLED = frozenset({Code.BLANK_ELEMENT})


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that a row needs a person for."""

    code: Code
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def blocks_issue(self) -> bool:
        return self.code in BLOCKING


def inspect(
    row: Mapping[str, Any],
    *,
    is_owed: bool,
    problems: Iterable[Problem],
    on: date,
    existing_channels: Collection[str] | None,
) -> tuple[Trouble, ...]:
    """Everything a person should see about one applicable row."""
    found = [Trouble(Code.BLANK_ELEMENT, {"element": str(element)}) for element in completeness.missing(row)]
    if not is_owed:
        found.append(Trouble(Code.NO_BODY, {"subject": list(row["subject"])}))
    if row["time_limit"] and not completeness.has_readable_limit(row):
        found.append(Trouble(Code.UNREADABLE_LIMIT, {"time_limit": row["time_limit"]}))
    found += [
        Trouble(Code.REPLACED_LAW, {"name": name, "successor": law.successor, "since": law.since.isoformat()})
        for name, law in basis.replaced(row["basis"], on=on)
    ]
    found += [_of_subject(problem) for problem in problems]
    if absent := uniformity.absent_channels(row["channels"], existing=existing_channels):
        found.append(Trouble(Code.ABSENT_CHANNEL, {"channels": list(absent)}))
    return tuple(found)


def _of_subject(problem: Problem) -> Trouble:
    detail = {"phrase": problem.phrase, "level": problem.level, "reason": problem.reason}
    return Trouble(Code(str(problem.code)), {name: value for name, value in detail.items() if value})
