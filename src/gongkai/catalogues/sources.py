"""What a compile reads: guidelines in force, the county's bodies and subjects, its lists, what was decided before.

Everything is read in a constant number of queries and handed to the rules as plain values.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from typing import Any

from django.db.models import Count, Max, Q

from gongkai.catalogues.models import Catalogue, ListEntry, Matter, Row, RowBody, SubjectRule, Version
from gongkai.catalogues.rules import compilation, gaps, subjects
from gongkai.catalogues.rules.subjects import Directory, LocalRule, Place, Template
from gongkai.organisations.models import Body, BodyAlias, County
from gongkai.organisations.queries import settings_of
from gongkai.standards.models import Edition, Field, ItemText, Tier

ADDED = 100_000  # items that a province added stand after the nation's
LAST = 1_000_000  # local rows stand at the end of their field


@dataclass(frozen=True, slots=True)
class Guidance:
    """The guideline texts that a county compiles from, and the editions they stand in."""

    texts: tuple[compilation.Text, ...]
    edition_ids: tuple[int, ...]


def guidance(county: County, *, on: date) -> Guidance:
    """The lowest tier in force: a province's text of an item replaces the nation's, its additions join."""
    editions = editions_in_force(county, on=on)
    provincial = {e.pk for e in editions if e.guideline.tier == Tier.PROVINCIAL}
    texts = ItemText.objects.filter(edition__in=editions)
    rows = texts.values("id", "item_id", "edition_id", "position", "item__field_id", *compilation.ELEMENTS)
    numbers = _field_numbers()
    chosen: dict[int, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda r: r["edition_id"] in provincial):
        # A refined item keeps its national place, an added one comes after all of them.
        place = chosen.get(row["item_id"], row)["position"]
        is_added = row["edition_id"] in provincial and row["item_id"] not in chosen
        chosen[row["item_id"]] = row | {"position": place + (ADDED if is_added else 0)}
    return Guidance(
        texts=tuple(_text(row, numbers) for row in chosen.values()),
        edition_ids=tuple(sorted(e.pk for e in editions)),
    )


def editions_in_force(county: County, *, on: date) -> list[Edition]:
    """National editions, and those of the county's own province."""
    in_force = Edition.objects.filter(state=Edition.State.IN_FORCE).filter(
        Q(in_force_from__isnull=True) | Q(in_force_from__lte=on)
    )
    own = in_force.select_related("guideline").filter(
        Q(guideline__tier=Tier.NATIONAL)
        | Q(guideline__tier=Tier.PROVINCIAL, guideline__province__code__startswith=county.code[:2])
    )
    return list(own.order_by("pk"))


def _field_numbers() -> dict[int, int]:
    return dict(Field.objects.values_list("id", "number"))


def _text(row: Mapping[str, Any], numbers: Mapping[int, int]) -> compilation.Text:
    field_id = row["item__field_id"]
    return compilation.Text(
        id=row["id"],
        item_id=row["item_id"],
        field_id=field_id,
        order=(numbers[field_id], row["position"]),
        elements={name: row[name] for name in compilation.ELEMENTS},
    )


def directory(county: County, *, on: date) -> Directory:
    """The county's bodies by name, alias, kind and level, with its own rules and the national phrases."""
    return Directory(places=places(county, on=on), rules=_local_rules(county), templates=templates())


@lru_cache(maxsize=1)
def templates() -> tuple[Template, ...]:
    """The national phrases of the built-in pack (subjects.csv)."""
    path = resources.files("gongkai.standards") / "pack" / "subjects.csv"
    with path.open(encoding="utf-8") as file:
        return tuple(subjects.template(line) for line in csv.DictReader(file))


def places(county: County, *, on: date) -> list[Place]:
    """The living bodies of a county. Tables print 县民政局 or 民政局 for the official 明镜县民政局."""
    bodies = Body.objects.of(county).living(on=on).values_list("id", "kind", "level", "name", "short_name", "parent_id")
    aliases: dict[int, set[str]] = defaultdict(set)
    for body_id, name in BodyAlias.objects.filter(body__county=county).values_list("body_id", "name"):
        aliases[body_id].add(name)
    return [
        Place(pk, kind, level, frozenset({name, name.removeprefix(county.name), short, *aliases[pk]} - {""}), parent)
        for pk, kind, level, name, short, parent in bodies
    ]


