"""Who and what do the records name? Companies, shops, projects and people that do not exist."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import resources
from random import Random

from gongkai.demo.content import county
from gongkai.organisations.rules import credit_code

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@cache
def words(name: str) -> tuple[str, ...]:
    """A list of texts/names.toml."""
    folder = resources.files("gongkai.demo.content") / "texts" / "names.toml"
    return tuple(tomllib.loads(folder.read_text(encoding="utf-8"))[name].split())


def company(rng: Random, kind: str = "trades") -> str:
    return f"{county.COUNTY}{rng.choice(words('brands'))}{rng.choice(words(kind))}有限公司"


def shop(rng: Random, kind: str) -> str:
    """A one-man business: 鹭汀镇晴蓑副食店."""
    return f"{rng.choice(county.townships()).name}{rng.choice(words('brands'))}{rng.choice(words(kind))}"


def person(rng: Random) -> str:
    """A family name and what hides the rest."""
    return rng.choice(words("surnames")) + rng.choice(("*", "**"))


def village(rng: Random) -> str:
    place = rng.choice([v for v in county.villages() if v.kind == "village"])
    return f"{county.township_of(place).name}{place.name}"


def site(rng: Random) -> str:
    return f"{rng.choice(county.STREETS)}{rng.randrange(1, 190)}号"


def project(rng: Random) -> str:
    return f"{village(rng)}{rng.choice(words('projects'))}"


def credit(rng: Random) -> str:
    """A credit code with right check characters in a division that does not exist."""
    serial = "MA" + "".join(rng.choice(LETTERS) for _ in range(6))
    return credit_code.make(division="991101", organisation=serial, registered_as="91")


def tax_number(rng: Random) -> str:
    code = credit(rng)
    return f"{code[:8]}****{code[-4:]}"


def project_code(rng: Random, day: date) -> str:
    return f"{day.year}-991101-{rng.randrange(10, 90)}-0{rng.randrange(1, 6)}-{rng.randrange(1, 999):06d}（演示）"


def licence(rng: Random, prefix: str) -> str:
    return f"{prefix}991101-{rng.randrange(100, 99999):05d}（演示）"


def seasonal(kind: str, rng: Random, day: date) -> str:
    """A word that fits the time of year."""
    season = ("winter", "spring", "summer", "autumn")[day.month % 12 // 3]
    return rng.choice(words(f"{kind}_{season}"))


MAKERS: dict[str, Callable[[Random, date], str]] = {
    "company": lambda rng, _: company(rng),
    "builder": lambda rng, _: company(rng, "builders"),
    "factory": lambda rng, _: company(rng, "factories"),
    "food_factory": lambda rng, _: company(rng, "food_factories"),
    "agency": lambda rng, _: company(rng, "agencies"),
    "supplier": lambda rng, _: company(rng, "suppliers"),
    "media": lambda rng, _: company(rng, "media"),
    "sign": lambda rng, _: rng.choice(words("brands")) + rng.choice(words("stalls")),
    "eatery": lambda rng, _: shop(rng, "eateries"),
    "grocer": lambda rng, _: shop(rng, "grocers"),
    "pharmacy": lambda rng, _: shop(rng, "pharmacies"),
    "device_shop": lambda rng, _: shop(rng, "device_shops"),
    "salon": lambda rng, _: shop(rng, "salons"),
    "hotel": lambda rng, _: shop(rng, "hotels"),
    "netbar": lambda rng, _: shop(rng, "netbars"),
    "singing": lambda rng, _: shop(rng, "singings"),
    "clinic": lambda rng, _: shop(rng, "clinics"),
    "stall": lambda rng, _: shop(rng, "stalls"),
    "coop": lambda rng, _: f"{village(rng)}{rng.choice(words('brands'))}{rng.choice(words('coops'))}专业合作社",
    "person": lambda rng, _: person(rng),
    "village_name": lambda rng, _: village(rng),
    "town": lambda rng, _: rng.choice(county.townships()).name,
    "road": lambda rng, _: rng.choice(county.STREETS),
    "site": lambda rng, _: site(rng),
    "project": lambda rng, _: project(rng),
    "credit": lambda rng, _: credit(rng),
    "tax_number": lambda rng, _: tax_number(rng),
    "code": project_code,
    "serial": lambda rng, _: f"{rng.randrange(1, 9999):04d}",
    "food_licence": lambda rng, _: licence(rng, "JY"),
    "drug_licence": lambda rng, _: licence(rng, "YD"),
    "device_licence": lambda rng, _: licence(rng, "QX"),
    "farm_job": lambda rng, day: seasonal("farm_jobs", rng, day),
    "food_tip": lambda rng, day: seasonal("food_tips", rng, day),
    "safety_tip": lambda rng, day: seasonal("safety_tips", rng, day),
    "festival": lambda rng, day: seasonal("festivals", rng, day),
    "year": lambda _, day: str(day.year),
    "this_month": lambda _, day: str(day.month),
}
