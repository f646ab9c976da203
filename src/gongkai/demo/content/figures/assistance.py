"""How many people does each township support, and with how much a month? Numbers only, never a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from gongkai.demo.content import county
from gongkai.demo.content.county import Place
from gongkai.demo.content.markup import Figures, Table, Words
from gongkai.demo.content.money import thousands

URBAN_2024, RURAL_2024 = 726, 598  # yuan a person and month
CARE = {"全自理": 60, "半自理": 290, "全护理": 580}


@dataclass(frozen=True, slots=True)
class Monthly:
    """A township's month: households and people, and yuan paid."""

    name: str
    urban: tuple[int, int, int]
    rural: tuple[int, int, int]
    hardship: tuple[int, int, int]  # in homes, at home, yuan


def urban_standard(year: int) -> int:
    return URBAN_2024 + (year - 2024) * 18


def rural_standard(year: int) -> int:
    return RURAL_2024 + (year - 2024) * 21


def hardship_standard(year: int, *, urban: bool = False) -> int:
    """1.3 times the subsistence line, as the national rule has it."""
    return -(-(urban_standard(year) if urban else rural_standard(year)) * 13 // 10)


def monthly(year: int, month: int, town: Place) -> Monthly:
    """Numbers drift slowly from month to month."""
    fixed, drift = Random(f"help {town.code}"), Random(f"help {town.code} {year} {month}")
    is_urban = town.kind == "subdistrict"
    urban = round(town.people * (0.012 if is_urban else 0.0009)) + drift.randint(-1, 1)
    rural = 0 if is_urban else round(town.people * fixed.uniform(0.026, 0.038)) + drift.randint(-3, 2)
    homes, alone = fixed.randint(4, 13), round(town.people * 0.0042) + drift.randint(-1, 1)
    return Monthly(
        name=town.name,
        urban=_families(urban, urban_standard(year), 1.35, 0.71),
        rural=_families(rural, rural_standard(year), 1.62, 0.66),
        hardship=(homes, alone, (homes + alone) * hardship_standard(year, urban=is_urban) + homes * CARE["半自理"]),
    )


def allowance(year: int, month: str) -> Table:
    """最低生活保障 by township."""
    parts = [monthly(year, int(month), town) for town in county.townships()]
    rows = [(p.name, *p.urban, *p.rural, p.urban[2] + p.rural[2]) for p in parts]
    head = (
        "乡镇（街道）",
        "城市低保户数",
        "城市低保人数",
        "城市发放金额（元）",
        "农村低保户数",
        "农村低保人数",
        "农村发放金额（元）",
        "合计金额（元）",
    )
    return _summed(head, rows, f"{year}年{month}月最低生活保障发放情况")


def hardship(year: int, month: str) -> Table:
    """特困人员救助供养 by township."""
    parts = [monthly(year, int(month), town) for town in county.townships()]
    rows = [(p.name, p.hardship[0], p.hardship[1], p.hardship[0] + p.hardship[1], p.hardship[2]) for p in parts]
    head = ("乡镇（街道）", "集中供养（人）", "分散供养（人）", "合计（人）", "发放金额（元）")
    return _summed(head, rows, f"{year}年{month}月特困人员救助供养情况")


def temporary(year: int, month: str) -> Table:
    """临时救助 by cause."""
    rng = Random(f"temporary {year} {month}")
    causes = (
        ("支出型：家庭成员患重大疾病", 1800, 4200),
        ("支出型：子女教育负担重", 1200, 2400),
        ("急难型：火灾等意外事故", 2400, 6800),
        ("急难型：交通事故", 2000, 5200),
    )
    rows = []
    for cause, low, high in causes:
        count, each = rng.randint(2, 11), rng.randrange(low, high, 100)
        rows.append((cause, count, each, count * each))
    shown = [*rows, ("合计", sum(r[1] for r in rows), "—", sum(r[3] for r in rows))]
    cells = tuple((n, c, thousands(e) if isinstance(e, int) else e, thousands(s)) for n, c, e, s in shown)
    return Table(
        ("救助事由", "救助人次", "人均金额（元）", "救助金额（元）"),
        cells,
        f"{year}年{month}月支出型、急难型临时救助情况",
    )


def care(_: int) -> Table:
    rows = tuple((level, thousands(value)) for level, value in CARE.items())
    return Table(("生活自理能力", "照料护理标准（元/月）"), rows, "特困人员照料护理标准")


def _families(people: int, standard: int, size: float, part: float) -> tuple[int, int, int]:
    return round(people / size), people, round(people * standard * part)


def _summed(head: tuple[str, ...], rows: Sequence[tuple[object, ...]], caption: str) -> Table:
    sums = tuple(sum(int(str(row[column])) for row in rows) for column in range(1, len(head)))
    shown = tuple((row[0], *(thousands(int(str(cell))) for cell in row[1:])) for row in [*rows, ("合计", *sums)])
    return Table(head, shown, caption)


TABLES: Figures = {
    "allowance": allowance,
    "hardship": hardship,
    "temporary": temporary,
    "care": care,
    "allowance_of": lambda _, year, month: allowance(int(year), month),
    "hardship_of": lambda _, year, month: hardship(int(year), month),
    "temporary_of": lambda _, year, month: temporary(int(year), month),
}
NUMBERS: Words = {
    "urban_line": lambda year: str(urban_standard(year)),
    "rural_line": lambda year: str(rural_standard(year)),
    "hardship_urban": lambda year: str(hardship_standard(year, urban=True)),
    "hardship_rural": lambda year: str(hardship_standard(year)),
    "edge_rural": lambda year: str(rural_standard(year) * 3 // 2),
}
