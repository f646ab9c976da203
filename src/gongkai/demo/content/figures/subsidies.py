"""How much did each township and village get of each farming subsidy? Totals only, never a person."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from gongkai.demo.content import county
from gongkai.demo.content.county import Place
from gongkai.demo.content.markup import Figures, Table, Words
from gongkai.demo.content.money import hundredths, thousands

STANDARD_2024 = 9612  # fen a mu
YEARLY_RISE = 37


@dataclass(frozen=True, slots=True)
class Share:
    """What a place got for its fields: mu in tenths, money in fen."""

    name: str
    households: int
    area: int
    amount: int


def standard(year: int) -> int:
    """Fen a mu for arable land in a year."""
    return STANDARD_2024 + YEARLY_RISE * (year - 2024)


def village_share(year: int, village: Place) -> Share:
    """The verified area is a little less than the land register: what is built over or laid waste is taken off."""
    rng = Random(f"farmland {year} {village.code}")
    area = int(village.farmland * rng.uniform(0.921, 0.968))
    households = int(village.households * rng.uniform(0.80, 0.88)) if area else 0
    return Share(village.name, households, area, round(area * standard(year) / 10))


def shares(year: int, township: str) -> list[Share]:
    """The villages of a township that have fields."""
    return [share for village in county.villages(township) if (share := village_share(year, village)).area]


def total(name: str, parts: list[Share]) -> Share:
    return Share(name, sum(p.households for p in parts), sum(p.area for p in parts), sum(p.amount for p in parts))


def township_shares(year: int) -> list[Share]:
    """Townships that have fields."""
    own = [(town.name, shares(year, town.name)) for town in county.townships()]
    return [total(name, parts) for name, parts in own if parts]


def farmland(year: int) -> Table:
    """County result by township."""
    parts = township_shares(year)
    rows = [_cells(part, len(shares(year, part.name)), year) for part in parts]
    whole = total("合计", parts)
    rows.append(_cells(whole, sum(int(str(cells[1])) for cells in rows), year))
    head = ("乡镇", "村（社区）数", "受益农户（户）", "补贴面积（亩）", "补贴标准（元/亩）", "补贴金额（元）")
    return Table(head, tuple(rows), f"{year}年耕地地力保护补贴发放结果汇总表")


def farmland_area(year: int) -> Table:
    """The verified area by township, before any money."""
    paid = farmland(year)
    rows = tuple(row[:4] for row in paid.rows)
    return Table(paid.head[:4], rows, f"{year}年耕地地力保护补贴面积分乡镇核定情况")


def farmland_villages(year: int, township: str) -> Table:
    """One township by village."""
    parts = shares(year, township)
    rows = [_village_cells(part, year) for part in [*parts, total("合计", parts)]]
    head = ("村（社区）", "受益农户（户）", "补贴面积（亩）", "补贴标准（元/亩）", "补贴金额（元）")
    return Table(head, tuple(rows), f"{township}{year}年耕地地力保护补贴分村汇总表")


def farmland_all_villages(year: int) -> Table:
    """The whole county by village, for the spreadsheet."""
    rows: list[tuple[object, ...]] = []
    for town in county.townships():
        rows += [(town.name, *_village_cells(part, year)) for part in shares(year, town.name)]
    whole = total("合计", township_shares(year))
    rows.append(("合计", *_village_cells(whole, year)[:1], *_village_cells(whole, year)[1:]))
    head = ("乡镇", "村（社区）", "受益农户（户）", "补贴面积（亩）", "补贴标准（元/亩）", "补贴金额（元）")
    return Table(head, tuple(rows), f"{year}年耕地地力保护补贴分村汇总表")


def farmland_batches(year: int) -> Table:
    """Paid in two runs: the second to households whose account had to be corrected."""
    whole = total("合计", township_shares(year))
    late_households, late_area = whole.households * 13 // 1000, whole.area * 11 // 1000
    late = round(late_area * standard(year) / 10)
    rows = (
        ("第一批", whole.households - late_households, _mu(whole.area - late_area), hundredths(whole.amount - late)),
        ("第二批（账户信息更正后补发）", late_households, _mu(late_area), hundredths(late)),
        ("合计", whole.households, _mu(whole.area), hundredths(whole.amount)),
    )
    return Table(("批次", "户数（户）", "面积（亩）", "金额（元）"), rows, "分批发放情况")


def farmland_excluded(year: int) -> Table:
    """Why the verified area is smaller than the register."""
    register = sum(place.farmland for place in county.townships())
    verified = total("", township_shares(year)).area
    off = register - verified
    parts = [off * 41 // 100, off * 22 // 100, off * 17 // 100]
    parts.append(off - sum(parts))
    reasons = (
        "已转为林地、园地、养殖坑塘等非粮食种植用途",
        "设施农业用地和农业生产附属建设用地",
        "抛荒一年以上",
        "已征收占用或质量达不到耕种条件",
    )
    rows = [
        ("确权登记的家庭承包耕地面积", _mu(register)),
        *((f"减：{why}", _mu(part)) for why, part in zip(reasons, parts, strict=True)),
    ]
    return Table(("项目", "面积（亩）"), (*rows, ("核定补贴面积", _mu(verified))), "补贴面积核定情况")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A subsidy paid per unit: its unit, the yuan for one, and how many a township may have."""

    label: str
    unit: str
    price: int
    low: int
    high: int


