"""Compiling a county's draft: guidelines × lists × bodies, with what people decided before.

Everything is read and worked out before the transaction; the draft is written in one, so that a process killed in the
middle leaves the draft of before, or none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from gongkai.audit import actions as audit
from gongkai.catalogues import policies, sources
from gongkai.catalogues.actions import findings, linking
from gongkai.catalogues.models import Catalogue, Matter, Row, RowBody, Version
from gongkai.catalogues.rules import compilation
from gongkai.catalogues.rules.compilation import Planned
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.catalogues.rules.subjects import Directory
from gongkai.kernel.progress import Stage, tell
from gongkai.organisations.models import County, User

WRITTEN = (*compilation.ELEMENTS, *compilation.DECIDED, "national_id", "field_id", "position")


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a compile did."""

    version: Version
    rows: int
    is_new: bool
    new_matters: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be written."""

    rows: tuple[Planned, ...]
    edition_ids: tuple[int, ...]
    directory: Directory
    footing: sources.Footing  # what people had decided when it was read


def compile_county(*, county: County, by: User | None, at: datetime, on: date) -> Compiled:
    """Compile the county's draft, or bring the open one up to date; people's decisions stay as they are."""
    policies.require_manage(by, county, on=on)
    draft = _plan(county, on=on)
    tell(Stage.WRITING)
    with transaction.atomic():
        catalogue = lock_catalogue(county)
        if sources.footing(catalogue) != draft.footing:
            # Somebody decided while we were reading: what she decided is read again, now that nobody else can.
            draft = _plan(county, on=on)
        return _write(catalogue, draft, by=by, at=at, on=on)


def _plan(county: County, *, on: date) -> Draft:
    tell(Stage.WORKING_OUT)
    guidance = sources.guidance(county, on=on)
    if not guidance.texts:
        raise CatalogueRefused(Refusal.NO_EDITION)
    catalogue = sources.county_catalogue(county)
    footing = sources.footing(catalogue)
    draft, issued = sources.base_of(catalogue)
    planned = compilation.plan(guidance.texts, sources.earlier(draft or issued))
    return Draft(planned, guidance.edition_ids, sources.directory(county, on=on), footing)


def lock_catalogue(county: County) -> Catalogue:
    """The county's catalogue and its open draft, locked. The order of locks: catalogue, draft, county, audit."""
    catalogue = Catalogue.objects.select_for_update().get_or_create(county=county, owner=None)[0]
    list(catalogue.versions.select_for_update().filter(state=Version.State.DRAFT))
    return catalogue


def _write(catalogue: Catalogue, draft: Draft, *, by: User | None, at: datetime, on: date) -> Compiled:
    county = catalogue.county
    open_draft, issued = sources.base_of(catalogue)
    version = open_draft or start_version(catalogue, based_on=issued, at=at)
    version.editions.set(draft.edition_ids)
    matters = _matters(county, draft.rows, at=at)
    _sync_rows(version, draft.rows, matters)
    sync_owed(version, draft.directory)
    linking.link_by_name(county, version, at=at)
    findings.reconcile(version, on=on, directory=draft.directory)
    if open_draft is None and issued is not None:
        findings.carry_settled(version, base=issued)
    version.state, version.compiled_at = Version.State.DRAFT, at
    version.save(update_fields=["state", "compiled_at"])
    audit.record(
        "catalogue.compile",
        subject=version,
        by=by,
        at=at,
        county_id=county.pk,
        detail={"rows": len(draft.rows), "editions": list(draft.edition_ids)},
    )
    new = sum(row.matter_id is None for row in draft.rows)
    return Compiled(version, rows=len(draft.rows), is_new=open_draft is None, new_matters=new)


def start_version(
    catalogue: Catalogue, *, based_on: Version | None, at: datetime, template: Version | None = None
) -> Version:
    """A version in building, numbered after the last."""
    catalogue.versions.filter(state=Version.State.BUILDING).delete()
    last = catalogue.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        catalogue=catalogue, number=last + 1, based_on=based_on, compiled_at=at, template=template
    )


