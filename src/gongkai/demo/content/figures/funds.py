"""The other three budgets, debt, official expenses and performance aims of a year (万元)."""

from __future__ import annotations

from functools import cache
from random import Random

from gongkai.demo.content import county
from gongkai.demo.content.figures.budgets import BUDGET, amounts, by_class, growth
from gongkai.demo.content.markup import Figures, Table, Words
from gongkai.demo.content.money import change, hundredths, split, thousands, uneven

FUND_REVENUE = {
    "国有土地使用权出让收入": 21400,
    "国有土地收益基金收入": 860,
    "农业土地开发资金收入": 240,
    "城市基础设施配套费收入": 1320,
    "污水处理费收入": 610,
    "彩票公益金收入": 180,
}
FUND_SPENDING = {
    "城乡社区支出": 62.0,
    "农林水支出": 4.0,
    "社会保障和就业支出": 1.5,
    "债务付息支出": 17.0,
    "债务发行费用支出": 0.5,
    "其他支出": 15.0,
}
FUND_TO_TOWNSHIPS = 0.06
CAPITAL_REVENUE = {"利润收入": 320, "股利、股息收入": 140, "产权转让收入": 90}
CAPITAL_SPENDING = {
    "解决历史遗留问题及改革成本支出": 30.0,
    "国有企业资本金注入": 55.0,
    "其他国有资本经营预算支出": 15.0,
}
CAPITAL_MOVED = 0.3  # of revenue, moved to the general budget
INSURANCE = {
    "城乡居民基本养老保险基金": (
        6900,
        5800,
        ("个人缴费收入", "财政补贴收入", "利息收入", "集体补助等其他收入"),
        (21, 72, 5, 2),
    ),
    "机关事业单位基本养老保险基金": (
        14600,
        14100,
        ("基本养老保险费收入", "财政补贴收入", "利息收入", "转移收入"),
        (58, 39, 1, 2),
    ),
}
OLD_DEBT = {"general": 71300, "special": 148200}
FIRST_YEAR = 2023
OFFICIAL = {"因公出国（境）费": 6.0, "公务用车购置费": 62.0, "公务用车运行维护费": 486.0, "公务接待费": 148.0}


@cache
def fund_revenue(year: int, kind: str) -> dict[str, int]:
    return {name: round(value * growth(year, name, kind)) for name, value in FUND_REVENUE.items()}


@cache
def fund_spending(year: int, kind: str) -> dict[str, int]:
    """Spending is revenue plus new special debt less what repays old debt."""
    left = sum(fund_revenue(year, kind).values()) + special_debt(year)["new"] - special_debt(year)["repaid"]
    parts = uneven(left, list(FUND_SPENDING.values()), Random(f"fund {year} {kind}"), 0.04)
    return dict(zip(FUND_SPENDING, parts, strict=True))


def general_debt(year: int) -> dict[str, int]:
    """Limit, balance and movements of general debt."""
    return _debt(year, "general")


def special_debt(year: int) -> dict[str, int]:
    return _debt(year, "special")