def _local_rules(county: County) -> list[LocalRule]:
    return [
        LocalRule(rule.phrase, rule.level, tuple(body.pk for body in rule.bodies.all()), rule.every_township)
        for rule in SubjectRule.objects.filter(county=county).prefetch_related("bodies")
    ]


def earlier(version: Version | None) -> list[compilation.Earlier]:
    """The rows of a version as the plan carries them over."""
    if version is None:
        return []
    numbers = _field_numbers()
    rows = version.rows.values(
        "matter_id",
        "matter__item_id",
        "matter__split_from_id",
        "field_id",
        "position",
        "national_id",
        *compilation.ELEMENTS,
        *compilation.DECIDED,
    )
    positions = _item_positions(version)
    return [
        compilation.Earlier(
            matter_id=row["matter_id"],
            item_id=row["matter__item_id"],
            split_from_id=row["matter__split_from_id"],
            field_id=row["field_id"],
            order=(numbers[row["field_id"]], positions.get(row["national_id"], LAST)),
            national_id=row["national_id"],
            elements={name: row[name] for name in compilation.ELEMENTS},
            decision={name: row[name] for name in compilation.DECIDED},
        )
        for row in rows
    ]


def _item_positions(version: Version) -> dict[int, int]:
    texts = ItemText.objects.filter(rows__version=version)
    return dict(texts.values_list("id", "position").distinct())


def county_catalogue(county: County) -> Catalogue | None:
    """The county's own catalogue, if it was ever compiled."""
    return Catalogue.objects.filter(county=county, owner__isnull=True).first()


# Draft, issued version, last act of deciding, acts taken back, rows, last decision: equal while nobody decides.
Footing = tuple[int | None, int | None, int | None, int, int, datetime | None]


def footing(catalogue: Catalogue | None) -> Footing:
    """What a plan stands on: two equal footings mean that nobody decided anything in between."""
    draft, issued = base_of(catalogue)
    version = draft or issued
    if version is None:
        return None, None, None, 0, 0, None
    acts = version.batches.aggregate(last=Max("pk"), undone=Count("undone_at"))
    rows = version.rows.aggregate(count=Count("pk"), last=Max("decided_at"))
    ids = draft.pk if draft else None, issued.pk if issued else None
    return *ids, acts["last"], acts["undone"], rows["count"], rows["last"]


def base_of(catalogue: Catalogue | None) -> tuple[Version | None, Version | None]:
    """The open draft, and the version issued last."""
    if catalogue is None:
        return None, None
    versions = list(catalogue.versions.exclude(state=Version.State.BUILDING).order_by("number"))
    draft = next((v for v in versions if v.state == Version.State.DRAFT), None)
    issued = [v for v in versions if v.state in (Version.State.ISSUED, Version.State.SUPERSEDED)]
    return draft, issued[-1] if issued else None


def row_facts(version: Version) -> list[gaps.RowFacts]:
    """The rows of a version as far as powers concern them."""
    rows = version.rows.values_list("matter_id", "field__number", "l1", "l2", "decision", "content")
    return [
        gaps.RowFacts(
            key=matter,
            field=number,
            group=l1,
            name=l2,
            is_applicable=decision not in ("not_applicable", "split"),
            stages=frozenset(part.get("stage", "") for part in content),
        )
        for matter, number, l1, l2, decision, content in rows
    ]


def entry_facts(county: County) -> list[gaps.EntryFacts]:
    """The county's lists."""
    entries = ListEntry.objects.filter(county=county).order_by("kind", "id")
    return [
        gaps.EntryFacts(pk, kind, type_, name, body_kind or "", is_living)
        for pk, kind, type_, name, body_kind, is_living in entries.values_list(
            "id", "kind", "type", "name", "body__kind", "is_living"
        )
    ]


def matters_by_item(county: County) -> dict[int, int]:
    """The first matter of each item."""
    first = Matter.objects.filter(county=county, item__isnull=False, split_from__isnull=True)
    return dict(first.values_list("item_id", "id"))


def existing_channels(county: County, *, on: date) -> frozenset[str] | None:
    """The channels the county says it has; None: it never said."""
    said = settings_of(county, on=on).texts("catalogues.channels")
    return None if said is None else frozenset(said)


def owed_of_rows(rows: Iterable[Row]) -> dict[int, set[int]]:
    """Row id → the bodies that owe it."""
    found: dict[int, set[int]] = defaultdict(set)
    for row_id, body_id in RowBody.objects.filter(row__in=rows).values_list("row_id", "body_id"):
        found[row_id].add(body_id)
    return dict(found)
