"""What is taken for a public project, from whom, and what is paid? One set of numbers for every paper of a case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from gongkai.demo.content import county
from gongkai.demo.content.markup import Figures, Table, Words
from gongkai.demo.content.money import hundredths, thousands, uneven

ZONE_PRICES = {"Ⅰ类区片": 54_800, "Ⅱ类区片": 48_600, "Ⅲ类区片": 43_200}  # yuan a mu
ZONES = {
    "镜心街道": "Ⅰ类区片",
    "云砚镇": "Ⅰ类区片",
    "望舒镇": "Ⅱ类区片",
    "鹭汀镇": "Ⅱ类区片",
    "星渡镇": "Ⅱ类区片",
    "禾韵镇": "Ⅱ类区片",
}
SECURITY = 19_500  # yuan a mu for the pensions of those who lose land
LAND_KINDS = {"水田": 48, "旱地": 21, "园地": 12, "林地": 11, "农村宅基地": 5, "农村道路及沟渠": 3}
CROPS = {"水稻": 1_480, "旱地作物": 1_120, "露地蔬菜": 2_350, "大棚蔬菜": 4_900, "成年果园": 7_600, "幼龄果园": 3_400}
STRUCTURES = {
    "砖混结构房屋（元/平方米）": 980,
    "砖木结构房屋（元/平方米）": 760,
    "简易棚房（元/平方米）": 190,
    "水泥晒场（元/平方米）": 62,
    "砖砌围墙（元/立方米）": 240,
    "压水井（元/口）": 1_600,
    "坟墓迁移（元/座）": 3_200,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A project that takes land: name, purpose, township, the villages and hundredths of a mu in all."""

    name: str
    purpose: str
    township: str
    villages: tuple[str, ...]
    area: int


CASES = {
    "1": Case("望舒镇月灯至桂雨农村公路提升工程", "交通设施", "望舒镇", ("月灯村", "桂雨村"), 9_246),
    "2": Case("鹭汀镇荻花村标准厂房及配套道路项目", "工业标准厂房（成片开发）", "鹭汀镇", ("荻花村", "蓼汀村"), 17_382),
    "3": Case("云砚镇书灯中学迁建项目", "教育设施", "云砚镇", ("梅笺村", "诗塘村"), 6_714),
    "4": Case("星渡镇萤桥水厂扩建项目", "供水设施", "星渡镇", ("萤桥村", "鱼灯村"), 2_968),
    "5": Case("禾韵镇拾穗粮食储备库项目", "粮食仓储设施", "禾韵镇", ("拾穗村", "晒谷村"), 5_120),
    "6": Case("听泉乡松铃养老服务中心项目", "养老服务设施", "听泉乡", ("松铃村", "泉声村"), 1_876),
    "7": Case("麦笛镇窑灯变电站项目", "能源设施", "麦笛镇", ("窑灯村", "瓜灯村"), 1_342),
    "8": Case("月帆镇染霞污水处理厂及管网项目", "环境保护设施", "月帆镇", ("染霞村", "菱歌村"), 2_455),
}


def zone(case: str) -> str:
    return ZONES.get(CASES[case].township, "Ⅲ类区片")


def price(case: str) -> int:
    return ZONE_PRICES[zone(case)]


@cache
def survey(case: str) -> dict[str, dict[str, int]]:
    """Hundredths of a mu by village and kind of land; the sums are the case's area."""
    what, rng = CASES[case], Random(f"survey {case}")
    areas = uneven(what.area, [3, 2], rng)
    return {
        village: dict(zip(LAND_KINDS, uneven(area, list(LAND_KINDS.values()), rng, 0.3), strict=True))
        for village, area in zip(what.villages, areas, strict=True)
    }


@cache
def attached(case: str) -> dict[str, tuple[int, int, int]]:
    """By village: crops, trees and structures in yuan."""
    found = {}
    for village, kinds in survey(case).items():
        rng = Random(f"attached {case} {village}")
        crops = round((kinds["水田"] * CROPS["水稻"] + kinds["旱地"] * CROPS["旱地作物"]) / 100)
        trees = round(kinds["园地"] * rng.choice((3_400, 7_600)) / 100)
        found[village] = (crops, trees, rng.randrange(6, 22) * 1_900)
    return found


