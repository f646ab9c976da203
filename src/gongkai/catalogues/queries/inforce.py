"""What holds on a day: the row of a matter, the rows of a catalogue, what a body owes.

A township's own catalogue speaks for the township and its villages; where none is in force, the county's does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.catalogues.models import Row, RowBody, Version
from gongkai.organisations.models import Body, County, Level


@dataclass(frozen=True, slots=True)
class Owner:
    """A body that owes a row, at a level."""

    body_id: int
    level: str


@dataclass(frozen=True, slots=True)
class RowInForce:
    """A row as duties, publishing and the portal read it."""

    id: int
    version_id: int
    matter_id: int
    matter_number: int
    field_id: int
    field_slug: str
    position: int
    decision: str
    l1: str
    l2: str
    l3: str
    l1_en: str
    l2_en: str
    content: tuple[dict[str, Any], ...]
    basis: tuple[dict[str, Any], ...]
    time_limit: str
    time_rules: dict[str, Any]
    subject: tuple[str, ...]
    channels: tuple[str, ...]
    channels_optional: tuple[str, ...]
    audience: dict[str, Any]
    mode: tuple[str, ...]
    levels: tuple[str, ...]
    provenance: str
    is_verified: bool
    owners: tuple[Owner, ...]

    @property
    def is_applicable(self) -> bool:
        return self.decision not in ("not_applicable", "split")


@dataclass(frozen=True, slots=True)
class Owed:
    """That a body owes a row on a day: what duties are made from."""

    row_id: int
    matter_id: int
    body_id: int
    level: str
    version_id: int


def current_version(county: County, *, on: date, owner: Body | None = None) -> Version | None:
    """The version of the county's (or a township's) catalogue in force on a day."""
    return Version.objects.of(county).of_owner(owner).in_force(on=on).order_by("-in_force_from").first()


def draft_version(county: County, *, owner: Body | None = None) -> Version | None:
    """The open draft, if there is one."""
    return Version.objects.of(county).of_owner(owner).drafts().first()


def row_in_force(matter_id: int, *, on: date, owner: Body | None = None) -> RowInForce | None:
    """What a matter demands on a day, in the county's catalogue or in a township's. None: nothing."""
    rows = Row.objects.filter(matter_id=matter_id, version__catalogue__owner=owner)
    found = _views(rows.filter(_in_force(on)).order_by("-version__in_force_from")[:1])
    return found[0] if found else None


def rows_in_force(county: County, *, on: date, owner: Body | None = None) -> list[RowInForce]:
    """The applicable rows of the catalogue in force, in its order."""
    version = current_version(county, on=on, owner=owner)
    return rows_of_version(version.pk) if version is not None else []


def rows_of_version(version_id: int) -> list[RowInForce]:
    """The applicable rows of one version, in its order."""
    return _views(Row.objects.applicable().filter(version_id=version_id).order_by("position", "id"))


def rows_of_body(body: Body, *, on: date) -> list[RowInForce]:
    """The rows that a body owes on a day."""
    township_id = {Level.TOWNSHIP: body.pk, Level.VILLAGE: body.parent_id}.get(Level(body.level))
    versions = Version.objects.filter(catalogue__county=body.county).in_force(on=on)
    version = versions.filter(catalogue__owner_id=township_id).first() if township_id else None
    version = version or versions.filter(catalogue__owner__isnull=True).first()
    if version is None:
        return []
    rows = Row.objects.applicable().filter(version=version, owed_by__body=body)
    return _views(rows.order_by("position", "id"))


def owed(county: County, *, on: date) -> list[Owed]:
    """Every (row, body) of a county on a day, in three queries whatever its size."""
    versions = Version.objects.of(county).in_force(on=on)
    by_owner = dict(versions.values_list("catalogue__owner_id", "id"))
    lines = (
        RowBody.objects.filter(row__version__in=list(by_owner.values()))
        .exclude(row__decision__in=["not_applicable", "split"])
        .order_by("row__position", "row_id", "body_id")
        .values_list("row_id", "row__matter_id", "body_id", "level", "row__version_id", "body__parent_id")
    )
    own = set(by_owner) - {None}
    county_version = by_owner.get(None)
    return [
        Owed(row, matter, body, level, version)
        for row, matter, body, level, version, parent in lines
        if version != county_version or not _speaks_for_itself(body, parent, level, own)
    ]


def _speaks_for_itself(body: int, parent: int | None, level: str, own: set[int | None]) -> bool:
    return (level == Level.TOWNSHIP and body in own) or (level == Level.VILLAGE and parent in own)


def _in_force(on: date) -> Q:
    until = Q(version__in_force_until__isnull=True) | Q(version__in_force_until__gt=on)
    return Q(version__in_force_from__lte=on) & until


def _views(rows: QuerySet[Row]) -> list[RowInForce]:
    found = list(rows.select_related("matter", "field"))
    owners = owners_of([row.pk for row in found])
    return [view(row, owners.get(row.pk, ())) for row in found]


def owners_of(row_ids: Iterable[int]) -> dict[int, tuple[Owner, ...]]:
    owners: dict[int, list[Owner]] = defaultdict(list)
    ids = list(row_ids)
    lines = RowBody.objects.filter(row_id__in=ids).order_by("body__level", "body__number")
    for row_id, body_id, level in lines.values_list("row_id", "body_id", "level"):
        owners[row_id].append(Owner(body_id, level))
    return {row_id: tuple(found) for row_id, found in owners.items()}


def view(row: Row, owners: tuple[Owner, ...]) -> RowInForce:
    """A row with its matter, field and owners, frozen."""
    return RowInForce(
        id=row.pk,
        version_id=row.version_id,
        matter_id=row.matter_id,
        matter_number=row.matter.number,
        field_id=row.field_id,
        field_slug=row.field.slug,
        position=row.position,
        decision=row.decision,
        l1=row.l1,
        l2=row.l2,
        l3=row.l3,
        l1_en=row.l1_en,
        l2_en=row.l2_en,
        content=tuple(row.content),
        basis=tuple(row.basis),
        time_limit=row.time_limit,
        time_rules=row.time_rules,
        subject=tuple(row.subject),
        channels=tuple(row.channels),
        channels_optional=tuple(row.channels_optional),
        audience=row.audience,
        mode=tuple(row.mode),
        levels=tuple(row.levels),
        provenance=row.provenance,
        is_verified=row.is_verified,
        owners=owners,
    )
