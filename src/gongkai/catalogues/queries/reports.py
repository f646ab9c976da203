"""What a draft still needs: readiness, findings by kind, gaps both ways, the power × stage matrix, open subjects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from gongkai.catalogues import sources
from gongkai.catalogues.models import Finding, ListEntry, MatterLink, SubjectRule, Version
from gongkai.catalogues.queries.tree import FindingLine, finding_line
from gongkai.catalogues.rules import gaps
from gongkai.catalogues.rules.inspection import GAPS, Code
from gongkai.catalogues.rules.stages import Stage
from gongkai.organisations.models import County


@dataclass(frozen=True, slots=True)
class Readiness:
    """「522 行中 518 行就绪，4 行待处理」."""

    rows: int
    ready: int
    undecided: int
    blocking: int
    open_findings: int

    @property
    def needing(self) -> int:
        return self.rows - self.ready

    @property
    def percent(self) -> int:
        return 100 * self.ready // self.rows if self.rows else 0

    @property
    def may_issue(self) -> bool:
        return self.rows > 0 and not self.undecided and not self.blocking


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one kind."""

    code: str
    blocks_issue: bool
    open: int
    settled: int
    lines: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class EntryGap:
    """A living power or service that no row discloses, with the rows that sound like it."""

    entry_id: int
    kind: str
    code: str
    type: str
    name: str
    body: str
    is_settled: bool
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link that waits for a person."""

    link_id: int
    matter_id: int
    matter_number: int
    matter_name: str


@dataclass(frozen=True, slots=True)
class RowGap:
    """A row that no living power or service stands behind."""

    row_id: int
    matter_id: int
    item_key: str
    field: str
    l1: str
    l2: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class GapReport:
    """The gaps both ways, and how much is linked."""

    powers: tuple[EntryGap, ...]
    services: tuple[EntryGap, ...]
    rows: tuple[RowGap, ...]
    linked_entries: int
    living_entries: int

    @property
    def count(self) -> int:
        return len(self.powers) + len(self.services) + len(self.rows)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A power or service across the five stages; zero is an empty cell."""

    entry_id: int
    kind: str
    type: str
    name: str
    body: str
    cells: tuple[tuple[str, int], ...]
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageMatrix:
    """Power × stage."""

    stages: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    empty_cells: int


@dataclass(frozen=True, slots=True)
class OpenPhrase:
    """A printed subject that waits for a person, and how many rows wait with it."""

    phrase: str
    code: str
    level: str  # set where only this level lacks a body
    reason: str
    rows: int


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """A line of the county's own table of subjects."""

    id: int
    phrase: str
    level: str
    bodies: tuple[str, ...]
    every_township: bool
    note: str


def readiness(version: Version) -> Readiness:
    """How far a draft is from being issued, in two queries."""
    blocked = Exists(Finding.objects.filter(row=OuterRef("pk"), blocks_issue=True, settled_at__isnull=True))
    rows = version.rows.annotate(is_blocked=blocked)
    counted = rows.aggregate(
        total=Count("id"),
        undecided=Count("id", filter=Q(decision="undecided")),
        ready=Count("id", filter=~Q(decision="undecided") & Q(is_blocked=False)),
    )
    still_open = version.findings.filter(settled_at__isnull=True)
    found = still_open.aggregate(all=Count("id"), blocking=Count("id", filter=Q(blocks_issue=True)))
    return Readiness(
        rows=counted["total"],
        ready=counted["ready"],
        undecided=counted["undecided"],
        blocking=found["blocking"],
        open_findings=found["all"],
    )


def findings(version: Version, *, code: str | None = None) -> list[FindingGroup]:
    """The findings of a version by kind, those that forbid issuing first, open ones before settled ones."""
    found = version.findings.select_related("row", "entry").order_by("settled_at", "row__position", "id")
    grouped: dict[str, list[FindingLine]] = defaultdict(list)
    for finding in found.filter(code=code) if code else found:
        grouped[finding.code].append(finding_line(finding))
    groups = [_group(kind, lines) for kind, lines in grouped.items()]
    return sorted(groups, key=lambda g: (not g.blocks_issue, -g.open, g.code))


def _group(code: str, lines: list[FindingLine]) -> FindingGroup:
    settled = sum(line.is_settled for line in lines)
    lines.sort(key=lambda line: line.is_settled)
    return FindingGroup(code, lines[0].blocks_issue, len(lines) - settled, settled, tuple(lines))


