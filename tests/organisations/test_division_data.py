"""Are the country's divisions all there, each under its parent, and quick to pick out?"""

from __future__ import annotations

import csv
import json
import runpy
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from gongkai.organisations.rules import division_data
from gongkai.organisations.rules.division_data import Kind

DATA = files("gongkai.organisations") / "data"
ZHANGBEI = "130722"  # 张北县


@pytest.fixture(scope="module")
def country():
    """Every township and village, county by county."""
    homes = division_data.counties() + division_data.zones()
    return {home.code: (division_data.townships_of(home.code), division_data.villages_of(home.code)) for home in homes}


def test_the_newer_list_is_there_down_to_the_county():
    undistricted = [c for c in division_data.counties() if c.kind is Kind.COUNTY_CITY and c.code[4:] == "00"]

    assert len(division_data.provinces()) == 34
    assert {city.name for city in undistricted} == {"东莞市", "中山市", "儋州市", "嘉峪关市"}
    assert len(division_data.cities()) + len(undistricted) == 333
    assert len(division_data.counties()) - len(undistricted) == 2847


def test_every_living_township_and_every_village_is_there_once(country):
    towns = [town for found, _ in country.values() for town in found]
    villages = [village for _, found in country.values() for village in found]
    current = [town for town in towns if town.source == division_data.CURRENT]
    codes = Counter(unit.code for unit in towns + villages)

    assert len(current) == 38_749 - 213  # those marked 撤销
    assert len(villages) == 620_573
    assert [code for code, count in codes.items() if count > 1] == []


def test_every_unit_hangs_under_the_one_above_it(country):
    for code, (towns, villages) in country.items():
        assert {town.parent for town in towns} <= {code}
        assert {village.parent for village in villages} <= {town.code for town in towns}


def test_no_living_township_is_called_abolished(country):
    assert [t.name for towns, _ in country.values() for t in towns if "撤销" in t.name and t.is_government] == []


def test_the_file_is_small_enough_to_ship():
    assert len((DATA / "divisions.zip").read_bytes()) < 6_000_000


def test_one_county_comes_with_its_towns_and_more_than_400_villages():
    towns = division_data.townships_of(ZHANGBEI)
    villages = division_data.villages_of(ZHANGBEI)

    assert division_data.county(ZHANGBEI).name == "张北县"
    assert [unit.name for unit in division_data.above(ZHANGBEI)] == ["河北省", "张家口市"]
    assert len(towns) == 20
    assert all(town.is_government for town in towns)
    assert len(villages) == 420


@pytest.mark.parametrize("code", ["130722", "130722000000"])
def test_a_county_is_found_by_its_short_and_its_long_code(code):
    assert division_data.county(code).code == ZHANGBEI


@pytest.mark.parametrize("code", ["991101", "13", "1307", "", "130722001", "１３０７２２"])
def test_what_is_no_county_is_refused(code):
    with pytest.raises(division_data.UnknownDivision):
        division_data.county(code)


def test_a_village_stays_in_its_town_although_the_two_lists_number_the_towns_differently():
    # 茨榆坨镇 is 130284104 in the older list and 130284102 in the newer, where the older one has 东安各庄镇.
    towns = {town.name: town.code for town in division_data.townships_of("130284")}
    village = next(v for v in division_data.villages_of("130284") if v.name.startswith("茨榆坨"))

    assert village.parent == towns["茨榆坨镇"]
    assert not village.code.startswith(village.parent)


def test_a_town_that_only_the_older_list_has_says_so():
    towns = division_data.townships_of("441900")  # the newer list has none for 东莞市

    assert {town.source for town in towns} == {division_data.OLDER}
    assert "虎门镇" in {town.name for town in towns}


@pytest.mark.parametrize(
    ("name", "level", "kind"),
    [
        ("密云区", "county", Kind.CITY_DISTRICT),
        ("神农架林区", "county", Kind.COUNTY),
        ("鄂伦春自治旗", "county", Kind.COUNTY),
        ("仙桃市", "county", Kind.COUNTY_CITY),
        ("海淀镇", "township", Kind.TOWN),
        ("常营回族乡", "township", Kind.TOWNSHIP),
        ("巴彦托海苏木", "township", Kind.TOWNSHIP),
        ("泰达街道", "township", Kind.SUBDISTRICT),
        ("赵家蓬区公所", "township", Kind.DISTRICT_OFFICE),
        ("石家庄装备制造产业园", "township", Kind.OTHER),
        ("楼梓庄村委会", "village", Kind.VILLAGE),
        ("刚察贡麻牧委会", "village", Kind.VILLAGE),
        ("乌兰图嘎嘎查", "village", Kind.VILLAGE),
        ("月河社区居民委员会", "village", Kind.COMMUNITY),
        ("文景街道虚拟社区", "village", Kind.OTHER),
        ("山海关林场管理区", "village", Kind.OTHER),
    ],
)
def test_the_ending_of_a_name_tells_the_kind(name, level, kind):
    assert division_data.kind_of(name, level) is kind


