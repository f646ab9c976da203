"""What is true of 明镜县 wherever it is mentioned: its places, people and fields, its bodies and their telephones.

All of it is invented. Numbers follow from the code of a place, so that two texts about one village agree.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random

COUNTY = "明镜县"
SHORT = "明"
CITY = "清源市（演示）"
STREETS = (
    "明镜大道 砚池路 书灯路 望舒路 鹭汀街 竹笺巷 星渡路 禾韵街 月帆路 麦笛路 听泉路 鹿铃街 檐铃巷 晴川路 秋朗路 梅笺路"
).split()


@dataclass(frozen=True, slots=True)
class Place:
    """A township or a village, with the numbers that texts about it share. Land in tenths of a mu."""

    code: str
    name: str
    kind: str
    parent: str
    households: int
    people: int
    farmland: int


@cache
def places() -> dict[str, Place]:
    """Townships and villages by code; a township's numbers are the sums of its villages'."""
    lines = _divisions()
    villages = {line["code"]: _village(line) for line in lines if line["level"] == "village"}
    towns = {line["code"]: _township(line, villages.values()) for line in lines if line["level"] == "township"}
    return towns | villages


@cache
def townships() -> tuple[Place, ...]:
    return tuple(place for place in places().values() if len(place.code) == 9)


@cache
def villages(township: str = "") -> tuple[Place, ...]:
    """All villages and communities, or those of one township (by name)."""
    return tuple(
        place
        for place in places().values()
        if len(place.code) == 12 and (not township or places()[place.parent].name == township)
    )


def township_of(village: Place) -> Place:
    return places()[village.parent]


def named(name: str) -> Place:
    """The place of a name."""
    return next(place for place in places().values() if place.name == name)


def township_body(place: Place) -> str:
    """镜心街道办事处, 云砚镇人民政府."""
    return f"{place.name}{'办事处' if place.kind == 'subdistrict' else '人民政府'}"


@dataclass(frozen=True, slots=True)
class Department:
    """A kind of county body as texts name it."""

    slug: str
    name: str
    short: str
    word: str
    street: str
    phone: str


@cache
def departments() -> dict[str, Department]:
    """County bodies by the slug of their kind."""
    text = (resources.files("gongkai.organisations") / "data" / "departments.csv").read_text(encoding="utf-8-sig")
    lines = [line for line in csv.DictReader(text.splitlines()) if line["level"] == "county"]
    return {line["slug"]: _department(line, number) for number, line in enumerate(lines, 1)}


def fake_phone(name: str) -> str:
    """A telephone number that plainly is none: 0000-12345xx, the same for the same name."""
    return f"0000-12345{Random(name).randrange(30, 100):02d}"


def address(name: str) -> str:
    """An invented address, the same for the same name."""
    rng = Random(f"address {name}")
    return f"{COUNTY}{rng.choice(STREETS)}{rng.randrange(2, 180)}号"


def _department(line: dict[str, str], number: int) -> Department:
    name = line["name_pattern"].format(county=COUNTY)
    street = address(name)
    return Department(line["slug"], name, line["short_name"], SHORT + line["document_word"], street, _phone(number))


def _phone(number: int) -> str:
    return f"0000-12345{number:02d}"


def _divisions() -> list[dict[str, str]]:
    text = (resources.files("gongkai.demo") / "data" / "divisions.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def _village(line: dict[str, str]) -> Place:
    rng = Random(line["code"])
    is_village = line["kind"] == "village"
    households = rng.randrange(310, 720) if is_village else rng.randrange(820, 2100)
    people = int(households * rng.uniform(2.9, 3.5)) if is_village else int(households * rng.uniform(2.4, 2.9))
    farmland = rng.randrange(18_000, 46_000) if is_village else rng.randrange(1_500, 6_000)
    if line["parent"].endswith("001"):  # the county town has no fields left
        farmland = 0
    return Place(line["code"], line["name"], line["kind"], line["parent"], households, people, farmland)


def _township(line: dict[str, str], all_villages: Iterable[Place]) -> Place:
    own = [village for village in all_villages if village.parent == line["code"]]
    sums = [sum(getattr(village, name) for village in own) for name in ("households", "people", "farmland")]
    return Place(line["code"], line["name"], line["kind"], line["parent"], *sums)
