"""Which tables and numbers may a text call by name? All follow from the year and the county's facts alone."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.demo.content.figures import assistance, budgets, departments, funds, land, lists, subsidies, townships
from gongkai.demo.content.markup import Figures, Table, Words

ACCOUNTED: Figures = {
    **budgets.TABLES,
    **funds.TABLES,
    **departments.TABLES,
    **townships.ACCOUNTED,
}


def _final(find: Callable[..., Table]) -> Callable[..., Table]:
    """The final account, which a year gives of the year before it."""
    return lambda year, *words: find(year - 1, *words, budgets.FINAL)


TABLES: Figures = {
    **ACCOUNTED,
    **{f"{name}_final": _final(find) for name, find in ACCOUNTED.items()},
    **subsidies.TABLES,
    **land.TABLES,
    **assistance.TABLES,
    **lists.TABLES,
    **townships.TABLES,
}
NUMBERS: Words = {
    **subsidies.NUMBERS,
    **budgets.NUMBERS,
    **funds.NUMBERS,
    **land.NUMBERS,
    **assistance.NUMBERS,
    **townships.NUMBERS,
}