SCHEMES = {
    "grain": Scheme("种粮大户补贴", "面积（亩）", 60, 320, 2600),
    "training": Scheme("高素质农民培育补助", "结业学员（人）", 3200, 8, 34),
    "entities": Scheme("新型农业经营主体扶持", "扶持主体（家）", 48000, 1, 5),
    "immunity": Scheme("动物强制免疫补助", "免疫畜禽（万头羽次）", 8600, 2, 14),
    "disposal": Scheme("养殖环节病死猪无害化处理补助", "处理数量（头）", 80, 40, 520),
    "grass": Scheme("草畜平衡奖励", "面积（亩）", 3, 900, 5200),
    "fry": Scheme("增殖放流苗种购置", "放流数量（万尾）", 1150, 6, 42),
    "fields": Scheme("高标准农田建设补助", "建设面积（亩）", 2400, 400, 2300),
    "insurance": Scheme("水稻种植保险保费补贴", "参保面积（亩）", 19, 3200, 9800),
    "relief": Scheme("农业生产救灾补助", "受灾补助面积（亩）", 45, 120, 1900),
    "town": Scheme("产业强镇项目补助", "项目（个）", 650000, 1, 2),
}
NO_FARMING = {"镜心街道"}
ONLY = {"grass": {"听泉乡", "鹿铃乡", "照水乡"}, "fry": {"鹭汀镇", "星渡镇", "月帆镇"}, "town": {"麦笛镇", "禾韵镇"}}


def scheme(year: int, name: str) -> Table:
    """A subsidy by township: units, yuan each, sums that add up."""
    what = SCHEMES[name]
    rows: list[tuple[object, ...]] = []
    units = amounts = 0
    for town in county.townships():
        if town.name in NO_FARMING or town.name not in ONLY.get(name, {town.name}):
            continue
        count = Random(f"{name} {year} {town.code}").randint(what.low, what.high)
        units, amounts = units + count, amounts + count * what.price
        rows.append((town.name, thousands(count), thousands(what.price), thousands(count * what.price)))
    rows.append(("合计", thousands(units), thousands(what.price), thousands(amounts)))
    return Table(("乡镇", what.unit, "标准（元）", "补贴金额（元）"), tuple(rows), f"{year}年{what.label}结果汇总表")


MACHINES = (
    ("轮式拖拉机", 12800, 9, 26),
    ("自走式谷物联合收割机", 21600, 4, 15),
    ("水稻插秧机", 9800, 6, 19),
    ("植保无人驾驶航空器", 6400, 8, 22),
    ("谷物烘干机", 26400, 2, 9),
    ("微耕机", 450, 40, 120),
    ("秸秆粉碎还田机", 2300, 5, 18),
)


def machinery(year: int, part: str = "1") -> Table:
    """Machines bought with a subsidy, by kind."""
    rows: list[tuple[object, ...]] = []
    units = amounts = 0
    for name, price, low, high in MACHINES:
        count = Random(f"machine {name} {year} {part}").randint(low, high)
        units, amounts = units + count, amounts + count * price
        rows.append((name, count, thousands(price), thousands(count * price)))
    rows.append(("合计", units, "—", thousands(amounts)))
    head = ("机具品目", "数量（台）", "平均单台补贴（元）", "补贴金额（元）")
    return Table(head, tuple(rows), f"{year}年农机购置与应用补贴结果汇总表（第{part}批）")


def _mu(tenths: int) -> str:
    return f"{tenths // 10:,}.{tenths % 10}"


def _cells(part: Share, villages: int, year: int) -> tuple[object, ...]:
    return (
        part.name,
        villages,
        thousands(part.households),
        _mu(part.area),
        hundredths(standard(year)),
        hundredths(part.amount),
    )


def _village_cells(part: Share, year: int) -> tuple[object, ...]:
    return (part.name, thousands(part.households), _mu(part.area), hundredths(standard(year)), hundredths(part.amount))


def _whole(year: int) -> Share:
    return total("合计", township_shares(year))


def _last(table: Table, column: int) -> str:
    return str(table.rows[-1][column])


TABLES: Figures = {
    "farmland": farmland,
    "farmland_area": farmland_area,
    "farmland_villages": farmland_villages,
    "farmland_all_villages": farmland_all_villages,
    "farmland_batches": farmland_batches,
    "farmland_excluded": farmland_excluded,
    "scheme": scheme,
    "machinery": machinery,
}
NUMBERS: Words = {
    "farm_standard": lambda year: hundredths(standard(year)),
    "farm_standard_before": lambda year: hundredths(standard(year - 1)),
    "farm_area": lambda year: _mu(_whole(year).area),
    "farm_wan": lambda year: f"{_whole(year).amount / 1_000_000:,.2f}",
    "farm_households": lambda year: thousands(_whole(year).households),
    "farm_town_area": lambda year, town: _mu(total("", shares(year, town)).area),
    "farm_town_amount": lambda year, town: hundredths(total("", shares(year, town)).amount),
    "farm_town_households": lambda year, town: thousands(total("", shares(year, town)).households),
    "scheme_units": lambda year, name: _last(scheme(year, name), 1),
    "scheme_yuan": lambda year, name: _last(scheme(year, name), 3),
    "machine_units": lambda year, part="1": _last(machinery(year, part), 1),
    "machine_yuan": lambda year, part="1": _last(machinery(year, part), 3),
}
