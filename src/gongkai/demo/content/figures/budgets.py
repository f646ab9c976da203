"""What does the county take in and spend in a year? Every table of the general budget, from one set of numbers.

Amounts are whole 万元. Townships live on what the county passes on to them, so that county-wide spending is the
county's own plus the townships'; a final account moves each planned item a little and keeps the balance.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from gongkai.demo.content import county
from gongkai.demo.content.markup import Figures, Table, Words
from gongkai.demo.content.money import change, thousands, uneven

BASE_YEAR = 2024
BUDGET, FINAL = "budget", "final"
TAXES = {
    "增值税": 9860,
    "企业所得税": 2140,
    "个人所得税": 640,
    "资源税": 310,
    "城市维护建设税": 1180,
    "房产税": 890,
    "印花税": 420,
    "城镇土地使用税": 1060,
    "土地增值税": 760,
    "车船税": 580,
    "耕地占用税": 690,
    "契税": 1870,
    "环境保护税": 90,
}
OTHER_REVENUE = {
    "专项收入": 1420,
    "行政事业性收费收入": 980,
    "罚没收入": 1240,
    "国有资源（资产）有偿使用收入": 3650,
    "其他收入": 420,
}
FROM_ABOVE = {"返还性收入": 2350, "一般性转移支付收入": 98600, "专项转移支付收入": 31200}
OTHER_MEANS = {"上年结转收入": 5400, "调入资金": 6200, "地方政府一般债务收入": 8800}
OUTSIDE_SPENDING = {"上解上级支出": 2900, "地方政府一般债务还本支出": 4300}
CLASSES = {
    "一般公共服务支出": 17.5,
    "国防支出": 0.1,
    "公共安全支出": 5.2,
    "教育支出": 20.5,
    "科学技术支出": 0.7,
    "文化旅游体育与传媒支出": 1.5,
    "社会保障和就业支出": 16.4,
    "卫生健康支出": 9.6,
    "节能环保支出": 2.4,
    "城乡社区支出": 4.6,
    "农林水支出": 14.1,
    "交通运输支出": 2.9,
    "资源勘探工业信息等支出": 0.6,
    "商业服务业等支出": 0.3,
    "自然资源海洋气象等支出": 0.9,
    "住房保障支出": 3.1,
    "粮油物资储备支出": 0.2,
    "灾害防治及应急管理支出": 0.8,
    "债务付息支出": 1.1,
}
TOWNSHIP_CLASSES = {
    "一般公共服务支出": 46,
    "公共安全支出": 2,
    "文化旅游体育与传媒支出": 3,
    "社会保障和就业支出": 16,
    "卫生健康支出": 5,
    "节能环保支出": 3,
    "城乡社区支出": 9,
    "农林水支出": 13,
    "住房保障支出": 3,
}
ECONOMIC = {"工资福利支出": 74.0, "商品和服务支出": 13.5, "对个人和家庭的补助": 11.2, "资本性支出（一）": 1.3}
Line = tuple[str, int, int]
TO_TOWNSHIPS = 0.088  # of county-wide spending


def growth(year: int, name: str, kind: str) -> float:
    """How far an item has moved since the base year; the final account is a little off the plan."""
    planned = 1.0
    for each in range(BASE_YEAR + 1, year + 1):
        planned *= 1 + Random(f"{name} {each}").uniform(0.005, 0.058)
    return planned * (1 if kind == BUDGET else Random(f"{name} {year} final").uniform(0.958, 1.046))


@cache
def amounts(year: int, kind: str, group: str) -> dict[str, int]:
    """The items of a group of the table above."""
    base = {
        "tax": TAXES,
        "other": OTHER_REVENUE,
        "above": FROM_ABOVE,
        "means": OTHER_MEANS,
        "outside": OUTSIDE_SPENDING,
    }[group]
    return {name: round(value * growth(year, name, kind)) for name, value in base.items()}


def revenue(year: int, kind: str) -> int:
    """County revenue: taxes and the rest."""
    return sum(amounts(year, kind, "tax").values()) + sum(amounts(year, kind, "other").values())


def resources(year: int, kind: str) -> int:
    """Everything that can be spent."""
    return revenue(year, kind) + sum(sum(amounts(year, kind, group).values()) for group in ("above", "means"))


def carried_over(year: int, kind: str) -> int:
    """What a final account leaves for the next year; a plan leaves nothing."""
    return 0 if kind == BUDGET else round(OTHER_MEANS["上年结转收入"] * growth(year + 1, "上年结转收入", BUDGET))


@cache
def spending(year: int, kind: str) -> dict[str, int]:
    """County-wide spending by class: what is left after the items outside it."""
    left = resources(year, kind) - sum(amounts(year, kind, "outside").values()) - carried_over(year, kind)
    parts = uneven(left, list(CLASSES.values()), Random(f"classes {year} {kind}"), 0.012)
    return dict(zip(CLASSES, parts, strict=True))


@cache
def passed_on(year: int, kind: str) -> dict[str, int]:
    """What each township gets from the county: all it spends."""
    whole = round(sum(spending(year, kind).values()) * TO_TOWNSHIPS)
    towns = county.townships()
    parts = uneven(whole, [town.people + 4000 for town in towns], Random(f"townships {year}"), 0.05)
    return {town.name: part for town, part in zip(towns, parts, strict=True)}


@cache
def township_spending(year: int, kind: str, township: str) -> dict[str, int]:
    """A township's spending by class."""
    rng = Random(f"township classes {year} {township} {kind}")
    parts = uneven(passed_on(year, kind)[township], list(TOWNSHIP_CLASSES.values()), rng, 0.1)
    return dict(zip(TOWNSHIP_CLASSES, parts, strict=True))


