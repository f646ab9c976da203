"""What the desk asks besides the tree and the opened row: the versions there are, why a row stands, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.catalogues.models import DecisionBatch, Finding, ListEntry, MatterLink, RevisionTask, Row, Version
from gongkai.catalogues.queries.rows import compared
from gongkai.catalogues.rules import basis, differences
from gongkai.catalogues.rules.differences import Difference
from gongkai.catalogues.rules.inspection import GAPS
from gongkai.organisations.models import Body, County, Level, Post, User
from gongkai.organisations.rules.roles import Role
from gongkai.standards.models import Edition

APPROVERS = (Role.APPROVER, Role.OPENNESS_OFFICE)
Adaptation = Difference  # what a row says in its own way


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in a list: whose, in what state, how far."""

    id: int
    number: int
    state: str
    owner: str  # empty: the county's own
    owner_en: str
    rows: int
    undecided: int
    own: int  # decided by this catalogue itself, not taken over from the county
    compiled_at: datetime
    in_force_from: date | None
    in_force_until: date | None
    issued_at: datetime | None
    issued_by: str
    based_on_id: int | None

    @property
    def is_draft(self) -> bool:
        return self.state == Version.State.DRAFT

    @property
    def decided(self) -> int:
        return self.rows - self.undecided


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list of powers or of services as it stands."""

    kind: str
    living: int
    ended: int
    without_body: int


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How many findings of a kind a version has."""

    code: str
    blocks_issue: bool
    open: int
    settled: int


@dataclass(frozen=True, slots=True)
class Law:
    """A law that a row rests on, and what replaced it."""

    name: str
    number: str
    successor: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Linked:
    """A power or service that stands behind a row, or might."""

    link_id: int
    entry_id: int
    kind: str
    type: str
    code: str
    name: str
    body: str
    how: str
    is_living: bool


@dataclass(frozen=True, slots=True)
class Why:
    """Why a row stands: what it discloses, on which laws."""

    linked: tuple[Linked, ...]
    proposed: tuple[Linked, ...]
    laws: tuple[Law, ...]
    has_lists: bool


@dataclass(frozen=True, slots=True)
class LastAct:
    """The last act of deciding, which can still be taken back."""

    id: int
    action: str
    rows: int
    made_at: datetime
    made_by: str


def versions(county: County) -> tuple[VersionLine, ...]:
    """The county's own versions, newest first."""
    own = Version.objects.of(county).filter(catalogue__owner__isnull=True)
    return tuple(map(_version_line, _counted(own).order_by("-number")))


def township_versions(county: County) -> tuple[VersionLine, ...]:
    """The latest version of each township, by name."""
    own = Version.objects.of(county).filter(catalogue__owner__isnull=False).exclude(state=Version.State.BUILDING)
    later = Version.objects.filter(catalogue=OuterRef("catalogue"), number__gt=OuterRef("number"))
    latest = own.exclude(Exists(later.exclude(state=Version.State.BUILDING)))
    return tuple(map(_version_line, _counted(latest).order_by("catalogue__owner__pinyin", "catalogue_id")))


def _counted(versions: QuerySet[Version]) -> QuerySet[Any]:
    return versions.select_related("catalogue__owner", "issued_by").annotate(
        all_rows=Count("rows"),
        undecided=Count("rows", filter=Q(rows__decision="undecided")),
        own=Count("rows", filter=Q(rows__is_inherited=False)),
    )


def _version_line(version: Any) -> VersionLine:
    owner = version.catalogue.owner
    return VersionLine(
        id=version.pk,
        number=version.number,
        state=version.state,
        owner=owner.name if owner else "",
        owner_en=owner.name_en if owner else "",
        rows=version.all_rows,
        undecided=version.undecided,
        own=version.own,
        compiled_at=version.compiled_at,
        in_force_from=version.in_force_from,
        in_force_until=version.in_force_until,
        issued_at=version.issued_at,
        issued_by=str(version.issued_by or ""),
        based_on_id=version.based_on_id,
    )


