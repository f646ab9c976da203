"""How are nearly four thousand short records drawn? Each recipe of texts/records/*.toml says what kind, how many, when.

keys       rows in turn                       word        document word, numbered by date
count      how many, scattered over the year  every       month | quarter | township | village | unit | case
without    names of places left out           lagging     how many places, drawn, have published nothing yet
about      what a row is called in its records, by key ([about]); other words by key stand in by_key.NAME
bodies     the body by key, where it is not `body`
title/text one phrase or several; square brackets hold slots (slots.py), curly gaps are filled by the writer
           several texts take turns, and none is told twice in the same words
"""

from __future__ import annotations

import re
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
_DIGITS = re.compile(r"\d+")
PASSED_ON = ("kind", "word", "element", "level", "validity", "summary")


class Repeats(Exception):
    """A recipe whose vocabulary is too small for its count."""


def entries(*, today: date, seed: int) -> Iterator[dict[str, Any]]:
    """Every record as an entry that the writer finishes, with its `day`."""
    used: set[str] = set()  # titles, and the words of texts
    for number, recipe in enumerate(recipes()):
        rng = Random(f"{seed} {number} {recipe['keys'][0]}")
        for place, occasion in enumerate(occasions(recipe, today=today, rng=rng)):
            key = recipe["keys"][place % len(recipe["keys"])]
            entry = _drawn(_in_turn(recipe, place), key, occasion, rng=rng, used=used)
            used |= {entry["title"], _words(entry)}
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


def _in_turn(recipe: Mapping[str, Any], place: int) -> Mapping[str, Any]:
    """The recipe with one of its texts, so that neighbours do not read alike."""
    texts = recipe["text"]
    return recipe if isinstance(texts, str) else {**recipe, "text": texts[place % len(texts)], "in_turn": True}


def _drawn(recipe: Mapping[str, Any], key: str, occasion: Occasion, *, rng: Random, used: set[str]) -> dict[str, Any]:
    """One record; drawn again while its title has been used, and where texts take turns while its words have."""
    for _ in range(ATTEMPTS):
        entry = _once(recipe, key, occasion, rng)
        if entry["title"] not in used and not ("in_turn" in recipe and _words(entry) in used):
            break
    if entry["title"] in used:
        raise Repeats(entry["title"])
    return entry


def _once(recipe: Mapping[str, Any], key: str, occasion: Occasion, rng: Random) -> dict[str, Any]:
    slots = Slots(rng=rng, day=occasion.day, banks=recipe["banks"], known=_known(recipe, key, occasion, rng))
    passed = {name: recipe[name] for name in PASSED_ON if name in recipe}
    return passed | {
        "key": key,
        "body": occasion.words.get("unit_slug") or recipe.get("bodies", {}).get(key) or recipe["body"],
        "place": occasion.words.get("place", ""),
        "day": occasion.day,
        "title": slots.fill(_one(recipe["title"], rng)),
        "text": slots.fill(recipe["text"]),
    }


def _words(entry: Mapping[str, Any]) -> str:
    """What a record says, whatever the place and the numbers."""
    return _DIGITS.sub("", entry["text"].replace(entry["place"], "") if entry["place"] else entry["text"])


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
