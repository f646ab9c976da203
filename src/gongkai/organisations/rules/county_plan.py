"""Which bodies does a county begin with, and what are they called?

A department of each kind of data/departments.csv, a government or office for each township, a committee for each
village, with names in both languages, the names people use for them, and addresses.

Sources
    地方各级人民代表大会和地方各级人民政府组织法: departments, township governments, subdistrict offices.
    村民委员会组织法, 城市居民委员会组织法: village and residents' committees.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from gongkai.kernel.text import pinyin_key
from gongkai.organisations.rules import division_data
from gongkai.organisations.rules.division_data import DivisionRecord, Kind

TOWNSHIP_GOVERNMENT, VILLAGE_COMMITTEE, COUNTY_GOVERNMENT = (
    "township-government",
    "village-committee",
    "county-government",
)
MANY = frozenset({TOWNSHIP_GOVERNMENT, VILLAGE_COMMITTEE})  # kinds of which a county has several

_ENGLISH_ENDINGS = (
    ("街道", "Subdistrict"),
    ("社区", "Community"),
    ("苏木", "Sumu"),
    ("嘎查", "Gacha"),
    ("镇", "Town"),
    ("乡", "Township"),
    ("村", "Village"),
    ("县", "County"),
    ("旗", "Banner"),
    ("市", "City"),
    ("区", "District"),
)
SLUG_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Outline:
    """A county with what lies above it and in it."""

    above: tuple[DivisionRecord, ...]
    county: DivisionRecord
    townships: tuple[DivisionRecord, ...]
    villages: tuple[DivisionRecord, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of body (a line of departments.csv)."""

    slug: str
    level: str
    name_pattern: str
    short_name: str
    name_en: str
    document_word: str
    functions: str
    functions_en: str


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """A body to be made. `parent` is the slug of another plan of the same county, or empty."""

    kind: str
    level: str
    slug: str
    name: str
    short_name: str
    name_en: str
    division: str
    parent: str = ""
    document_prefix: str = ""
    functions: str = ""
    functions_en: str = ""
    aliases: tuple[str, ...] = ()


def outline_of(code: str, *, name: str = "") -> Outline:
    """A real county by its code. Raises division_data.UnknownDivision."""
    record = division_data.county(code)
    return Outline(
        above=tuple(division_data.above(code)),
        county=_renamed(record, name) if name else record,
        townships=tuple(division_data.townships_of(code)),
        villages=tuple(division_data.villages_of(code)),
    )


def _renamed(record: DivisionRecord, name: str) -> DivisionRecord:
    return DivisionRecord(record.code, name, record.level, record.parent, record.kind, record.source)


@lru_cache(maxsize=1)
def templates() -> dict[str, Template]:
    """The kinds of body, by slug."""
    text = (files("gongkai.organisations") / "data" / "departments.csv").read_text(encoding="utf-8")
    return {line["slug"]: Template(**line) for line in csv.DictReader(text.splitlines())}


def plan(outline: Outline) -> list[BodyPlan]:
    """Every body of the county: its government, departments, townships, villages, in this order."""
    taken: set[str] = set()
    departments = [_department(template, outline.county) for template in _department_templates()]
    taken.update(department.slug for department in departments)
    lived_in = {village.parent for village in outline.villages if is_committee(village)}
    townships = [
        _township(record, slug=_free_slug(record.name, taken))
        for record in outline.townships
        if record.is_government or record.code in lived_in
    ]
    parents = {township.division: township for township in townships}
    villages = [
        _village(record, parents[record.parent], taken)
        for record in outline.villages
        if is_committee(record) and record.parent in parents
    ]
    return departments + townships + villages


def is_committee(village: DivisionRecord) -> bool:
    """Whether a unit of the statistics is a village or community with a committee; farms and parks are not."""
    return village.kind in (Kind.VILLAGE, Kind.COMMUNITY)


def english(name: str) -> str:
    """A place name as maps print it: 清水镇 is Qingshui Town."""
    for ending, word in _ENGLISH_ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            return f"{_joined(name.removesuffix(ending)).capitalize()} {word}"
    return _joined(name).capitalize()


def slug(name: str) -> str:
    """An address for a name: its pinyin, letters and digits only."""
    return _joined(name)[:SLUG_LENGTH]


def _department_templates() -> Iterator[Template]:
    rows = templates().values()
    yield from (row for row in rows if row.slug == COUNTY_GOVERNMENT)
    yield from (row for row in rows if row.level == "county" and row.slug != COUNTY_GOVERNMENT)


def _department(template: Template, county: DivisionRecord) -> BodyPlan:
    name = template.name_pattern.format(county=county.name)
    return BodyPlan(
        kind=template.slug,
        level=template.level,
        slug=template.slug,
        name=name,
        short_name=template.short_name,
        name_en=template.name_en,
        division=county.code,
        document_prefix=f"{county.name[0]}{template.document_word}",
        functions=template.functions,
        functions_en=template.functions_en,
        aliases=_aliases(template.short_name, name, county),
    )


def _aliases(short: str, name: str, county: DivisionRecord) -> tuple[str, ...]:
    """民政局, 县民政局, 明镜县民政局: whatever a table may print, without the official name itself."""
    bare = short.removeprefix(county.name[-1])
    known = (short, f"{county.name[-1]}{bare}", f"{county.name}{bare}")
    return tuple(alias for alias in dict.fromkeys(known) if alias != name)


def _township(record: DivisionRecord, *, slug: str) -> BodyPlan:
    template = templates()[TOWNSHIP_GOVERNMENT]
    name = record.body_name if record.is_government else record.name
    is_office = record.kind is Kind.SUBDISTRICT
    return BodyPlan(
        kind=TOWNSHIP_GOVERNMENT,
        level="township",
        slug=slug,
        name=name,
        short_name=record.name[:40],
        name_en=_township_in_english(record),
        division=record.code,
        functions=template.functions,
        functions_en=template.functions_en,
        aliases=tuple(
            alias for alias in (record.name, f"{record.name}{'办' if is_office else '政府'}") if alias != name
        ),
    )


def _township_in_english(record: DivisionRecord) -> str:
    if record.kind is Kind.SUBDISTRICT:
        return f"{english(record.name)} Office"
    return f"{english(record.name)} Government" if record.is_government else english(record.name)


def _village(record: DivisionRecord, township: BodyPlan, taken: set[str]) -> BodyPlan:
    template = templates()[VILLAGE_COMMITTEE]
    place = _place(record)
    return BodyPlan(
        kind=VILLAGE_COMMITTEE,
        level="village",
        slug=_free_slug(place, taken, before=f"{township.slug}-"),
        name=record.body_name,
        short_name=place[:40],
        name_en=template.name_en.format(village=english(place)),
        division=record.code,
        parent=township.slug,
        functions=template.functions,
        functions_en=template.functions_en,
    )


def _place(record: DivisionRecord) -> str:
    """The village itself: the list writes 北山村村委会 where others write 北山村委会."""
    place = record.place_name
    return place.removesuffix("村") if place.endswith("村村") else place


def _free_slug(name: str, taken: set[str], *, before: str = "") -> str:
    wanted = f"{before}{_joined(name)}"[: SLUG_LENGTH - 4] or "body"
    return claim(wanted, taken)


def claim(wanted: str, taken: set[str]) -> str:
    """The wanted address, with a number if it is taken; it is taken from then on."""
    free, turn = wanted, 1
    while free in taken:
        turn += 1
        free = f"{wanted}-{turn}"
    taken.add(free)
    return free


def _joined(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", pinyin_key(name))
