"""The catalogue as the workbench shows it: fields with their progress, groups, rows, and one row opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from gongkai.catalogues.models import DecisionBatch, Finding, Row, RowBody, Version
from gongkai.catalogues.queries.inforce import RowInForce, owners_of, view
from gongkai.catalogues.rules import differences
from gongkai.catalogues.rules.completeness import COMPARED
from gongkai.catalogues.rules.differences import Segment
from gongkai.standards.models import ItemText, Tier

SHOWN = (*COMPARED, "channels_optional")


@dataclass(frozen=True, slots=True)
class FieldNode:
    """A field of the tree: how many rows, how many decided, how many need somebody."""

    id: int
    number: int
    slug: str
    name: str
    name_en: str
    rows: int
    decided: int
    needing: int

    @property
    def is_done(self) -> bool:
        return self.decided == self.rows and not self.needing


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row in a list."""

    id: int
    matter_id: int
    matter_number: int
    l1: str
    l2: str
    l3: str
    l1_en: str
    l2_en: str
    decision: str
    is_inherited: bool
    is_verified: bool
    is_part: bool
    time_limit: str
    levels: tuple[str, ...]
    owners: int
    findings: int
    blocks: int


@dataclass(frozen=True, slots=True)
class Group:
    """A first-level matter with its rows."""

    l1: str
    l1_en: str
    rows: tuple[RowLine, ...]

    @property
    def undecided(self) -> int:
        return sum(row.decision == "undecided" for row in self.rows)