@cache
def own_spending(year: int, kind: str) -> dict[str, int]:
    """The county's own spending by class: county-wide less the townships'."""
    towns = [township_spending(year, kind, town.name) for town in county.townships()]
    return {name: whole - sum(town.get(name, 0) for town in towns) for name, whole in spending(year, kind).items()}


@cache
def basic_spending(year: int, kind: str) -> dict[str, int]:
    """The county's own basic spending by economic class."""
    whole = round(sum(own_spending(year, kind).values()) * 0.437)
    parts = uneven(whole, list(ECONOMIC.values()), Random(f"economic {year} {kind}"), 0.02)
    return dict(zip(ECONOMIC, parts, strict=True))


def revenue_table(year: int, kind: str = BUDGET) -> Table:
    """一般公共预算收入表: taxes, the rest, the total."""
    lines = [*_lines(year, kind, "tax", "一、税收收入"), *_lines(year, kind, "other", "二、非税收入")]
    groups = [line for line in lines if line[0][1] == "、"]
    whole = ("收入合计", sum(line[1] for line in groups), sum(line[2] for line in groups))
    return _compared([*lines, whole], year, kind, "一般公共预算收入表")


def spending_table(year: int, kind: str = BUDGET) -> Table:
    """一般公共预算支出表, county-wide."""
    return by_class(spending, year, kind, "一般公共预算支出表（全县）", "支出合计")


def own_table(year: int, kind: str = BUDGET) -> Table:
    """一般公共预算本级支出表."""
    return by_class(own_spending, year, kind, "一般公共预算本级支出表", "支出合计")


def basic_table(year: int, kind: str = BUDGET) -> Table:
    """一般公共预算本级基本支出表."""
    return by_class(basic_spending, year, kind, "一般公共预算本级基本支出表（按部门预算支出经济分类）", "支出合计")


def balance_table(year: int, kind: str = BUDGET) -> Table:
    """Means and uses side by side: they are equal."""
    means = {"一般公共预算收入": revenue(year, kind), **amounts(year, kind, "above"), **amounts(year, kind, "means")}
    uses = {"一般公共预算支出": sum(spending(year, kind).values()), **amounts(year, kind, "outside")}
    if kind == FINAL:
        uses["结转下年支出"] = carried_over(year, kind)
    left, right = ([(name, thousands(value)) for name, value in side.items()] for side in (means, uses))
    right += [("", "")] * (len(left) - len(right))
    rows = [(*one, *other) for one, other in zip(left, right, strict=True)]
    rows.append(("收入总计", thousands(sum(means.values())), "支出总计", thousands(sum(uses.values()))))
    title = f"{_label(year, kind)}一般公共预算收支平衡表（万元）"
    return Table(("收入项目", "金额", "支出项目", "金额"), tuple(rows), title)


