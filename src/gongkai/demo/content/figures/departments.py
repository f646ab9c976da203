"""What does one department or township plan and spend? Kept in hundredths of 万元 so that every table adds up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from gongkai.demo.content import county
from gongkai.demo.content.figures.budgets import BUDGET
from gongkai.demo.content.markup import Figures, Table
from gongkai.demo.content.money import change, hundredths, split

MAIN_CLASS = {
    "education": "教育支出",
    "public-security": "公共安全支出",
    "justice": "公共安全支出",
    "civil-affairs": "社会保障和就业支出",
    "human-resources": "社会保障和就业支出",
    "health": "卫生健康支出",
    "medical-insurance": "卫生健康支出",
    "ecology": "节能环保支出",
    "housing": "城乡社区支出",
    "urban-management": "城乡社区支出",
    "transport": "交通运输支出",
    "water": "农林水支出",
    "agriculture": "农林水支出",
    "culture-tourism": "文化旅游体育与传媒支出",
    "emergency": "灾害防治及应急管理支出",
    "natural-resources": "自然资源海洋气象等支出",
    "science-industry": "资源勘探工业信息等支出",
    "commerce": "商业服务业等支出",
}
LARGE = {
    "education": 46,
    "public-security": 210,
    "health": 58,
    "human-resources": 72,
    "market": 96,
    "natural-resources": 64,
}
GENERAL, SOCIAL, HEALTH, HOUSING = "一般公共服务支出", "社会保障和就业支出", "卫生健康支出", "住房保障支出"


@dataclass(frozen=True, slots=True)
class Plan:
    """A unit's year: spending by class as (basic, project), and where the money comes from."""

    staff: int
    classes: dict[str, tuple[int, int]]
    other_income: int
    carried: int
    official: tuple[int, int, int, int]
    running: int
    purchases: tuple[int, int, int]

    @property
    def basic(self) -> int:
        return sum(basic for basic, _ in self.classes.values())

    @property
    def project(self) -> int:
        return sum(project for _, project in self.classes.values())

    @property
    def total(self) -> int:
        return self.basic + self.project

    @property
    def grant(self) -> int:
        return self.total - self.other_income - self.carried


@cache
def plan(year: int, unit: str, kind: str = BUDGET) -> Plan:
    """The budget or account of a unit: a department by slug, a township by name."""
    fixed = Random(f"unit {unit}")
    staff = LARGE.get(unit) or fixed.randint(16, 44)
    rng = Random(f"unit {unit} {year} {kind}")
    per_head = round(1290 * 1.028 ** (year - 2024) * rng.uniform(0.985, 1.015))
    basic = staff * per_head
    project = round(basic * fixed.uniform(0.35, 1.9) * rng.uniform(0.93, 1.06))
    return Plan(
        staff=staff,
        classes=_classes(unit, basic, project),
        other_income=round((basic + project) * 0.008),
        carried=round((basic + project) * rng.uniform(0.01, 0.03)),
        official=_official(staff, year, rng, kind),
        running=round(staff * 212 * rng.uniform(0.95, 1.03)),
        purchases=_purchases(project, rng),
    )


def overall(year: int, unit: str, kind: str = BUDGET) -> Table:
    """部门收支总体情况表."""
    what = plan(year, unit, kind)
    left = _incomes(what)
    right = [(name, sum(parts)) for name, parts in what.classes.items()]
    left += [("", 0)] * (len(right) - len(left))
    right += [("", 0)] * (len(left) - len(right))
    rows = [(*_pair(a), *_pair(b)) for a, b in zip(left, right, strict=True)]
    rows.append(("收入总计", hundredths(what.total), "支出总计", hundredths(what.total)))
    return Table(("收入", "金额", "支出", "金额"), tuple(rows), _title(year, unit, kind, "收支总体情况表"))


def income(year: int, unit: str, kind: str = BUDGET) -> Table:
    what = plan(year, unit, kind)
    rows = [*(_pair(pair) for pair in _incomes(what)), ("合计", hundredths(what.total))]
    return Table(("收入来源", "金额"), tuple(rows), _title(year, unit, kind, "收入总体情况表"))


def outlay(year: int, unit: str, kind: str = BUDGET) -> Table:
    """支出总体情况表: each class as basic and project spending."""
    return _classes_table(plan(year, unit, kind), 0, _title(year, unit, kind, "支出总体情况表"))


def grant(year: int, unit: str, kind: str = BUDGET) -> Table:
    """财政拨款收支总体情况表."""
    what = plan(year, unit, kind)
    rows = (
        ("一、本年收入", hundredths(what.grant), "一、本年支出", hundredths(what.grant)),
        ("　一般公共预算拨款", hundredths(what.grant), "　一般公共预算支出", hundredths(what.grant)),
        ("　政府性基金预算拨款", "0.00", "　政府性基金预算支出", "0.00"),
        ("二、上年结转", "0.00", "二、结转下年", "0.00"),
        ("收入总计", hundredths(what.grant), "支出总计", hundredths(what.grant)),
    )
    return Table(("收入", "金额", "支出", "金额"), rows, _title(year, unit, kind, "财政拨款收支总体情况表"))


def general(year: int, unit: str, kind: str = BUDGET) -> Table:
    """一般公共预算支出情况表: the spending that the grant pays for."""
    what = plan(year, unit, kind)
    return _classes_table(what, what.total - what.grant, _title(year, unit, kind, "一般公共预算支出情况表"))


