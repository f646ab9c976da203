"""What does one township get and spend, and whom does it support? Parts of the county's own tables."""

from __future__ import annotations

from random import Random

from gongkai.demo.content import county
from gongkai.demo.content.figures import assistance, budgets, funds
from gongkai.demo.content.figures.budgets import BUDGET
from gongkai.demo.content.markup import Figures, Table, Words
from gongkai.demo.content.money import change, hundredths, split, thousands


def income(year: int, town: str, kind: str = BUDGET) -> Table:
    """A township lives on what the county passes on."""
    whole = budgets.passed_on(year, kind)[town]
    pay, running, aims = split(whole, (64, 19, 17))
    rows = (
        ("上级补助收入：工资和社会保障", thousands(pay)),
        ("上级补助收入：机关和村级运转", thousands(running)),
        ("上级补助收入：专项", thousands(aims)),
        ("收入合计", thousands(whole)),
    )
    return Table(("项目", _head(kind)), rows, f"{town}{year}年一般公共预算收入表（万元）")


def outlay(year: int, town: str, kind: str = BUDGET) -> Table:
    return _listed(budgets.township_spending(year, kind, town), year, town, kind, "一般公共预算支出表（本级）")


def basic(year: int, town: str, kind: str = BUDGET) -> Table:
    whole = round(budgets.passed_on(year, kind)[town] * 0.61)
    parts = split(whole, list(budgets.ECONOMIC.values()))
    named = dict(zip(budgets.ECONOMIC, parts, strict=True))
    return _listed(named, year, town, kind, "一般公共预算本级基本支出表")


def fund(year: int, town: str, kind: str = BUDGET) -> Table:
    """The township's part of the funds that the county passes on."""
    spent = funds.fund_spending(year, kind)
    towns = county.townships()
    place = [each.name for each in towns].index(town)
    named = {}
    for name in ("城乡社区支出", "农林水支出"):
        parts = split(round(spent[name] * funds.FUND_TO_TOWNSHIPS), [each.people for each in towns])
        named[name] = parts[place]
    return _listed(named, year, town, kind, "政府性基金支出表（资金来源为县级转移支付）")


def official(year: int, town: str, kind: str = BUDGET) -> Table:
    """“三公”经费 of the township government."""
    before, now = _official(year - 1 if kind == BUDGET else year, town, BUDGET), _official(year, town, kind)
    rows = [
        (name, hundredths(before[name]), hundredths(value), change(value, before[name]) if value else "无安排")
        for name, value in now.items()
    ]
    old, new = sum(before.values()), sum(now.values())
    rows.append(("合计", hundredths(old), hundredths(new), change(new, old)))
    heads = (f"{year - 1}年预算", f"{year}年预算") if kind == BUDGET else (f"{year}年预算", f"{year}年决算")
    return Table(("项目", *heads, "增减变化"), tuple(rows), f"{town}{year}年“三公”经费表（万元）")


def helped(_: int, year: str, month: str, town: str) -> Table:
    """Whom a township supports in a month."""
    part = assistance.monthly(int(year), int(month), county.named(town))
    homes, alone, yuan = part.hardship
    rows = [
        ("城市最低生活保障", part.urban[0], part.urban[1], thousands(part.urban[2])),
        ("农村最低生活保障", part.rural[0], part.rural[1], thousands(part.rural[2])),
        ("特困人员救助供养", homes + alone, homes + alone, thousands(yuan)),
    ]
    sums = (sum(int(row[1]) for row in rows), sum(int(row[2]) for row in rows), part.urban[2] + part.rural[2] + yuan)
    rows.append(("合计", sums[0], sums[1], thousands(sums[2])))
    return Table(("类别", "户数", "人数", "发放金额（元）"), tuple(rows), f"{town}{year}年{month}月在册救助对象")


def _official(year: int, town: str, kind: str) -> dict[str, int]:
    rng = Random(f"official {town}")
    less = 0.968 ** (year - 2024) * (1.0 if kind == BUDGET else 0.9)
    return {
        "因公出国（境）费": 0,
        "公务用车购置费": 0,
        "公务用车运行费": round(rng.randrange(620, 1180) * less),
        "公务接待费": round(rng.randrange(210, 460) * less),
    }


def _listed(named: dict[str, int], year: int, town: str, kind: str, title: str) -> Table:
    rows = [*named.items(), ("支出合计", sum(named.values()))]
    return Table(("项目", _head(kind)), tuple((n, thousands(v)) for n, v in rows), f"{town}{year}年{title}（万元）")


def _head(kind: str) -> str:
    return "预算数" if kind == BUDGET else "决算数"


ACCOUNTED: Figures = {
    "town_income": income,
    "town_spending": outlay,
    "town_basic": basic,
    "town_fund": fund,
    "town_official": official,
}
TABLES: Figures = {"helped": helped}
NUMBERS: Words = {
    "town_income": lambda year, town, kind=BUDGET: thousands(budgets.passed_on(year, kind)[town]),
    "town_income_final": lambda year, town: thousands(budgets.passed_on(year - 1, budgets.FINAL)[town]),
}