def transfers_table(year: int, kind: str = BUDGET) -> Table:
    """税收返还和转移支付表: what comes from above, what goes to each township."""
    above = [("上级：" + name, value) for name, value in amounts(year, kind, "above").items()]
    towns = [("对下：" + name, value) for name, value in passed_on(year, kind).items()]
    rows = [
        *above,
        ("上级税收返还和转移支付小计", sum(v for _, v in above)),
        *towns,
        ("县对乡镇（街道）转移支付小计", sum(v for _, v in towns)),
    ]
    shown = tuple((name, thousands(value)) for name, value in rows)
    return Table(("项目", "金额"), shown, f"{_label(year, kind)}税收返还和转移支付表（万元）")


def _lines(year: int, kind: str, group: str, title: str) -> list[Line]:
    before, now = _before(year, kind, group), amounts(year, kind, group)
    return [(title, sum(before.values()), sum(now.values())), *((name, before[name], now[name]) for name in now)]


def _before(year: int, kind: str, group: str) -> dict[str, int]:
    """A plan is compared with last year's account, an account with its plan."""
    return amounts(year - 1, FINAL, group) if kind == BUDGET else amounts(year, BUDGET, group)


def by_class(find: Callable[[int, str], dict[str, int]], year: int, kind: str, name: str, total: str) -> Table:
    """Named amounts, what they are compared with, and the total."""
    before = find(year - 1, FINAL) if kind == BUDGET else find(year, BUDGET)
    now = find(year, kind)
    lines: list[Line] = [(title, before[title], now[title]) for title in now]
    return _compared([*lines, (total, sum(before.values()), sum(now.values()))], year, kind, name)


def _compared(lines: list[Line], year: int, kind: str, name: str) -> Table:
    """Two columns of money and what the second is to the first."""
    rows = tuple((title, thousands(old), thousands(new), _against(new, old, kind)) for title, old, new in lines)
    head = (
        ("项目", f"{year - 1}年执行数", f"{year}年预算数", "比上年")
        if kind == BUDGET
        else ("项目", f"{year}年预算数", f"{year}年决算数", "决算为预算的")
    )
    return Table(head, rows, f"{_label(year, kind)}{name}（万元）")


def _against(new: int, old: int, kind: str) -> str:
    return change(new, old) if kind == BUDGET else f"{new / old * 100:.1f}%" if old else "—"


def _label(year: int, kind: str) -> str:
    return f"{county.COUNTY}{year}年{'预算' if kind == BUDGET else '决算'}："


TABLES: Figures = {
    "revenue": revenue_table,
    "spending": spending_table,
    "own": own_table,
    "basic": basic_table,
    "balance": balance_table,
    "transfers": transfers_table,
}
NUMBERS: Words = {
    "revenue": lambda year, kind=BUDGET: thousands(revenue(year, kind)),
    "tax": lambda year, kind=BUDGET: thousands(sum(amounts(year, kind, "tax").values())),
    "revenue_change": lambda year, kind=BUDGET: change(revenue(year, kind), revenue(year - 1, FINAL)),
    "spending": lambda year, kind=BUDGET: thousands(sum(spending(year, kind).values())),
    "own": lambda year, kind=BUDGET: thousands(sum(own_spending(year, kind).values())),
    "basic": lambda year, kind=BUDGET: thousands(sum(basic_spending(year, kind).values())),
    "resources": lambda year, kind=BUDGET: thousands(resources(year, kind)),
    "above": lambda year, kind=BUDGET: thousands(sum(amounts(year, kind, "above").values())),
    "to_townships": lambda year, kind=BUDGET: thousands(sum(passed_on(year, kind).values())),
    "class": lambda year, name, kind=BUDGET: thousands(spending(year, kind)[name]),
}
