"""The dry run of a list: every row and every finding of a file, nothing written.

What is shown here goes in as it is by `actions.import_list`, all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.catalogues import presenters
from gongkai.catalogues.models import ListImport
from gongkai.catalogues.rules import lists
from gongkai.catalogues.rules.lists import ListFinding, ListRow
from gongkai.catalogues.rules.lists_layout import layout
from gongkai.tables import queries, records, report
from gongkai.tables.findings import Finding, Outcome, outcome
from gongkai.tables.grid import Document
from gongkai.tables.questions import Question
from gongkai.tables.readers import open_document


@dataclass(frozen=True, slots=True)
class ListReading:
    """What a file comes to."""

    kind: str
    document: Document
    rows: tuple[ListRow, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]

    @property
    def outcome(self) -> Outcome:
        return outcome(self.findings)

    @property
    def may_go_in(self) -> bool:
        return bool(self.rows) and self.outcome is not Outcome.ERROR


def read(content: bytes, name: str, *, kind: str, county_id: int | None = None) -> ListReading:
    """Read a list of a kind (`power`, `service`) with what people said of such headers before."""
    wanted = layout(kind)
    known = queries.answers(wanted.name, county_id=county_id)
    found = records.read(open_document(content, name), wanted, answers=known)
    rows = tuple(found.records)
    return ListReading(
        kind=kind,
        document=found.document,
        rows=rows,
        findings=(*found.findings, *_own(lists.check(rows, kind=kind))),
        questions=tuple(found.questions),
    )


def read_import(waiting: ListImport) -> ListReading:
    """Read a list that was uploaded and waits."""
    with waiting.file.open("rb") as file:
        content = file.read()
    return read(content, waiting.file_name, kind=waiting.kind, county_id=waiting.county_id)


def as_workbook(reading: ListReading) -> bytes:
    """The findings as an xlsx: each row as it was sent, and beside it what is wrong."""
    return report.write(reading.document, reading.findings, words=presenters.table_words)


def _own(found: Iterable[ListFinding]) -> tuple[Finding, ...]:
    return tuple(
        Finding(code=str(one.code), row=one.row, grid=one.table, params={"detail": one.detail}) for one in found
    )