def survey_table(_: int, case: str) -> Table:
    """拟征收土地现状调查: owner, kinds of land, area."""
    villages = survey(case)
    rows = [
        (f"{village}集体", *(hundredths(kinds[kind]) for kind in LAND_KINDS), hundredths(sum(kinds.values())))
        for village, kinds in villages.items()
    ]
    sums = [sum(kinds[kind] for kinds in villages.values()) for kind in LAND_KINDS]
    rows.append(("合计", *map(hundredths, sums), hundredths(sum(sums))))
    return Table(("所有权人", *LAND_KINDS, "合计"), tuple(rows), f"{CASES[case].name}土地权属、地类和面积（亩）")


def compensation_table(_: int, case: str) -> Table:
    """Land, crops, structures and pensions by village; money in yuan to the fen."""
    rows, sums = [], [0, 0, 0, 0, 0, 0]
    for village, kinds in survey(case).items():
        values = _values(case, village, sum(kinds.values()))
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append((village, *map(hundredths, values)))
    rows.append(("合计", *map(hundredths, sums)))
    head = (
        "村集体",
        "面积（亩）",
        "土地补偿费（元）",
        "安置补助费（元）",
        "青苗和附着物（元）",
        "社会保障费用（元）",
        "合计（元）",
    )
    return Table(head, tuple(rows), f"{CASES[case].name}征地补偿费用表")


def attached_table(_: int, case: str) -> Table:
    rows, sums = [], [0, 0, 0]
    for village, values in attached(case).items():
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append((village, *map(thousands, values), thousands(sum(values))))
    rows.append(("合计", *map(thousands, sums), thousands(sum(sums))))
    return Table(
        ("村集体", "青苗（元）", "林木果树（元）", "房屋及构筑物（元）", "小计（元）"),
        tuple(rows),
        "地上附着物和青苗调查结果",
    )


def zones_table(year: int) -> Table:
    names: dict[str, list[str]] = {zone_name: [] for zone_name in ZONE_PRICES}
    for town in county.townships():
        names[ZONES.get(town.name, "Ⅲ类区片")].append(town.name)
    rows = tuple(
        (
            zone_name,
            "、".join(names[zone_name]),
            thousands(value),
            thousands(value * 4 // 10),
            thousands(value * 6 // 10),
        )
        for zone_name, value in ZONE_PRICES.items()
    )
    head = ("区片", "范围", "区片综合地价（元/亩）", "其中：土地补偿费", "其中：安置补助费")
    return Table(head, rows, f"{county.COUNTY}征收农用地区片综合地价（{year}年执行）")


def crops_table(_: int) -> Table:
    rows = [(name, "元/亩", thousands(value)) for name, value in CROPS.items()]
    rows += [
        (name.split("（")[0], name.split("（")[1].rstrip("）"), thousands(value)) for name, value in STRUCTURES.items()
    ]
    return Table(("补偿项目", "单位", "补偿标准"), tuple(rows), "地上附着物和青苗补偿标准")


def _values(case: str, village: str, area: int) -> tuple[int, int, int, int, int, int]:
    """Area in hundredths of a mu, then fen: land 40 %, resettlement 60 %, crops and structures, pensions, all."""
    land = area * price(case)
    parts = (land * 4 // 10, land - land * 4 // 10, sum(attached(case)[village]) * 100, area * SECURITY)
    return (area, *parts, sum(parts))


def _paid(case: str) -> int:
    return sum(_values(case, village, sum(kinds.values()))[5] for village, kinds in survey(case).items())


TABLES: Figures = {
    "land_survey": survey_table,
    "land_money": compensation_table,
    "land_attached": attached_table,
    "land_zones": zones_table,
    "land_crops": crops_table,
}
NUMBERS: Words = {
    "land_name": lambda _, case: CASES[case].name,
    "land_purpose": lambda _, case: CASES[case].purpose,
    "land_town": lambda _, case: CASES[case].township,
    "land_villages": lambda _, case: "、".join(CASES[case].villages),
    "land_mu": lambda _, case: hundredths(CASES[case].area),
    "land_hectares": lambda _, case: f"{CASES[case].area / 1500:.4f}",
    "land_zone": lambda _, case: zone(case),
    "land_price": lambda _, case: thousands(price(case)),
    "land_paid": lambda _, case: hundredths(_paid(case)),
    "land_security": lambda _: thousands(SECURITY),
}
