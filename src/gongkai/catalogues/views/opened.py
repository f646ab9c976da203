"""The row that is open on the compile screen: its texts tier by tier, who owes it, what it still needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from gongkai.catalogues import presenters
from gongkai.catalogues.queries.tree import ElementColumns, FindingLine, OwnerLine, RowPage
from gongkai.catalogues.rules.differences import Segment
from gongkai.catalogues.rules.inspection import NEVER_SETTLED, Code

SUBJECT_CODES = frozenset({Code.SUBJECT_UNRESOLVED, Code.SUBJECT_CHOICE, Code.LEVEL_WITHOUT_BODY, Code.NO_BODY})
# Form fields by the element whose place they take.
NAMES = frozenset({"l1", "l2", "l3"})
TYPED = {"audience": ("everyone", "groups")}


@dataclass(frozen=True, slots=True)
class Column:
    """One element of the table: told once where all tiers agree, side by side where they differ."""

    element: str
    national: str
    provincial: str
    local: str
    segments: tuple[Segment, ...]
    differs: bool

    @property
    def above(self) -> str:
        return self.provincial or self.national


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """Something the row needs a person for."""

    id: int
    words: str
    mend: str
    may_settle: bool
    subject_url: str


def opened(page: RowPage, form: forms.Form | None, *, mode: str) -> dict[str, Any]:
    """What the templates of an open row read."""
    has_national = any(column.national for column in page.columns)
    has_provincial = any(column.provincial for column in page.columns)
    columns = [_column(column, has_national=has_national, has_provincial=has_provincial) for column in page.columns]
    shown = [column for column in columns if _is_worth_showing(column)]
    return {
        "columns": shown,
        "has_national": has_national,
        "has_provincial": has_provincial,
        "span": 1 + has_national + has_provincial,
        "open_findings": open_findings(page.findings),
        "owners_by_level": _by_level(page.owners),
        "adapting": _adapting(columns, form) if mode == "adapt" and form is not None else [],
    }


def _is_worth_showing(column: Column) -> bool:
    """Names stand in the headings already; an element that no tier fills says nothing."""
    return column.differs or (column.element not in NAMES and bool(column.local or column.above))


def _column(column: ElementColumns, *, has_national: bool, has_provincial: bool) -> Column:
    texts = {column.local}
    texts |= {column.national} if has_national else set()
    # A province that says nothing of an element leaves it to the nation.
    texts |= {column.provincial} if has_provincial and column.provincial else set()
    return Column(
        element=column.element,
        national=column.national,
        provincial=column.provincial,
        local=column.local,
        segments=column.segments,
        differs=len(texts) > 1,
    )


def open_findings(findings: Iterable[FindingLine]) -> list[OpenFinding]:
    """Findings that nobody settled, in words, with the way to mend them."""
    return [
        OpenFinding(
            id=found.id,
            words=presenters.finding_words(found.code, found.detail),
            mend=str(presenters.MENDS[Code(found.code)]),
            may_settle=found.code not in NEVER_SETTLED,
            subject_url=subject_url(found),
        )
        for found in findings
        if not found.is_settled
    ]


def subject_url(found: FindingLine) -> str:
    """Where the phrase of an unresolved subject is given its bodies."""
    if found.code not in SUBJECT_CODES:
        return ""
    phrase = found.detail.get("phrase") or "、".join(found.detail.get("subject") or [])
    query = {"phrase": phrase, "level": found.detail.get("level", "")}
    return f"{reverse('catalogues_workbench:set_subject')}?{urlencode(query)}"


def _by_level(owners: Iterable[OwnerLine]) -> list[tuple[str, list[OwnerLine]]]:
    return [(level, list(group)) for level, group in groupby(owners, key=lambda owner: owner.level)]


def _adapting(columns: Iterable[Column], form: forms.Form) -> list[tuple[Column, list[forms.BoundField]]]:
    """Each element beside the fields in which it is typed."""
    pairs = [(column, TYPED.get(column.element, (column.element,))) for column in columns]
    return [(column, [form[name] for name in names]) for column, names in pairs if names[0] in form.fields]
