"""What holds on a day: the row of a matter, the rows of a catalogue, what a body owes.

A township's own catalogue speaks for the township and its villages; where none is in force, the county's does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.catalogues.models import Row, RowBody, Version
from gongkai.catalogues.queries.rows import PlainRow, plain
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import Body, County, Level


@dataclass(frozen=True, slots=True)
class Owner:
    """A body that owes a row, at a level."""

    body_id: int
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowInForce(PlainRow):
    """A row as duties, publishing and the desk read it."""

    version_id: int
    position: int
    time_rules: dict[str, Any]
    channels_optional: tuple[str, ...]
    provenance: str
    owners: tuple[Owner, ...]


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
    found = _views(rows.filter(_in_force(on)).order_by("-version__in_force_from")[:1], on=on)
    return found[0] if found else None


def rows_in_force(county: County, *, on: date, owner: Body | None = None) -> list[RowInForce]:
    """The applicable rows of the catalogue in force, in its order."""
    version = current_version(county, on=on, owner=owner)
    return _views(Row.objects.applicable().filter(version=version).order_by("position", "id"), on=on)


def rows_of_body(body: Body, *, on: date) -> list[RowInForce]:
    """The rows that a body owes on a day, its own and those of the bodies it succeeded."""
    if body.county is None:
        return []
    lines = _lines(body.county, on=on, of=Q(body=body) | Q(body__abolished_on__lte=on))
    ids = [line.row_id for line in lines if line.body_id == body.pk]
    return _views(Row.objects.filter(pk__in=ids).order_by("position", "id"), on=on)


def owed(county: County, *, on: date) -> list[Owed]:
    """Every (row, body) of a county on a day, in three queries whatever its size."""
    return _lines(county, on=on, of=Q())


def _lines(county: County, *, on: date, of: Q) -> list[Owed]:
    versions = Version.objects.of(county).in_force(on=on)
    by_owner = dict(versions.values_list("catalogue__owner_id", "id"))
    found = list(
        RowBody.objects.filter(of, row__version__in=list(by_owner.values()))
        .exclude(row__decision__in=["not_applicable", "split"])
        .order_by("row__position", "row_id", "body_id")
        .values_list(
            "row_id", "row__matter_id", "body_id", "level", "row__version_id", "body__parent_id", "body__abolished_on"
        )
    )
    has_gone = any(gone is not None and gone <= on for *_, gone in found)
    standing_in = organisations.heirs(county.pk, on=on) if has_gone else {}
    own = set(by_owner) - {None}
    county_version = by_owner.get(None)
    return _each_once(
        (
            (body, Owed(row, matter, standing_in.get(body, body), level, version))
            for row, matter, body, level, version, parent, _gone in found
            if version != county_version
            or not any(_speaks_for_itself(one, parent, level, own) for one in {body, standing_in.get(body, body)})
        ),
        {version: owner for owner, version in by_owner.items()},
    )


def _each_once(lines: Iterable[tuple[int, Owed]], owner_of: Mapping[int, int | None]) -> list[Owed]:
    """A successor owes a matter once: by its own catalogue before another's, as itself before as heir."""
    best: dict[tuple[int, int], tuple[tuple[int, bool], Owed]] = {}
    kept = list(lines)
    for named, line in kept:
        rank = (precedence(owner_of[line.version_id], line.body_id), named != line.body_id)
        pair = (line.matter_id, line.body_id)
        if pair not in best or rank < best[pair][0]:
            best[pair] = (rank, line)
    return [line for _, line in kept if best[line.matter_id, line.body_id][1] is line]


def precedence(owner_id: int | None, body_id: int) -> int:
    """Whose catalogue speaks first for a body: its own, then a township's, then the county's."""
    if owner_id is None:
        return 2
    return 0 if owner_id == body_id else 1


def _speaks_for_itself(body: int, parent: int | None, level: str, own: set[int | None]) -> bool:
    return (level == Level.TOWNSHIP and body in own) or (level == Level.VILLAGE and parent in own)


def _in_force(on: date) -> Q:
    until = Q(version__in_force_until__isnull=True) | Q(version__in_force_until__gt=on)
    return Q(version__in_force_from__lte=on) & until


def _views(rows: QuerySet[Row], *, on: date) -> list[RowInForce]:
    found = list(rows.select_related("matter", "field"))
    owners = owners_of([row.pk for row in found], on=on)
    return [view(row, owners.get(row.pk, ())) for row in found]


def owners_of(row_ids: Iterable[int], *, on: date | None = None) -> dict[int, tuple[Owner, ...]]:
    """The bodies that each row names; with a day, whoever answers for them then, each once at a level."""
    asked = RowBody.objects.filter(row_id__in=list(row_ids)).order_by("body__level", "body__number")
    lines = list(asked.values_list("row_id", "body_id", "level", "row__county_id", "body__abolished_on"))
    standing_in: dict[int, int] = {}
    if on is not None:
        for county_id in {county for *_, county, gone in lines if gone is not None and gone <= on}:
            standing_in |= organisations.heirs(county_id, on=on)
    owners: dict[int, dict[Owner, None]] = defaultdict(dict)
    for row_id, body_id, level, *_ in lines:
        owners[row_id][Owner(standing_in.get(body_id, body_id), level)] = None
    return {row_id: tuple(found) for row_id, found in owners.items()}


def view(row: Row, owners: tuple[Owner, ...]) -> RowInForce:
    """A row with its matter, field and owners, frozen."""
    return RowInForce(
        **plain(row),
        version_id=row.version_id,
        position=row.position,
        time_rules=row.time_rules,
        channels_optional=tuple(row.channels_optional),
        provenance=row.provenance,
        owners=owners,
    )