@dataclass(frozen=True, slots=True)
class ElementColumns:
    """One element in up to three tiers, with what the county changed word by word."""

    element: str
    national: str
    provincial: str
    local: str
    is_adapted: bool
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as a person reads it."""

    id: int
    code: str
    blocks_issue: bool
    detail: Mapping[str, Any]
    row_id: int | None
    row_name: str
    field_id: int | None
    entry_id: int | None
    entry_name: str
    is_settled: bool
    settled_reason: str


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """A body that owes the row."""

    body_id: int
    name: str
    name_en: str
    level: str


@dataclass(frozen=True, slots=True)
class RowPage:
    """A row opened: its elements in three columns, who owes it, what it lacks."""

    row: RowInForce
    version_id: int
    state: str
    reason: str
    decided_by: str
    approved_by: str
    is_inherited: bool
    columns: tuple[ElementColumns, ...]
    owners: tuple[OwnerLine, ...]
    findings: tuple[FindingLine, ...]
    parts: tuple[tuple[int, str], ...]


def tree(version: Version) -> list[FieldNode]:
    """The fields of a version with counts, in two queries."""
    needing = Exists(Finding.objects.filter(row=OuterRef("pk"), settled_at__isnull=True))
    rows = version.rows.values(
        "field_id", "field__number", "field__slug", "field__seed_name", "field__name_en"
    ).annotate(
        total=Count("id"),
        decided=Count("id", filter=~Q(decision="undecided")),
        needing=Count("id", filter=Q(needing)),
    )
    return [
        FieldNode(
            r["field_id"],
            r["field__number"],
            r["field__slug"],
            r["field__seed_name"],
            r["field__name_en"],
            rows=r["total"],
            decided=r["decided"],
            needing=r["needing"],
        )
        for r in rows.order_by("field__number")
    ]


def rows_of_field(version: Version, field_id: int) -> list[Group]:
    """The rows of a field by first-level matter, in their order."""
    counts = dict(
        RowBody.objects.filter(row__version=version, row__field_id=field_id)
        .values("row_id")
        .annotate(count=Count("id"))
        .values_list("row_id", "count")
    )
    open_findings = Count("findings", filter=Q(findings__settled_at__isnull=True))
    blocks = Count("findings", filter=Q(findings__settled_at__isnull=True, findings__blocks_issue=True))
    rows = version.rows.filter(field_id=field_id).select_related("matter")
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows.annotate(open_findings=open_findings, blocks=blocks).order_by("position", "id"):
        groups[row.l1].append(_line(row, counts.get(row.pk, 0)))
    english = dict(version.rows.filter(field_id=field_id).values_list("l1", "l1_en"))
    return [Group(l1, english.get(l1, ""), tuple(lines)) for l1, lines in groups.items()]


def _line(row: Any, owners: int) -> RowLine:
    return RowLine(
        id=row.pk,
        matter_id=row.matter_id,
        matter_number=row.matter.number,
        l1=row.l1,
        l2=row.l2,
        l3=row.l3,
        l1_en=row.l1_en,
        l2_en=row.l2_en,
        decision=row.decision,
        is_inherited=row.is_inherited,
        is_verified=row.is_verified,
        is_part=row.matter.split_from_id is not None,
        time_limit=row.time_limit,
        levels=tuple(row.levels),
        owners=owners,
        findings=row.open_findings,
        blocks=row.blocks,
    )


def row_page(row_id: int) -> RowPage:
    """One row with everything a person needs to decide on it."""
    row = Row.objects.select_related(
        "matter", "field", "version", "decided_by", "approved_by", "mirrors", "national__edition__guideline"
    ).get(pk=row_id)
    national, provincial = _tiers(row)
    owners = RowBody.objects.filter(row=row).select_related("body").order_by("body__level", "body__number")
    parts = Row.objects.filter(version=row.version, matter__split_from=row.matter).order_by("position")
    return RowPage(
        row=view(row, owners_of([row.pk]).get(row.pk, ())),
        version_id=row.version_id,
        state=row.version.state,
        reason=row.reason,
        decided_by=str(row.decided_by or ""),
        approved_by=str(row.approved_by or ""),
        is_inherited=row.is_inherited,
        columns=_columns(row, national=national, provincial=provincial),
        owners=tuple(OwnerLine(o.body_id, o.body.name, o.body.name_en, o.level) for o in owners),
        findings=findings_of_rows([row.pk]),
        parts=tuple(parts.values_list("id", "l2")),
    )


def _tiers(row: Row) -> tuple[ItemText | None, ItemText | None]:
    """The national and the provincial text that stand behind a row."""
    text = row.national
    if text is None:
        return None, None
    if text.edition.guideline.tier == Tier.NATIONAL:
        return text, None
    parents = ItemText.objects.filter(item=text.item, edition__guideline__tier=Tier.NATIONAL)
    return parents.order_by("-edition__number").first(), text


def _columns(row: Row, *, national: ItemText | None, provincial: ItemText | None) -> tuple[ElementColumns, ...]:
    above = row.mirrors or provincial or national
    return tuple(_column(row, element, above, national=national, provincial=provincial) for element in SHOWN)


def _column(
    row: Row, element: str, above: Row | ItemText | None, *, national: ItemText | None, provincial: ItemText | None
) -> ElementColumns:
    local = _printed(row, element)
    return ElementColumns(
        element=element,
        national=_printed(national, element),
        provincial=_printed(provincial, element),
        local=local,
        is_adapted=above is not None and local != _printed(above, element),
        segments=differences.words(_printed(above, element), local) if above is not None else (),
    )


def _printed(text: Row | ItemText | None, element: str) -> str:
    return "" if text is None else differences.printed(element, getattr(text, element))


def findings_of_rows(row_ids: Sequence[int]) -> tuple[FindingLine, ...]:
    """The findings of some rows, those that forbid issuing first."""
    found = Finding.objects.filter(row_id__in=row_ids).select_related("row", "entry")
    return tuple(finding_line(f) for f in found.order_by("-blocks_issue", "code", "id"))


def finding_line(finding: Finding) -> FindingLine:
    """A finding, frozen."""
    row, entry = finding.row, finding.entry
    return FindingLine(
        id=finding.pk,
        code=finding.code,
        blocks_issue=finding.blocks_issue,
        detail=finding.detail,
        row_id=finding.row_id,
        row_name=str(row) if row else "",
        field_id=row.field_id if row else None,
        entry_id=finding.entry_id,
        entry_name=entry.name if entry else "",
        is_settled=finding.settled_at is not None,
        settled_reason=finding.settled_reason,
    )


def last_batch(version: Version) -> DecisionBatch | None:
    """The last act of deciding that can be taken back."""
    return version.batches.filter(undone_at__isnull=True).order_by("-made_at", "-pk").first()