def gap_report(version: Version) -> GapReport:
    """The gaps of a county's version, in a constant number of queries."""
    county = version.catalogue.county
    found = version.findings.filter(code__in=[str(code) for code in GAPS]).select_related(
        "entry__body", "row__field", "row__matter__item"
    )
    proposals = _proposals(county)
    lines = list(found.order_by("entry__kind", "entry__code", "row__position"))
    entries = [_entry_gap(f, proposals) for f in lines if f.entry is not None]
    living = ListEntry.objects.filter(county=county, is_living=True)
    return GapReport(
        powers=tuple(e for e in entries if e.kind == ListEntry.Kind.POWER),
        services=tuple(e for e in entries if e.kind == ListEntry.Kind.SERVICE),
        rows=tuple(_row_gap(f) for f in lines if f.code == Code.ROW_WITHOUT_POWER),
        linked_entries=living.filter(links__in=MatterLink.objects.closing()).distinct().count(),
        living_entries=living.count(),
    )


def _proposals(county: County) -> Mapping[int, tuple[Proposal, ...]]:
    links = MatterLink.objects.proposed().filter(matter__county=county).select_related("matter").order_by("id")
    by_entry: dict[int, list[Proposal]] = defaultdict(list)
    for link in links:
        by_entry[link.entry_id].append(Proposal(link.pk, link.matter_id, link.matter.number, link.matter.name))
    return {entry: tuple(found) for entry, found in by_entry.items()}


def _entry_gap(finding: Finding, proposals: Mapping[int, tuple[Proposal, ...]]) -> EntryGap:
    entry = finding.entry
    assert entry is not None  # asked for by the caller
    return EntryGap(
        entry_id=entry.pk,
        kind=entry.kind,
        code=entry.code,
        type=entry.type,
        name=entry.name,
        body=entry.body.name if entry.body else entry.body_name,
        is_settled=finding.settled_at is not None,
        proposals=proposals.get(entry.pk, ()),
    )


def _row_gap(finding: Finding) -> RowGap:
    row = finding.row
    assert row is not None  # a row gap has one
    item = row.matter.item
    return RowGap(
        row_id=row.pk,
        matter_id=row.matter_id,
        item_key=item.key if item else "",
        field=row.field.seed_name,
        l1=row.l1,
        l2=row.l2,
        is_settled=finding.settled_at is not None,
    )


def stage_matrix(version: Version, *, body_id: int | None = None) -> StageMatrix:
    """Every living power and service that has a row, against the five stages."""
    county = version.catalogue.county
    entries = sources.entry_facts(county)
    links = MatterLink.objects.closing().filter(matter__county=county).values_list("matter_id", "entry_id")
    lines = gaps.matrix(sources.row_facts(version), entries, links)
    named = ListEntry.objects.filter(county=county).select_related("body")
    known = {entry.pk: entry for entry in (named.filter(body_id=body_id) if body_id else named)}
    rows = tuple(_matrix_row(line, known[line.entry]) for line in lines if line.entry in known)
    return StageMatrix(tuple(map(str, Stage)), rows, sum(len(row.empty) for row in rows))


def _matrix_row(line: gaps.MatrixLine, entry: ListEntry) -> MatrixRow:
    return MatrixRow(
        entry_id=entry.pk,
        kind=entry.kind,
        type=entry.type,
        name=entry.name,
        body=entry.body.name if entry.body else entry.body_name,
        cells=tuple((str(cell.stage), cell.rows) for cell in line.cells),
        empty=tuple(map(str, line.empty)),
    )


def unresolved_phrases(version: Version) -> list[OpenPhrase]:
    """Subjects that nobody could resolve, at all or at one level; most wanted first. Mend: actions.set_subject_rule."""
    codes = [str(Code.SUBJECT_UNRESOLVED), str(Code.SUBJECT_CHOICE), str(Code.LEVEL_WITHOUT_BODY)]
    found = version.findings.filter(code__in=codes, settled_at__isnull=True).values_list("code", "detail")
    counts = Counter((d.get("phrase", ""), code, d.get("level", ""), d.get("reason", "")) for code, d in found)
    lines = [OpenPhrase(*about, rows=rows) for about, rows in counts.items()]
    return sorted(lines, key=lambda line: (-line.rows, line.phrase, line.level))


def subject_rules(county: County) -> list[SubjectLine]:
    """The county's own table of subjects."""
    rules = SubjectRule.objects.filter(county=county).prefetch_related("bodies").order_by("phrase", "level")
    return [
        SubjectLine(r.pk, r.phrase, r.level, tuple(b.name for b in r.bodies.all()), r.every_township, r.note)
        for r in rules
    ]
