"""Which counties, townships and villages does the country have, by the list that is shipped?

Reads data/divisions.zip (its layout and sources: data/README.md) and opens only the province that is asked for.

Sources
    GB/T 2260 and GB/T 10114: codes of 2, 4, 6 digits down to the county, 9 to the township.
    统计用区划代码和城乡划分代码编制规则 (国家统计局): 12 digits to the village.
    民政部 国家地名信息库 (2026-09-11) and 国家统计局 2023年统计用区划代码 (2023-06-30): the lists themselves.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import as_file, files

CURRENT, OLDER = "mca-2026", "stats-2023"
PROVINCE, CITY, COUNTY, TOWNSHIP, VILLAGE = "province", "city", "county", "township", "village"
_ZONE = "zone"


class Kind(StrEnum):
    """What a unit is, as its name tells."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"  # 县, 自治县, 旗, 特区, 林区
    COUNTY_CITY = "county_city"  # 县级市, 不设区的市
    CITY_DISTRICT = "city_district"  # 市辖区
    ZONE = "zone"  # 开发区 and other areas that only statistics count
    TOWN = "town"  # 镇
    TOWNSHIP = "township"  # 乡, 民族乡, 苏木
    SUBDISTRICT = "subdistrict"  # 街道
    DISTRICT_OFFICE = "district_office"  # 区公所
    VILLAGE = "village"  # 村
    COMMUNITY = "community"  # 社区
    OTHER = "other"  # farms, industrial parks, made-up units of the statistics


GOVERNMENTS = frozenset({Kind.TOWN, Kind.TOWNSHIP, Kind.SUBDISTRICT, Kind.DISTRICT_OFFICE})

# The first ending that fits decides.
_TOWNSHIP_ENDINGS = (
    ("街道", Kind.SUBDISTRICT),
    ("街道办事处", Kind.SUBDISTRICT),
    ("区公所", Kind.DISTRICT_OFFICE),
    ("镇", Kind.TOWN),
    ("乡", Kind.TOWNSHIP),
    ("苏木", Kind.TOWNSHIP),
)
_VILLAGE_ENDINGS = (
    ("虚拟社区", Kind.OTHER),
    ("居民委员会", Kind.COMMUNITY),
    ("居委会", Kind.COMMUNITY),
    ("社区", Kind.COMMUNITY),
    ("家委会", Kind.COMMUNITY),
    ("管理委员会", Kind.OTHER),
    ("管委会", Kind.OTHER),
    ("村民委员会", Kind.VILLAGE),
    ("委员会", Kind.VILLAGE),
    ("委会", Kind.VILLAGE),
    ("村", Kind.VILLAGE),
    ("嘎查", Kind.VILLAGE),
)
_COUNTY_ENDINGS = (
    ("林区", Kind.COUNTY),
    ("特区", Kind.COUNTY),
    ("县", Kind.COUNTY),
    ("旗", Kind.COUNTY),
    ("市", Kind.COUNTY_CITY),
    ("区", Kind.CITY_DISTRICT),
)


class UnknownDivision(LookupError):
    """No such code in the list."""


@dataclass(frozen=True, slots=True)
class DivisionRecord:
    """One unit. `code` has its natural length: 2, 4, 6, 9 or 12 digits."""

    code: str
    name: str
    level: str
    parent: str
    kind: Kind
    source: str = CURRENT

    @property
    def is_government(self) -> bool:
        """A township with a government or an office of one; zones and farms have none."""
        return self.kind in GOVERNMENTS

    @property
    def place_name(self) -> str:
        """A village or community without its committee: 楼梓庄村, not 楼梓庄村委会."""
        for ending, keep in (("村民委员会", 1), ("居民委员会", 0), ("村委会", 1), ("居委会", 0)):
            if self.name.endswith(ending) and self.level == VILLAGE:
                return self.name[: len(self.name) - len(ending) + keep]
        return self.name

    @property
    def body_name(self) -> str:
        """The body that speaks for the unit: 人民政府, 街道办事处, 村民委员会, 居民委员会."""
        if self.level == VILLAGE:
            return _committee(self)
        return f"{self.name}办事处" if self.kind is Kind.SUBDISTRICT else f"{self.name}人民政府"


