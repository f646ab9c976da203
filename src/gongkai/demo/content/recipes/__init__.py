"""How are some three thousand short records drawn? Each recipe of texts/records/*.toml says what kind, how many, when.

keys       rows in turn                       word        document word, numbered by date
count      how many, scattered over the year  every       month | quarter | township | village | unit | case
about      what a row is called in its records, by key ([about]); other words by key stand in by_key.NAME
bodies     the body by key, where it is not `body`
title/text one phrase or several; square brackets hold slots (slots.py), curly gaps are filled by the writer
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from gongkai.demo.content import days
from gongkai.demo.content.recipes.occasions import Occasion, occasions
from gongkai.demo.content.recipes.slots import Slots
from gongkai.demo.content.rows import row

ATTEMPTS = 40
PASSED_ON = ("kind", "word", "element", "level", "validity", "summary")


class Repeats(Exception):
    """A recipe whose vocabulary is too small for its count."""


def entries(*, today: date, seed: int) -> Iterator[dict[str, Any]]:
    """Every record as an entry that the writer finishes, with its `day`."""
    used: set[str] = set()
    for number, recipe in enumerate(recipes()):
        rng = Random(f"{seed} {number} {recipe['keys'][0]}")
        for place, occasion in enumerate(occasions(recipe, today=today, rng=rng)):
            key = recipe["keys"][place % len(recipe["keys"])]
            entry = _drawn(recipe, key, occasion, rng=rng, used=used)
            used.add(entry["title"])
            if "year_ago" in recipe:
                entry["year"] = days.back(today, recipe["year_ago"]).year
            yield entry


@cache
def recipes() -> tuple[Mapping[str, Any], ...]:
    """Recipes of all files, each with the banks and defaults of its file."""
    folder = resources.files("gongkai.demo.content") / "texts" / "records"
    found: list[Mapping[str, Any]] = []
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        notes = tomllib.loads(file.read_text(encoding="utf-8"))
        shared = notes.get("banks", {})
        found += [
            notes.get("defaults", {}) | recipe | {"banks": shared | recipe.get("banks", {})}
            for recipe in notes.get("recipe", ())
        ]
    return tuple(found)


def _drawn(recipe: Mapping[str, Any], key: str, occasion: Occasion, *, rng: Random, used: set[str]) -> dict[str, Any]:
    """One record; drawn again while its title has been used."""
    for _ in range(ATTEMPTS):
        slots = Slots(rng=rng, day=occasion.day, banks=recipe["banks"], known=_known(recipe, key, occasion, rng))
        title = slots.fill(_one(recipe["title"], rng))
        if title not in used:
            break
    else:
        raise Repeats(title)
    passed = {name: recipe[name] for name in PASSED_ON if name in recipe}
    return passed | {
        "key": key,
        "body": occasion.words.get("unit_slug") or recipe.get("bodies", {}).get(key) or recipe["body"],
        "place": occasion.words.get("place", ""),
        "day": occasion.day,
        "title": title,
        "text": slots.fill(_one(recipe["text"], rng)),
    }


def _known(recipe: Mapping[str, Any], key: str, occasion: Occasion, rng: Random) -> dict[str, str]:
    """What the occasion and the row settle before anything is drawn."""
    known = {"l2": row(key).l2} | dict(occasion.words)
    by_key = {"about": recipe.get("about", {})} | recipe.get("by_key", {})
    known |= {name: _one(phrases[key], rng) for name, phrases in by_key.items() if key in phrases}
    if place := occasion.words.get("place"):
        known["suffix"] = "街道" if place.endswith("街道") else place[-1]
    return known


def _one(phrases: str | list[str], rng: Random) -> str:
    return phrases if isinstance(phrases, str) else rng.choice(phrases)
