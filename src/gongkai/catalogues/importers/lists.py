"""The dry run of a list: every row and every finding of a file, nothing written.

What is shown here goes in as it is by `actions.import_list`, all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.catalogues.rules import lists
from gongkai.catalogues.rules.lists import ListFinding, ListRow
from gongkai.catalogues.rules.lists_layout import layout
from gongkai.tables import records
from gongkai.tables.findings import Finding, Outcome, outcome
from gongkai.tables.readers import open_document
from gongkai.tables.records import Answers, Question


@dataclass(frozen=True, slots=True)
class ListReading:
    """What a file comes to."""

    name: str
    kind: str
    rows: tuple[ListRow, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]

    @property
    def outcome(self) -> Outcome:
        return outcome(self.findings)

    @property
    def may_go_in(self) -> bool:
        return bool(self.rows) and self.outcome is not Outcome.ERROR


def read(content: bytes, name: str, *, kind: str, answers: Answers = lambda _: None) -> ListReading:
    """Read a list of a kind (`power`, `service`); `answers` gives the columns that people assigned before."""
    found = records.read(open_document(content, name), layout(kind), answers=answers)
    rows = tuple(found.records)
    return ListReading(
        name=name,
        kind=kind,
        rows=rows,
        findings=(*found.findings, *_own(lists.check(rows, kind=kind))),
        questions=tuple(found.questions),
    )


def _own(found: Sequence[ListFinding]) -> tuple[Finding, ...]:
    return tuple(
        Finding(code=str(one.code), row=one.row, params={"detail": one.detail} if one.detail else {}) for one in found
    )
