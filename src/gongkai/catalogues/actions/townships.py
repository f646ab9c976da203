"""Township catalogues: each mirrors the county rows that it owes and decides only on its differences.

All of a county's townships are built as versions in state `building`, a few at a time, and made visible by one UPDATE.
A build that was killed is invisible; the sweeper, or the next compile, removes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.catalogues import policies, sources
from gongkai.catalogues.actions import findings
from gongkai.catalogues.actions.compiling import start_version
from gongkai.catalogues.actions.drafts import FOLLOWED
from gongkai.catalogues.models import Catalogue, Row, RowBody, Version
from gongkai.catalogues.rules import compilation
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.kernel.periodic import periodic
from gongkai.kernel.progress import Stage, tell
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import Body, County, Level, User

AT_ONCE = 5  # townships in one transaction: well under the three seconds a writer may hold the database
ABANDONED_AFTER = timedelta(minutes=30)
# A build that began less than this ago may still be alive.
ALIVE_FOR = timedelta(minutes=2)
COPIED = (*FOLLOWED, "field_id", "position")


@dataclass(frozen=True, slots=True)
class Mirror:
    """The county rows that townships mirror, and who owes each of them."""

    template: Version
    rows: Mapping[int, Row]
    owed: Mapping[int, Sequence[tuple[int, int, str]]]  # township → (county row, body, level)
    unsettled: Mapping[int, frozenset[int]]  # township → matters that one it succeeded had decided in its own way


def compile_townships(
    *, county: County, by: User | None, at: datetime, on: date, begun_before: datetime | None = None
) -> list[Version]:
    """Build or bring up to date the drafts of all townships from the county's draft (or its issued version).

    `begun_before`: when a worker that died began the same. Its build is no running one, however young.
    """
    policies.require_manage(by, county, on=on)
    draft, issued = sources.base_of(sources.county_catalogue(county))
    template = draft or issued
    if template is None:
        raise CatalogueRefused(Refusal.COUNTY_FIRST)
    mirror = _mirror(template, on=on)
    townships = list(Body.objects.of(county).living(on=on).filter(level=Level.TOWNSHIP).order_by("number"))
    _refuse_running_build(county, at=at, but_of=begun_before)
    versions = []
    for start in range(0, len(townships), AT_ONCE):
        tell(Stage.WRITING, start, len(townships))
        with transaction.atomic():
            versions += [_sync(township, mirror, at=at, on=on) for township in townships[start : start + AT_ONCE]]
    _make_visible(versions, county, template=template, by=by, at=at, on=on)
    return versions


def _mirror(template: Version, *, on: date) -> Mirror:
    """Rows owed at township level, and below it."""
    owed: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    lower = RowBody.objects.filter(row__version=template, level__in=[Level.TOWNSHIP, Level.VILLAGE])
    for row, body, level, parent in lower.values_list("row_id", "body_id", "level", "body__parent_id"):
        owed[body if level == Level.TOWNSHIP else parent or 0].append((row, body, level))
    wanted = {row for lines in owed.values() for row, _, _ in lines}
    rows = {row.pk: row for row in template.rows.all() if row.pk in wanted}
    return Mirror(template, rows, owed, _unsettled(template.catalogue.county_id, on=on))


def _unsettled(county_id: int, *, on: date) -> dict[int, frozenset[int]]:
    """What an abolished township did not take over as the county has it: its successor decides that for itself."""
    left: dict[int, set[int]] = defaultdict(set)
    heirs = organisations.heirs(county_id, on=on)
    own = Row.objects.filter(
        version__state=Version.State.ISSUED, version__catalogue__owner__in=heirs, is_inherited=False
    )
    for matter, owner in own.filter(mirrors__isnull=False).values_list("matter_id", "version__catalogue__owner"):
        left[heirs[owner]].add(matter)
    return {heir: frozenset(matters) for heir, matters in left.items()}


def _refuse_running_build(county: County, *, at: datetime, but_of: datetime | None) -> None:
    building = Version.objects.of(county).filter(state=Version.State.BUILDING)
    alive = building.filter(compiled_at__gt=at - ALIVE_FOR, compiled_at__lte=at)
    if alive.exclude(compiled_at=but_of).exists():
        raise CatalogueRefused(Refusal.BUILD_RUNNING)
    building.delete()


def _sync(township: Body, mirror: Mirror, *, at: datetime, on: date) -> Version:
    catalogue = Catalogue.objects.get_or_create(county=mirror.template.catalogue.county, owner=township)[0]
    draft, issued = sources.base_of(catalogue)
    version = draft or start_version(catalogue, based_on=issued, at=at, template=mirror.template)
    if version.template_id != mirror.template.pk:
        version.template = mirror.template
        version.save(update_fields=["template"])
    lines = mirror.owed.get(township.pk, ())
    own = _own_rows(issued) if draft is None and issued is not None else {}
    county_rows = [mirror.rows[pk] for pk in dict.fromkeys(row for row, _, _ in lines)]
    _sync_rows(version, county_rows, own, unsettled=mirror.unsettled.get(township.pk, frozenset()))
    _sync_owed(version, lines)
    return version


def _own_rows(issued: Version) -> dict[int, Row]:
    """What the township decided itself in the version before, by matter."""
    return {row.matter_id: row for row in issued.rows.filter(is_inherited=False)}


def _sync_rows(
    version: Version, county_rows: Sequence[Row], own: Mapping[int, Row], *, unsettled: frozenset[int]
) -> None:
    standing = {row.matter_id: row for row in version.rows.all()}
    fresh, changed = [], []
    for source in county_rows:
        row = standing.pop(source.matter_id, None)
        if row is None:
            fresh.append(_mirrored(version, source, own.get(source.matter_id), unsettled))
        elif row.is_inherited and _differs(row, source):
            changed.append(_follow(row, source))
        elif row.mirrors_id != source.pk:
            row.mirrors_id = source.pk  # its own words stay; what it may be reset to is the county's new row
            changed.append(row)
    gone = [row.pk for row in standing.values() if row.mirrors_id is not None]
    version.rows.filter(pk__in=gone).delete()
    fresh += [_local(version, row) for row in own.values() if row.mirrors_id is None]
    Row.objects.bulk_create(fresh, batch_size=500)
    if changed:
        Row.objects.bulk_update(changed, ["mirrors", *_columns()], batch_size=100)


def _mirrored(version: Version, source: Row, own: Row | None, unsettled: frozenset[int]) -> Row:
    """A township row: the county's words, or what the township had decided itself; open where its predecessor had."""
    row = _fill(Row(version=version, matter_id=source.matter_id, county_id=source.county_id), own or source)
    row.field_id, row.position = source.field_id, source.position
    row.mirrors_id, row.is_inherited = source.pk, own is None
    if own is None and source.matter_id in unsettled:
        row.is_inherited = False
        for name, value in compilation.UNDECIDED.items():
            setattr(row, name, value)
    return row


