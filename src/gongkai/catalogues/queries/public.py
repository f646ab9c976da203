"""The catalogue in force as the public reads it: rows with their elements, reasons, differences and owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.catalogues.models import Decision, Matter, Row, RowBody, Version
from gongkai.catalogues.queries.rows import PlainRow, compared, plain
from gongkai.catalogues.rules import differences
from gongkai.catalogues.rules.differences import Difference
from gongkai.organisations.models import Body, County, Level


@dataclass(frozen=True, slots=True)
class PublicOwner:
    """Who owes a row. One entry stands for all townships where every one of them owes it."""

    slug: str
    name: str
    name_en: str
    phone: str
    level: str
    stands_for: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRow(PlainRow):
    """A row of the catalogue in force, with what the county says otherwise than the guideline."""

    reason: str
    owners: tuple[PublicOwner, ...]
    body_ids: frozenset[int]
    differences: tuple[Difference, ...]


def field_rows(version: Version, field_id: int) -> list[PublicRow]:
    """The rows of a field, those that do not apply with their reason; in four queries."""
    return _public(version.rows.filter(field_id=field_id))


def all_rows(version: Version) -> list[PublicRow]:
    """Every row of a version, without the texts that only an opened row shows."""
    return _public(version.rows.all())


def body_rows(version: Version, body: Body) -> list[PublicRow]:
    """The rows that a body owes."""
    return _public(version.rows.applicable().filter(owed_by__body=body))


def matter_row(county: County, number: int, *, on: date) -> PublicRow | None:
    """The row of a matter in force on a day, in the catalogue of whoever owns the matter."""
    matter = Matter.objects.filter(county=county, number=number).select_related("owner").first()
    if matter is None:
        return None
    versions = Version.objects.of(county).of_owner(matter.owner).in_force(on=on)
    found = _public(Row.objects.filter(matter=matter, version__in=versions))
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class MatterStep:
    """What one version of the catalogue decided of a matter."""

    version: int
    on: date
    decision: str
    reason: str


def matter_history(matter_id: int) -> list[MatterStep]:
    """The versions that held the matter, newest first."""
    rows = Row.objects.filter(matter_id=matter_id, version__in_force_from__isnull=False, version__catalogue__owner=None)
    return [
        MatterStep(row.version.number, row.version.in_force_from, row.decision, row.reason)
        for row in rows.select_related("version").order_by("-version__number")
        if row.version.in_force_from
    ]


def _public(rows: QuerySet[Row]) -> list[PublicRow]:
    shown = rows.exclude(decision=Decision.SPLIT).select_related("matter", "field", "national")
    found = list(shown.order_by("position", "id"))
    owners = _owners([row.pk for row in found])
    townships = _townships({row.county_id for row in found})
    return [_view(row, owners.get(row.pk, []), townships=townships) for row in found]


def _owners(row_ids: Iterable[int]) -> dict[int, list[Body]]:
    owners: dict[int, list[Body]] = defaultdict(list)
    lines = RowBody.objects.filter(row_id__in=list(row_ids)).select_related("body")
    for line in lines.order_by("body__level", "body__number"):
        owners[line.row_id].append(line.body)
    return owners


def _townships(county_ids: set[int]) -> int:
    return Body.objects.filter(county_id__in=county_ids, level=Level.TOWNSHIP, abolished_on__isnull=True).count()


def _view(row: Row, owners: list[Body], *, townships: int) -> PublicRow:
    return PublicRow(
        **plain(row),
        reason=row.reason,
        owners=_gathered(owners, townships=townships),
        body_ids=frozenset(body.pk for body in owners),
        differences=_differences(row),
    )


def _gathered(owners: list[Body], *, townships: int) -> tuple[PublicOwner, ...]:
    """Departments one by one; all townships as one entry, because twelve names tell a reader less than "all"."""
    below = [body for body in owners if body.level == Level.TOWNSHIP]
    is_every = len(below) > 1 and len(below) == townships
    named = [body for body in owners if not (is_every and body.level == Level.TOWNSHIP)]
    shown = [PublicOwner(b.slug, b.name, b.name_en, b.phone, b.level) for b in named]
    if is_every:
        shown.append(PublicOwner("", "", "", "", Level.TOWNSHIP, stands_for=len(below)))
    return tuple(shown)


def _differences(row: Row) -> tuple[Difference, ...]:
    if row.national is None or row.decision != Decision.ADAPTED:
        return ()
    return differences.between(compared(row.national), compared(row))
