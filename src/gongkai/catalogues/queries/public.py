"""The catalogue in force as the public reads it: rows with their elements, reasons, differences and owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.catalogues.models import Decision, Matter, Row, RowBody, Version
from gongkai.catalogues.queries.rows import PlainRow, compared, plain
from gongkai.catalogues.rules import differences
from gongkai.catalogues.rules.differences import Difference
from gongkai.organisations import queries as organisations
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


def field_rows(version: Version, field_id: int, *, on: date) -> list[PublicRow]:
    """The rows of a field, those that do not apply with their reason; in a constant number of queries."""
    return _public(version.rows.filter(field_id=field_id), on=on)


def all_rows(version: Version, *, on: date) -> list[PublicRow]:
    """Every row of a version, without the texts that only an opened row shows."""
    return _public(version.rows.all(), on=on)


def body_rows(version: Version, body: Body, *, on: date) -> list[PublicRow]:
    """The rows that a body owes on a day, its own and those of the bodies it succeeded."""
    named = RowBody.objects.filter(Q(body=body) | Q(body__abolished_on__lte=on)).values("row")
    rows = _public(version.rows.applicable().filter(pk__in=named), on=on)
    return [row for row in rows if body.pk in row.body_ids]


def matter_row(county: County, number: int, *, on: date) -> PublicRow | None:
    """The row of a matter in force on a day, in the catalogue of whoever owns the matter."""
    matter = Matter.objects.filter(county=county, number=number).select_related("owner").first()
    if matter is None:
        return None
    versions = Version.objects.of(county).of_owner(matter.owner).in_force(on=on)
    found = _public(Row.objects.filter(matter=matter, version__in=versions), on=on)
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


def _public(rows: QuerySet[Row], *, on: date) -> list[PublicRow]:
    shown = rows.exclude(decision=Decision.SPLIT).select_related("matter", "field", "national")
    found = list(shown.order_by("position", "id"))
    owners = _owners([row.pk for row in found], on=on)
    townships = _townships({row.county_id for row in found}, on=on)
    return [_view(row, owners.get(row.pk, []), townships=townships, on=on) for row in found]


def _owners(row_ids: Iterable[int], *, on: date) -> dict[int, list[Body]]:
    """The bodies that answer for each row: an issued row names some that exist no longer."""
    lines = list(RowBody.objects.filter(row_id__in=list(row_ids)).select_related("body"))
    heirs = organisations.successors({line.body for line in lines}, on=on)
    owners: dict[int, dict[int, Body]] = defaultdict(dict)
    for line in lines:
        body = heirs.get(line.body_id, line.body)
        owners[line.row_id][body.pk] = body
    return {row: sorted(found.values(), key=lambda body: (body.level, body.number)) for row, found in owners.items()}


def _townships(county_ids: set[int], *, on: date) -> int:
    return Body.objects.living(on=on).filter(county_id__in=county_ids, level=Level.TOWNSHIP).count()


def _view(row: Row, owners: list[Body], *, townships: int, on: date) -> PublicRow:
    return PublicRow(
        **plain(row),
        reason=row.reason,
        owners=_gathered(owners, townships=townships, on=on),
        body_ids=frozenset(body.pk for body in owners),
        differences=_differences(row),
    )


def _gathered(owners: list[Body], *, townships: int, on: date) -> tuple[PublicOwner, ...]:
    """Departments one by one; all townships as one entry, because twelve names tell a reader less than "all"."""
    below = [body for body in owners if body.level == Level.TOWNSHIP]
    is_every = len(below) > 1 and len(below) == townships
    named = [body for body in owners if not (is_every and body.level == Level.TOWNSHIP)]
    shown = [PublicOwner(b.slug, b.name, b.name_en, b.phone_on(on), b.level) for b in named]
    if is_every:
        shown.append(PublicOwner("", "", "", "", Level.TOWNSHIP, stands_for=len(below)))
    return tuple(shown)


def _differences(row: Row) -> tuple[Difference, ...]:
    if row.national is None or row.decision != Decision.ADAPTED:
        return ()
    return differences.between(compared(row.national), compared(row))
