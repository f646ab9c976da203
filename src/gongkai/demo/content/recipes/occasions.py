"""When, and for whom, does a recipe make a record?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from gongkai.demo.content import county, days
from gongkai.demo.content.figures.land import CASES

NO_OWN_BUDGET = {"tax", "county-government"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day, and the words that are given with it."""

    day: date
    words: Mapping[str, str] = field(default_factory=dict)


def occasions(recipe: Mapping[str, Any], *, today: date, rng: Random) -> Iterator[Occasion]:
    """The occasions of a recipe."""
    every = recipe.get("every", "")
    make = _EVERY.get(every, _scattered)
    return make(recipe, today, rng)


def _scattered(recipe: Mapping[str, Any], today: date, rng: Random) -> Iterator[Occasion]:
    season = recipe.get("months")
    found = [day for day in _spread(recipe, today, rng) if not season or day.month in season]
    for day in found[: recipe["count"]]:
        yield Occasion(day, _some_place(recipe, rng))


def _spread(recipe: Mapping[str, Any], today: date, rng: Random) -> list[date]:
    """Rather more days than wanted where a season leaves some out."""
    wanted = recipe["count"] * (6 if "months" in recipe else 1)
    found = days.scattered(today, wanted, rng, oldest=355)
    rng.shuffle(found)
    return found


def _some_place(recipe: Mapping[str, Any], rng: Random) -> dict[str, str]:
    if recipe.get("level") == "township":
        return {"place": rng.choice(county.townships()).name}
    if recipe.get("level") == "village":
        return _village_words(rng.choice([v for v in county.villages() if v.kind == "village"]))
    return {}


def _village_words(village: county.Place) -> dict[str, str]:
    own = "本社区" if village.kind == "community" else "本村"
    return {"place": village.name, "of": county.township_of(village).name, "own": own}


def _monthly(recipe: Mapping[str, Any], today: date, rng: Random) -> Iterator[Occasion]:
    """One record for each of the last eleven full months, early in the month after."""
    first = today.replace(day=1)
    for _ in range(11):
        last = first - timedelta(days=1)
        day = days.after(first - timedelta(days=1), recipe.get("on_day", 5))
        if day < today:
            yield from _for_places(recipe, day, {"month": str(last.month), "of_year": str(last.year)})
        first = last.replace(day=1)


def _quarterly(recipe: Mapping[str, Any], today: date, rng: Random) -> Iterator[Occasion]:
    """One record for each of the last three full quarters, early in the quarter after."""
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    for _ in range(3):
        last = first - timedelta(days=1)
        day = days.after(last, recipe.get("on_day", 8))
        if day < today:
            words = {"quarter": "一二三四"[(last.month - 1) // 3], "of_year": str(last.year), "month": str(last.month)}
            yield from _for_places(recipe, day, words)
        first = last.replace(month=last.month - 2, day=1)


def _for_places(recipe: Mapping[str, Any], day: date, words: dict[str, str]) -> Iterator[Occasion]:
    if recipe.get("level") != "township":
        yield Occasion(day, words)
        return
    for town in _townships(recipe):
        yield Occasion(day, words | {"place": town.name})


def _townships(recipe: Mapping[str, Any]) -> list[county.Place]:
    left_out = set(recipe.get("without", ()))
    return [town for town in county.townships() if town.name not in left_out]


def _per_township(recipe: Mapping[str, Any], today: date, rng: Random) -> Iterator[Occasion]:
    for town in _but_some(_townships(recipe), recipe, rng):
        named = _two_villages(town, rng)
        yield Occasion(_own_day(recipe, today, rng), {"place": town.name, "village": named[0], "village2": named[1]})


def _two_villages(town: county.Place, rng: Random) -> list[str]:
    """Villages of a township, or communities where it has no villages."""
    places = county.villages(town.name)
    return [place.name for place in rng.sample([p for p in places if p.kind == "village"] or places, 2)]


def _but_some(places: Sequence[county.Place], recipe: Mapping[str, Any], rng: Random) -> list[county.Place]:
    """Places in their order without those, drawn by chance, that have not published yet."""
    lagging = rng.sample(places, recipe["lagging"]) if "lagging" in recipe else []
    return [place for place in places if place not in lagging]


def _per_village(recipe: Mapping[str, Any], today: date, rng: Random) -> Iterator[Occasion]:
    """Villages that have fields, by themselves or under their township (`place`)."""
    left_out = set(recipe.get("without", ()))
    wanted = [place for place in county.villages() if place.farmland and place.name not in left_out]
    for village in _but_some(wanted, recipe, rng):
        under = {"place": county.township_of(village).name, "village": village.name}
        words = _village_words(village) if recipe.get("level") == "village" else under
        yield Occasion(_own_day(recipe, today, rng), words)


def _per_unit(recipe: Mapping[str, Any], today: date, rng: Random) -> Iterator[Occasion]:
    """Every county department with a budget of its own."""
    left_out = NO_OWN_BUDGET | set(recipe.get("without", ()))
    for slug, department in county.departments().items():
        if slug not in left_out:
            words = {"unit_slug": slug, "unit": department.name, "unit_short": department.short}
            yield Occasion(_own_day(recipe, today, rng), words)


def _per_case(recipe: Mapping[str, Any], today: date, rng: Random) -> Iterator[Occasion]:
    """Every land case but the one that the long texts tell."""
    for number, case in list(CASES.items())[1:]:
        start = 60 + int(number) * 18 - recipe.get("later", 0)
        words = {"case": number, "case_name": case.name, "case_town": case.township}
        yield Occasion(days.back(today, max(start, 3)), words)


def _own_day(recipe: Mapping[str, Any], today: date, rng: Random) -> date:
    if "on" in recipe:
        return days.latest(today, recipe["on"])
    return days.back(today, recipe["ago"] + rng.randint(0, recipe.get("spread", 10)))


_EVERY: dict[str, Callable[[Mapping[str, Any], date, Random], Iterator[Occasion]]] = {
    "month": _monthly,
    "quarter": _quarterly,
    "township": _per_township,
    "village": _per_village,
    "unit": _per_unit,
    "case": _per_case,
}