def siblings(version: Version) -> list[Version]:
    """The versions of the same catalogue, newest first."""
    return list(version.catalogue.versions.exclude(state=Version.State.BUILDING).order_by("-number"))


def latest_version(county: County) -> Version | None:
    """The county's open draft, else its last version."""
    own = Version.objects.of(county).filter(catalogue__owner__isnull=True).exclude(state=Version.State.BUILDING)
    found: Version | None = own.order_by("-number").first()
    return found


def open_tasks(county: County) -> int:
    """How many revision tasks wait."""
    return RevisionTask.objects.filter(county=county, settled_at__isnull=True).count()


def lists(county: County) -> tuple[ListLine, ...]:
    """What the county has imported of powers and of services; a kind never imported counts zero."""
    counted = (
        ListEntry.objects.filter(county=county)
        .values("kind")
        .annotate(
            living=Count("id", filter=Q(is_living=True)),
            ended=Count("id", filter=Q(is_living=False)),
            without_body=Count("id", filter=Q(is_living=True, body__isnull=True)),
        )
    )
    known = {line["kind"]: line for line in counted}
    empty = {"living": 0, "ended": 0, "without_body": 0}
    return tuple(
        ListLine(str(kind), found["living"], found["ended"], found["without_body"])
        for kind in ListEntry.Kind
        for found in [known.get(str(kind), empty)]
    )


def finding_counts(version: Version) -> tuple[FindingCount, ...]:
    """Findings by kind, those that forbid issuing first; in one query."""
    counted = version.findings.values("code").annotate(
        open=Count("id", filter=Q(settled_at__isnull=True)),
        settled=Count("id", filter=Q(settled_at__isnull=False)),
        blocking=Count("id", filter=Q(blocks_issue=True)),
    )
    found = [FindingCount(f["code"], bool(f["blocking"]), f["open"], f["settled"]) for f in counted.order_by("code")]
    return tuple(sorted(found, key=lambda f: (not f.open, not f.blocks_issue, -f.open)))


def why(matter_id: int, laws: tuple[dict[str, Any], ...], county: County, *, on: date) -> Why:
    """What stands behind a row, in two queries."""
    links = MatterLink.objects.filter(matter_id=matter_id).exclude(how=MatterLink.How.REJECTED)
    found = [_linked(link) for link in links.select_related("entry__body").order_by("entry__code", "id")]
    return Why(
        linked=tuple(one for one in found if one.how != MatterLink.How.PROPOSED),
        proposed=tuple(one for one in found if one.how == MatterLink.How.PROPOSED),
        laws=tuple(_law(law, on=on) for law in laws),
        has_lists=ListEntry.objects.filter(county=county).exists(),
    )


def _linked(link: MatterLink) -> Linked:
    entry = link.entry
    return Linked(
        link_id=link.pk,
        entry_id=entry.pk,
        kind=entry.kind,
        type=entry.type,
        code=entry.code,
        name=entry.name,
        body=entry.body.short_name if entry.body else entry.body_name,
        how=link.how,
        is_living=entry.is_living,
    )


def _law(law: Mapping[str, Any], *, on: date) -> Law:
    found = next((replaced for _, replaced in basis.replaced([law], on=on)), None)
    return Law(
        name=str(law.get("name") or ""),
        number=str(law.get("no") or ""),
        successor=found.successor if found else "",
        since=found.since if found else None,
    )


def adaptations(version: Version, field_id: int) -> dict[int, tuple[Adaptation, ...]]:
    """Row → what it says otherwise than the text above it, word by word; in one query."""
    rows = version.rows.filter(field_id=field_id, decision="adapted").select_related("national", "mirrors")
    return {row.pk: _adaptations(row) for row in rows if row.mirrors or row.national}


def _adaptations(row: Row) -> tuple[Adaptation, ...]:
    above: Any = row.mirrors or row.national
    return differences.between(compared(above), compared(row))