@cache
def _debt(year: int, kind: str) -> dict[str, int]:
    """The balance is last year's plus new less repaid; the limit leaves a little room."""
    before = OLD_DEBT[kind] if year <= FIRST_YEAR else _debt(year - 1, kind)["balance"]
    new, repaid = _movements(year, kind)
    balance = before + new - repaid
    limit = -(-balance * 105 // 10_000) * 100
    return {"limit": limit, "before": before, "new": new, "repaid": repaid, "balance": balance}


def _movements(year: int, kind: str) -> tuple[int, int]:
    if kind == "special":
        rng = Random(f"special debt {year}")
        return rng.randrange(118, 146) * 100, rng.randrange(52, 68) * 100
    means, outside = amounts(year, BUDGET, "means"), amounts(year, BUDGET, "outside")
    return means["地方政府一般债务收入"], outside["地方政府一般债务还本支出"]


def fund_revenue_table(year: int, kind: str = BUDGET) -> Table:
    return by_class(fund_revenue, year, kind, "政府性基金收入表", "收入合计")


def fund_spending_table(year: int, kind: str = BUDGET) -> Table:
    return by_class(fund_spending, year, kind, "政府性基金支出表（全县）", "支出合计")


def fund_own_table(year: int, kind: str = BUDGET) -> Table:
    """County-wide, the townships' part and the county's own, class by class."""
    rows: list[tuple[str, int, int, int]] = []
    for name, whole in fund_spending(year, kind).items():
        towns = round(whole * FUND_TO_TOWNSHIPS) if name in {"城乡社区支出", "农林水支出"} else 0
        rows.append((name, whole, towns, whole - towns))
    rows.append(("合计", *(sum(values) for values in list(zip(*rows, strict=True))[1:])))
    shown = tuple((name, thousands(a), thousands(b), thousands(c)) for name, a, b, c in rows)
    return Table(
        ("项目", "全县", "其中：转移支付乡镇", "本级支出"),
        shown,
        f"{county.COUNTY}{year}年政府性基金本级支出表、转移支付表（万元）",
    )


def capital(year: int, kind: str = BUDGET) -> tuple[dict[str, int], dict[str, int]]:
    """Revenue and spending of the state capital budget; part moves to the general budget."""
    came = {name: round(value * growth(year, name, kind)) for name, value in CAPITAL_REVENUE.items()}
    whole = sum(came.values())
    moved = round(whole * CAPITAL_MOVED)
    parts = split(whole - moved, list(CAPITAL_SPENDING.values()))
    return came, dict(zip(CAPITAL_SPENDING, parts, strict=True)) | {"转移性支出（调出资金）": moved}


def capital_revenue_table(year: int, kind: str = BUDGET) -> Table:
    return _plain(capital(year, kind)[0], year, kind, "国有资本经营预算收入表", "收入合计")


def capital_spending_table(year: int, kind: str = BUDGET) -> Table:
    return _plain(capital(year, kind)[1], year, kind, "国有资本经营预算支出表（本级）", "支出合计")


def insurance_revenue_table(year: int, kind: str = BUDGET) -> Table:
    """社会保险基金收入表: each fund by source."""
    rows: list[tuple[str, int]] = []
    for name, (came, _, sources, weights) in INSURANCE.items():
        whole = round(came * growth(year, name, kind))
        rows += [(name, whole), *zip((f"　其中：{s}" for s in sources), split(whole, weights), strict=True)]
    return _with_total(rows, year, kind, "社会保险基金收入表", "收入合计")


def insurance_spending_table(year: int, kind: str = BUDGET) -> Table:
    """社会保险基金支出表: each fund, with benefits and transfers."""
    rows: list[tuple[str, int]] = []
    for name, (_, spent, _, _) in INSURANCE.items():
        whole = round(spent * growth(year, name + "支出", kind))
        benefits, moved = split(whole, (98.6, 1.4))
        rows += [(name, whole), ("　其中：基本养老金及丧葬补助支出", benefits), ("　其中：转移支出", moved)]
    return _with_total(rows, year, kind, "社会保险基金支出表", "支出合计")


@cache
def official(year: int, kind: str) -> dict[str, int]:
    """The three official expenses in hundredths of 万元; they shrink a little each year."""
    less = 0.968 ** (year - 2024)
    used = 1.0 if kind == BUDGET else 0.91
    return {
        name: round(value * 100 * less * used * Random(f"{name} {year} {kind}").uniform(0.97, 1.0))
        for name, value in OFFICIAL.items()
    }


def official_table(year: int, kind: str = BUDGET) -> Table:
    """“三公”经费 by item against the year before (a plan) or against the plan (an account)."""
    before = official(year - 1, BUDGET) if kind == BUDGET else official(year, BUDGET)
    now = official(year, kind)
    rows = [(name, before[name], now[name]) for name in now]
    rows.append(("合计", sum(before.values()), sum(now.values())))
    head = (
        "项目",
        f"{year - 1}年预算数" if kind == BUDGET else f"{year}年预算数",
        f"{year}年{'预算' if kind == BUDGET else '决算'}数",
        "增减变化",
    )
    shown = tuple((name, hundredths(old), hundredths(new), change(new, old)) for name, old, new in rows)
    return Table(
        head, shown, f"{county.COUNTY}{year}年本级汇总“三公”经费{'预算' if kind == BUDGET else '决算'}表（万元）"
    )


def _official_total(year: int) -> int:
    return sum(official(year, BUDGET).values())


def debt_table(year: int, which: str = "both") -> Table:
    """Limits, balances, use and repayment."""
    kinds = {"general": ("一般债务",), "special": ("专项债务",), "both": ("一般债务", "专项债务")}[which]
    columns = [general_debt(year) if name == "一般债务" else special_debt(year) for name in kinds]
    labels = {
        "limit": "债务限额",
        "before": f"{year - 1}年末余额",
        "new": "当年发行（转贷）额",
        "repaid": "当年还本额",
        "balance": f"{year}年末预计余额",
    }
    rows = []
    for key, label in labels.items():
        values = [column[key] for column in columns]
        rows.append((label, *map(thousands, values), *([thousands(sum(values))] if len(values) > 1 else [])))
    head = ("项目", *kinds, *(["合计"] if len(kinds) > 1 else []))
    return Table(head, tuple(rows), f"{county.COUNTY}{year}年地方政府债务限额和余额情况表（万元）")


def debt_use_table(year: int) -> Table:
    """What new special debt is spent on: the projects add up to the amount issued."""
    names = (
        "镜心街道城区供水管网更新",
        "望舒镇至星渡镇公路提升",
        "禾韵镇冷链物流园一期",
        "县人民医院综合楼续建",
        "听泉乡灌区续建配套",
    )
    parts = split(special_debt(year)["new"], (24, 27, 18, 19, 12))
    interest = [round(part * 0.0267) for part in parts]
    rows = [(n, thousands(p), "15年", thousands(i)) for n, p, i in zip(names, parts, interest, strict=True)]
    rows.append(("合计", thousands(sum(parts)), "—", thousands(sum(interest))))
    return Table(("项目", "安排债券资金", "期限", "年付息额"), tuple(rows), f"{year}年新增专项债券使用安排（万元）")


def _plain(values: dict[str, int], year: int, kind: str, name: str, total: str) -> Table:
    rows = [*values.items(), (total, sum(values.values()))]
    shown = tuple((title, thousands(value)) for title, value in rows)
    return Table(("项目", f"{'预算' if kind == BUDGET else '决算'}数"), shown, f"{county.COUNTY}{year}年{name}（万元）")


def _with_total(rows: list[tuple[str, int]], year: int, kind: str, name: str, total: str) -> Table:
    whole = sum(value for title, value in rows if not title.startswith("　"))
    shown = tuple((title, thousands(value)) for title, value in [*rows, (total, whole)])
    label = "预算" if kind == BUDGET else "决算"
    return Table(("项目", f"{label}数"), shown, f"{county.COUNTY}{year}年{name}（万元）")


TABLES: Figures = {
    "fund_revenue": fund_revenue_table,
    "fund_spending": fund_spending_table,
    "fund_own": fund_own_table,
    "capital_revenue": capital_revenue_table,
    "capital_spending": capital_spending_table,
    "insurance_revenue": insurance_revenue_table,
    "insurance_spending": insurance_spending_table,
    "official": official_table,
    "debt": debt_table,
    "debt_use": debt_use_table,
}
NUMBERS: Words = {
    "fund_revenue": lambda year, kind=BUDGET: thousands(sum(fund_revenue(year, kind).values())),
    "fund_spending": lambda year, kind=BUDGET: thousands(sum(fund_spending(year, kind).values())),
    "capital_revenue": lambda year, kind=BUDGET: thousands(sum(capital(year, kind)[0].values())),
    "official": lambda year, kind=BUDGET: hundredths(sum(official(year, kind).values())),
    "official_change": lambda year: change(_official_total(year), _official_total(year - 1)),
    "debt_limit": lambda year: thousands(general_debt(year)["limit"] + special_debt(year)["limit"]),
    "debt_balance": lambda year: thousands(general_debt(year)["balance"] + special_debt(year)["balance"]),
    "debt_new": lambda year: thousands(general_debt(year)["new"] + special_debt(year)["new"]),
    "debt_special_new": lambda year: thousands(special_debt(year)["new"]),
    "debt_repaid": lambda year: thousands(general_debt(year)["repaid"] + special_debt(year)["repaid"]),
}
