"""The dry run of a table of policies: every row and every finding of a file, nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.interpretation.models import PolicyImport, UpperPolicy
from gongkai.interpretation.rules import policy_table
from gongkai.interpretation.rules.policy_table import LAYOUT, PolicyRow
from gongkai.organisations.models import County
from gongkai.tables import records
from gongkai.tables.findings import Finding, Outcome, outcome
from gongkai.tables.grid import Document
from gongkai.tables.readers import open_document


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file comes to."""

    document: Document
    rows: tuple[PolicyRow, ...]
    findings: tuple[Finding, ...]
    known: int

    @property
    def may_go_in(self) -> bool:
        return bool(self.rows) and outcome(self.findings) is not Outcome.ERROR


def read(content: bytes, name: str, *, county: County, at: datetime) -> Reading:
    """Read a table and hold its rows against what the county knows."""
    found = records.read(open_document(content, name), LAYOUT)
    rows = tuple(found.records)
    beside = policy_table.among_themselves(rows, known=_known(county, rows), at=at)
    own = [Finding(code=str(code), row=row.row, grid=row.table) for row, code in beside]
    if len(rows) > policy_table.MOST_ROWS:
        own.append(Finding(code=str(policy_table.Code.TOO_MANY), params={"most": policy_table.MOST_ROWS}))
    return Reading(
        document=found.document,
        rows=rows,
        findings=(*found.findings, *sorted(own, key=lambda finding: finding.row or 0)),
        known=sum(code is policy_table.Code.KNOWN for _row, code in beside),
    )


def read_import(waiting: PolicyImport, *, at: datetime) -> Reading:
    """Read a table that was uploaded and waits."""
    with waiting.file.open("rb") as file:
        content = file.read()
    return read(content, waiting.file_name, county=waiting.county, at=at)


def _known(county: County, rows: tuple[PolicyRow, ...]) -> frozenset[str]:
    keys = {key for row in rows[: policy_table.MOST_ROWS] for key in row.keys}
    known = UpperPolicy.objects.of_county(county).known_by(numbers=keys, urls=keys)
    return frozenset(key for pair in known.values_list("document_number", "url") for key in pair if key)