def needing(version: Version) -> QuerySet[Any]:
    """Rows that keep the version from being issued: undecided, or with a finding that forbids it."""
    blocked = Finding.objects.filter(row=OuterRef("pk"), blocks_issue=True, settled_at__isnull=True)
    return version.rows.filter(Q(decision="undecided") | Exists(blocked))


def next_needing(version: Version, *, after: int) -> int | None:
    """The next row that needs somebody, from a position on, and round again from the top."""
    waiting = needing(version).order_by("position", "id").values_list("id", flat=True)
    found: int | None = waiting.filter(position__gt=after).first() or waiting.first()
    return found


def townships_unready(version: Version) -> list[VersionLine]:
    """Township drafts that go along with a county's version and still have undecided rows."""
    if version.catalogue.owner_id is not None:
        return []
    return [line for line in township_versions(version.catalogue.county) if line.is_draft and line.undecided]


def last_act(version: Version) -> LastAct | None:
    """The last act that can be taken back, in one query."""
    batch: DecisionBatch | None = (
        version.batches.filter(undone_at__isnull=True).select_related("made_by").order_by("-made_at", "-pk").first()
    )
    if batch is None:
        return None
    touched = {*batch.before, *map(str, batch.created_rows)}
    return LastAct(batch.pk, batch.action, len(touched), batch.made_at, str(batch.made_by or ""))


def approvers(version: Version, *, on: date, besides: User) -> QuerySet[User]:
    """Who may approve that a row does not apply: people of the county (or the township) who sign, but herself."""
    catalogue = version.catalogue
    return approvers_of(catalogue.county, on=on, besides=besides, township_id=catalogue.owner_id)


def approvers_of(county: County, *, on: date, besides: User, township_id: int | None = None) -> QuerySet[User]:
    """People who sign in a county's bodies, and in one of its townships."""
    posts = Post.objects.held(on=on).filter(role__in=APPROVERS, body__county=county)
    own = Q(body__level=Level.COUNTY) | Q(body_id=township_id)
    found = User.objects.filter(posts__in=posts.filter(own)).exclude(pk=besides.pk)
    return found.distinct().order_by("display_name", "pk")


def bodies_by_level(county: County, *, on: date) -> dict[str, list[Body]]:
    """The living bodies from which a subject is chosen."""
    found: dict[str, list[Body]] = defaultdict(list)
    for body in Body.objects.of(county).living(on=on).order_by("pinyin", "id"):
        found[body.level].append(body)
    return dict(found)


def bodies_with_entries(county: County) -> list[Body]:
    """Bodies that hold living powers or services."""
    held = ListEntry.objects.filter(county=county, is_living=True, body__isnull=False)
    return list(Body.objects.filter(pk__in=held.values("body")).order_by("pinyin", "id"))


def gap_findings(version: Version) -> dict[str, int]:
    """The open findings of gaps, by "entry:<id>" or "row:<id>": what is settled with a reason."""
    found = version.findings.filter(code__in=[str(code) for code in GAPS], settled_at__isnull=True)
    return {
        f"entry:{entry}" if entry else f"row:{row}": pk
        for pk, entry, row in found.values_list("id", "entry_id", "row_id")
    }


def rows_named(version: Version, words: str, *, limit: int = 20) -> list[Row]:
    """Rows of a version whose names hold the words: candidates for a link."""
    rows = version.rows.applicable().filter(Q(l1__contains=words) | Q(l2__contains=words))
    return list(rows.select_related("field", "matter").order_by("position", "id")[:limit])


def editions_to_compare(version: Version) -> list[Edition]:
    """Editions in force that the version was not made from and that nobody compared with it yet."""
    known = RevisionTask.objects.filter(county=version.catalogue.county).values("new_edition")
    fresh = Edition.objects.filter(state=Edition.State.IN_FORCE).exclude(pk__in=version.editions.values("pk"))
    return list(fresh.exclude(pk__in=known).select_related("guideline").order_by("guideline_id"))