def _committee(village: DivisionRecord) -> str:
    place = village.place_name
    if village.kind is Kind.COMMUNITY:
        return f"{place}居民委员会"
    if village.kind is Kind.VILLAGE and village.name.endswith(("村委会", "村民委员会")):
        return f"{place}民委员会"
    return f"{place}村民委员会" if place.endswith(("村", "嘎查")) else village.name


def natural(code: str) -> str:
    """A code without the zeros that fill it up to twelve digits: 130227000000 is 130227."""
    for length in (9, 6):
        if len(code) == 12 and code[length:] == "0" * (12 - length) and code[length - 3 : length] != "000":
            return code[:length]
    return code


def provinces() -> list[DivisionRecord]:
    """All 34."""
    return [record for record in _above().values() if record.level == PROVINCE]


def cities() -> list[DivisionRecord]:
    """Cities and prefectures that are divided into counties."""
    return [record for record in _above().values() if record.level == CITY]


def counties() -> list[DivisionRecord]:
    """Counties, city districts, undistricted cities: whatever can be a county of ours."""
    return [r for r in _above().values() if r.level == COUNTY and r.kind is not Kind.ZONE]


def zones() -> list[DivisionRecord]:
    """Development zones that the statistics count like a county, with what the newer list leaves there."""
    return [record for record in _above().values() if record.kind is Kind.ZONE]


def county(code: str) -> DivisionRecord:
    """One county, by its 6 digits or filled up to 12. Raises UnknownDivision."""
    record = _above().get(natural(code))
    if record is None or record.level != COUNTY:
        raise UnknownDivision(code)
    return record


def above(code: str) -> list[DivisionRecord]:
    """Province and city over a county, highest first."""
    chain, parent = [], county(code).parent
    while parent:
        chain.append(_above()[parent])
        parent = chain[-1].parent
    return chain[::-1]


def townships_of(county_code: str) -> list[DivisionRecord]:
    """Towns, townships and subdistricts of a county, then what only the older list has (see `source`)."""
    found = [_township(cells, natural(county_code)) for cells in _lines_of(county_code)]
    return sorted(found, key=lambda record: (record.source, record.code))


def villages_of(county_code: str) -> list[DivisionRecord]:
    """Villages and communities of a county; `parent` is the township."""
    return [village for cells in _lines_of(county_code) for village in _villages(cells)]


def kind_of(name: str, level: str) -> Kind:
    """What the ending of a name says."""
    if level in (PROVINCE, CITY, _ZONE):
        return Kind(level)
    endings = {COUNTY: _COUNTY_ENDINGS, TOWNSHIP: _TOWNSHIP_ENDINGS, VILLAGE: _VILLAGE_ENDINGS}[level]
    return next((kind for ending, kind in endings if name.endswith(ending)), Kind.OTHER)


def _township(cells: list[str], parent: str) -> DivisionRecord:
    code, name, older = cells[:3]
    return DivisionRecord(code, name, TOWNSHIP, parent, kind_of(name, TOWNSHIP), OLDER if older else CURRENT)


def _villages(cells: list[str]) -> Iterator[DivisionRecord]:
    town = prefix = cells[0]
    for cell in cells[3:]:
        if cell.startswith("@"):  # the villages that follow keep the number of the township they once stood under
            prefix = cell[1:]
            continue
        name = cell[3:]
        yield DivisionRecord(prefix + cell[:3], name, VILLAGE, town, kind_of(name, VILLAGE), OLDER)


def _lines_of(county_code: str) -> list[list[str]]:
    code = county(county_code).code
    text = _province_text(code[:2])
    start = text.find(f"#{code}\n")
    if start < 0:
        return []
    end = text.find("#", start + 1)
    return [line.split("\t") for line in text[start : None if end < 0 else end].splitlines()[1:]]


@lru_cache(maxsize=1)
def _above() -> dict[str, DivisionRecord]:
    records = (line.split("\t") for line in _read("above.tsv").splitlines())
    return {record.code: record for record in (_above_record(*cells) for cells in records)}


def _above_record(code: str, name: str, level: str, parent: str, source: str) -> DivisionRecord:
    return DivisionRecord(code, name, COUNTY if level == _ZONE else level, parent, kind_of(name, level), source)


@lru_cache(maxsize=2)
def _province_text(province: str) -> str:
    return _read(f"{province}.txt")


def _read(name: str) -> str:
    with as_file(files("gongkai.organisations") / "data" / "divisions.zip") as path, zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()