def basic_table(year: int, unit: str, kind: str = BUDGET) -> Table:
    """基本支出情况表: people and running costs."""
    what = plan(year, unit, kind)
    people, running, families = split(what.basic, (80, 13, 7))
    rows = (
        ("工资福利支出（人员经费）", hundredths(people)),
        ("对个人和家庭的补助（人员经费）", hundredths(families)),
        ("商品和服务支出（公用经费）", hundredths(running)),
        ("合计", hundredths(what.basic)),
    )
    return Table(("经济分类", "金额"), rows, _title(year, unit, kind, "一般公共预算基本支出情况表"))


def official(year: int, unit: str, kind: str = BUDGET) -> Table:
    """“三公”经费支出情况表, against the year before or against the plan."""
    before = plan(year - 1, unit, BUDGET) if kind == BUDGET else plan(year, unit, BUDGET)
    now = plan(year, unit, kind).official
    names = ("因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务接待费")
    rows = [
        (n, hundredths(o), hundredths(v), change(v, o) if o or v else "无安排")
        for n, o, v in zip(names, before.official, now, strict=True)
    ]
    old, new = sum(before.official), sum(now)
    rows.append(("合计", hundredths(old), hundredths(new), change(new, old)))
    heads = (f"{year - 1}年预算", f"{year}年预算") if kind == BUDGET else (f"{year}年预算", f"{year}年决算")
    return Table(("项目", *heads, "增减变化"), tuple(rows), _title(year, unit, kind, "“三公”经费支出情况表"))


def fund(year: int, unit: str, kind: str = BUDGET) -> Table:
    rows = (("政府性基金预算支出", "0.00"), ("其中：基本支出", "0.00"), ("　　　项目支出", "0.00"))
    return Table(("项目", "金额"), rows, _title(year, unit, kind, "政府性基金预算支出情况表"))


def purchases(year: int, unit: str, kind: str = BUDGET) -> Table:
    """政府采购: goods, works, services; in an account also what small firms got."""
    what = plan(year, unit, kind).purchases
    rows = [(n, hundredths(v)) for n, v in zip(("货物", "工程", "服务"), what, strict=True)]
    rows.append(("总金额", hundredths(sum(what))))
    if kind != BUDGET:
        small = round(sum(what) * Random(f"small {unit} {year}").uniform(0.72, 0.96))
        share = f"{small / sum(what) * 100:.1f}%" if sum(what) else "—"
        rows.append((f"其中：授予中小企业合同金额（占比{share}）", hundredths(small)))
    return Table(("政府采购", "金额"), tuple(rows), _title(year, unit, kind, "政府采购情况"))


def name_of(unit: str) -> str:
    """A department by slug, a township by name."""
    if unit in county.departments():
        return county.departments()[unit].name
    return f"{county.COUNTY}{county.township_body(county.named(unit))}"


def _classes(unit: str, basic: int, project: int) -> dict[str, tuple[int, int]]:
    main = MAIN_CLASS.get(unit, GENERAL)
    parts = split(basic, (76, 11, 6, 7))
    found: dict[str, tuple[int, int]] = {main: (parts[0], project)}
    for name, part in zip((SOCIAL, HEALTH, HOUSING), parts[1:], strict=True):
        before = found.get(name, (0, 0))
        found[name] = (before[0] + part, before[1])
    return found


def _official(staff: int, year: int, rng: Random, kind: str) -> tuple[int, int, int, int]:
    used = (0.968 ** (year - 2024)) * (1.0 if kind == BUDGET else 0.9)
    return 0, 0, round(max(staff // 20, 1) * 310 * used), round(staff * 5.2 * used * rng.uniform(0.98, 1.0))


def _purchases(project: int, rng: Random) -> tuple[int, int, int]:
    whole = round(project * rng.uniform(0.12, 0.3))
    goods, works, services = split(whole, (rng.uniform(2, 4), rng.uniform(1, 3), rng.uniform(3, 6)))
    return goods, works, services


def _incomes(what: Plan) -> list[tuple[str, int]]:
    return [("一般公共预算拨款收入", what.grant), ("其他收入", what.other_income), ("上年结转", what.carried)]


def _pair(pair: tuple[str, int]) -> tuple[str, str]:
    return (pair[0], hundredths(pair[1]) if pair[0] else "")


def _classes_table(what: Plan, less: int, title: str) -> Table:
    """Spending by class; `less` is taken off the largest project, which other income pays for."""
    rows: list[tuple[str, int, int, int]] = []
    main = max(what.classes, key=lambda name: what.classes[name][1])
    for name, (basic_part, project_part) in what.classes.items():
        project_part -= less if name == main else 0
        rows.append((name, basic_part + project_part, basic_part, project_part))
    rows.append(("合计", *(sum(values) for values in list(zip(*rows, strict=True))[1:])))
    shown = tuple((name, hundredths(a), hundredths(b), hundredths(c)) for name, a, b, c in rows)
    return Table(("功能分类科目", "合计", "基本支出", "项目支出"), shown, title)


def _title(year: int, unit: str, kind: str, name: str) -> str:
    return f"{name_of(unit)}{year}年{name}（{'预算' if kind == BUDGET else '决算'}，万元）"


TABLES: Figures = {
    "dep_overall": overall,
    "dep_income": income,
    "dep_spending": outlay,
    "dep_grant": grant,
    "dep_general": general,
    "dep_basic": basic_table,
    "dep_official": official,
    "dep_fund": fund,
    "dep_purchases": purchases,
}