@pytest.mark.parametrize(
    ("name", "level", "place", "body"),
    [
        ("楼梓庄村委会", "village", "楼梓庄村", "楼梓庄村民委员会"),
        ("前湾村民委员会", "village", "前湾村", "前湾村民委员会"),
        ("月河社区居委会", "village", "月河社区", "月河社区居民委员会"),
        ("阳光社区", "village", "阳光社区", "阳光社区居民委员会"),
        ("苏家坪村", "village", "苏家坪村", "苏家坪村村民委员会"),
        ("小营生活区", "village", "小营生活区", "小营生活区"),
        ("海淀镇", "township", "海淀镇", "海淀镇人民政府"),
        ("泰达街道", "township", "泰达街道", "泰达街道办事处"),
    ],
)
def test_a_unit_knows_its_place_and_the_body_that_speaks_for_it(name, level, place, body):
    record = division_data.DivisionRecord("0", name, level, "", division_data.kind_of(name, level))

    assert record.place_name == place
    assert record.body_name == body


# --- the script that makes the file, on an invented country of two lists that disagree


def write_csv(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def invented(tmp_path: Path) -> dict[str, list[str]]:
    """The lines of the file made from the two lists: township name to its cells."""
    quhua, package = tmp_path / "quhua", tmp_path / "package"
    (quhua / "data").mkdir(parents=True)
    (package / "dist").mkdir(parents=True)
    counties = {"甲县": "990101000000", "乙县": "990102000000"}
    provinces = {"某省": {"code": "990000000000", "cities": {"某市": {"code": "990100000000", "counties": counties}}}}
    (quhua / "data/divisions_v1.json").write_text(json.dumps({"provinces": provinces}), encoding="utf-8")
    towns = {
        "990101000000": {"townships": {"东镇": "990101101000", "西镇": "990101100000", "旧乡（撤销）": "990101201000"}},
        "990102000000": {"townships": {"新名镇": "990102100000", "迁来镇": "990102101000"}},
    }
    (quhua / "data/townships_v1.json").write_text(json.dumps(towns), encoding="utf-8")
    streets = {
        "990101100": "东镇",
        "990101101": "西乡",
        "990101201": "旧乡",
        "990101102": "迁来镇",
        "990102100": "老名镇",
        "990102400": "园区",
    }
    areas = [{"code": c[:6], "name": n, "cityCode": "9901", "provinceCode": "99"} for n, c in counties.items()]
    write_csv(package / "dist/areas.csv", areas)
    write_csv(
        package / "dist/streets.csv",
        [{"code": c, "name": n, "areaCode": c[:6], "cityCode": "9901"} for c, n in streets.items()],
    )
    write_csv(
        package / "dist/villages.csv",
        [{"code": f"{c}001", "name": f"{n}之村", "streetCode": c} for c, n in streets.items()],
    )

    script = runpy.run_path(str(DATA / "make_divisions.py"))
    land = script["Land"]()
    script["read_current"](quhua, land)
    script["read_older"](package, land)
    lines = script["county_text"]("", list(land.towns.values())).splitlines()[1:]
    return {line.split("\t")[1]: line.split("\t") for line in lines}


@pytest.mark.parametrize(
    ("town", "village"),
    [
        ("东镇", "东镇之村"),  # found by its name, although its number is now another's
        ("西镇", "西乡之村"),  # a township that became a town
        ("新名镇", "老名镇之村"),  # renamed: nothing but the code is left
        ("迁来镇", "迁来镇之村"),  # moved to the next county
        ("旧乡", "旧乡之村"),  # abolished since: the older record stays
        ("园区", "园区之村"),  # a zone that only the older list has
    ],
)
def test_villages_follow_their_town_from_the_older_list_to_the_newer(invented, town, village):
    assert invented[town][-1] == f"001{village}"


def test_only_towns_of_the_older_list_are_marked_so(invented):
    assert {town for town, cells in invented.items() if cells[2] == "o"} == {"旧乡", "园区"}
    assert "旧乡（撤销）" not in invented


def test_a_village_under_a_renumbered_town_keeps_its_own_number(invented):
    assert invented["东镇"][0] == "990101101"
    assert "@990101100" in invented["东镇"]