def _local(version: Version, before: Row) -> Row:
    """A row that the township added for itself in the version before."""
    return _fill(Row(version=version, matter_id=before.matter_id, county_id=before.county_id), before)


def _fill(row: Row, source: Row) -> Row:
    for name in COPIED:
        setattr(row, name, getattr(source, name))
    return row


def _follow(row: Row, source: Row) -> Row:
    row.mirrors_id = source.pk
    return _fill(row, source)


def _differs(row: Row, source: Row) -> bool:
    return row.mirrors_id != source.pk or any(getattr(row, name) != getattr(source, name) for name in COPIED)


def _columns() -> list[str]:
    return [name.removesuffix("_id") for name in COPIED]


def _sync_owed(version: Version, lines: Iterable[tuple[int, int, str]]) -> None:
    """The township, and its villages where they speak for themselves."""
    own = dict(version.rows.filter(mirrors__isnull=False).values_list("mirrors_id", "id"))
    wanted = {(own[row], body, level) for row, body, level in lines if row in own}
    owner = version.catalogue.owner_id or 0
    wanted |= {
        (pk, owner, str(Level.TOWNSHIP)) for pk in version.rows.filter(mirrors=None).values_list("id", flat=True)
    }
    owed = RowBody.objects.filter(row__version=version).values_list("id", "row_id", "body_id", "level")
    standing = {(row, body, level): pk for pk, row, body, level in owed}
    gone = [pk for key, pk in standing.items() if key not in wanted]
    if gone:
        RowBody.objects.filter(pk__in=gone).delete()
    RowBody.objects.bulk_create(
        (RowBody(row_id=row, body_id=body, level=level) for row, body, level in sorted(wanted - standing.keys())),
        batch_size=2000,
    )


@transaction.atomic
def _make_visible(
    versions: Sequence[Version], county: County, *, template: Version, by: User | None, at: datetime, on: date
) -> None:
    ids = [version.pk for version in versions]
    Version.objects.filter(pk__in=ids).update(state=Version.State.DRAFT, compiled_at=at)
    for version in versions:
        version.state, version.compiled_at = Version.State.DRAFT, at
    if template.state == Version.State.DRAFT:
        findings.reconcile(template, on=on)
    audit.record(
        "catalogue.compile_townships",
        subject=template,
        by=by,
        at=at,
        county_id=county.pk,
        detail={"versions": ids},
    )


@transaction.atomic
def remove_abandoned_builds(*, at: datetime) -> int:
    """Remove versions whose build never ended. Nobody ever saw them."""
    abandoned = Version.objects.filter(state=Version.State.BUILDING, compiled_at__lt=at - ABANDONED_AFTER)
    count = abandoned.count()
    abandoned.delete()
    return count


@periodic("catalogues.remove_abandoned_builds", cron="*/30 * * * *")
def _sweep(at: datetime) -> None:
    remove_abandoned_builds(at=at)