def _matters(county: County, rows: Sequence[Planned], *, at: datetime) -> dict[int, int]:
    """Item → matter, with matters made for items that the county meets for the first time."""
    known = sources.matters_by_item(county)
    number = next_number(county)
    new = [row for row in rows if row.item_id is not None and row.matter_id is None and row.item_id not in known]
    Matter.objects.bulk_create(
        Matter(
            county=county,
            number=number + n,
            field_id=row.field_id,
            item_id=row.item_id,
            name=row.name,
            name_en=row.name_en,
            created_at=at,
        )
        for n, row in enumerate(new)
    )
    return sources.matters_by_item(county) if new else known


def next_number(county: County) -> int:
    """The number that the county's next matter takes for ever. The county's row stays locked until the commit."""
    County.objects.select_for_update().get(pk=county.pk)
    last: int = Matter.objects.filter(county=county).aggregate(last=Max("number"))["last"] or 0
    return last + 1


def _sync_rows(version: Version, planned: Sequence[Planned], matters: Mapping[int, int]) -> None:
    """Make the draft's rows those of the plan: what is the same is not touched, and keeps its address."""
    standing = {row.matter_id: row for row in version.rows.all()}
    county_id = version.catalogue.county_id
    fresh, changed = [], []
    for plan in planned:
        matter_id = plan.matter_id or matters[plan.item_id or 0]
        row = standing.pop(matter_id, None)
        if row is None:
            fresh.append(_fill(Row(version=version, matter_id=matter_id, county_id=county_id), plan))
        elif _differs(row, plan):
            changed.append(_fill(row, plan))
    version.rows.filter(pk__in=[row.pk for row in standing.values()]).delete()
    Row.objects.bulk_create(fresh, batch_size=500)
    if changed:
        Row.objects.bulk_update(changed, [name.removesuffix("_id") for name in WRITTEN], batch_size=100)


def _values(plan: Planned) -> dict[str, object]:
    own = {"national_id": plan.national_id, "field_id": plan.field_id, "position": plan.position}
    return {**plan.elements, **plan.decision, **own}


def _fill(row: Row, plan: Planned) -> Row:
    for name, value in _values(plan).items():
        setattr(row, name, value)
    return row


def _differs(row: Row, plan: Planned) -> bool:
    return any(getattr(row, name) != value for name, value in _values(plan).items())


def sync_owed(version: Version, directory: Directory) -> None:
    """Make the bodies that owe each row those that its subject means today."""
    wanted = {
        (pk, body, level)
        for pk, subject, levels in version.rows.values_list("id", "subject", "levels")
        for body, level in directory.resolve(subject, levels=levels).owed
    }
    standing = {
        (row, body, level): pk
        for pk, row, body, level in RowBody.objects.filter(row__version=version).values_list(
            "id", "row_id", "body_id", "level"
        )
    }
    gone = [pk for key, pk in standing.items() if key not in wanted]
    for start in range(0, len(gone), 500):
        RowBody.objects.filter(pk__in=gone[start : start + 500]).delete()
    RowBody.objects.bulk_create(
        (RowBody(row_id=row, body_id=body, level=level) for row, body, level in sorted(wanted - standing.keys())),
        batch_size=2000,
    )


def copy_version(issued: Version, *, at: datetime, on: date) -> Version:
    """A draft with the very rows of an issued version. Runs in the caller's transaction."""
    version = start_version(issued.catalogue, based_on=issued, at=at)
    version.editions.set(issued.editions.all())
    standing = list(issued.rows.all())
    owed = list(RowBody.objects.filter(row__version=issued).values_list("row_id", "body_id", "level"))
    old_ids = [row.pk for row in standing]
    for row in standing:
        row.pk, row.version, row._state.adding = None, version, True
    Row.objects.bulk_create(standing, batch_size=500)
    new_of = {old: row.pk for old, row in zip(old_ids, standing, strict=True)}
    RowBody.objects.bulk_create(
        (RowBody(row_id=new_of[row], body_id=body, level=level) for row, body, level in owed), batch_size=2000
    )
    findings.reconcile(version, on=on)
    findings.carry_settled(version, base=issued)
    version.state = Version.State.DRAFT
    version.save(update_fields=["state"])
    return version
