"""What does a list add up to? What stays when the list itself has to go.

Sources
    website_standards.md §6.2: amount, standard, number of persons and period are kept: the supervision purpose.
    website_standards.md §6.3: at the end of a publicity period statistics may take the place of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from html.parser import HTMLParser

from gongkai.publishing.rules.profiles.kinds import Column
from gongkai.publishing.rules.profiles.segments import PERSONS, is_total, segments_of

_UNIT = re.compile(r"[（(]元[）)]$")  # 金额（元）: the unit stands behind the sum
_AMOUNT = re.compile(r"[¥￥]?(-?[0-9]{1,12}(?:\.[0-9]{1,4})?)元?")


@dataclass(frozen=True, slots=True)
class Totals:
    """How many lines tell of somebody, and the sum of each column of amounts by its heading."""

    persons: int = 0
    sums: tuple[tuple[str, Decimal], ...] = ()


def totals_of(tables: Iterable[Sequence[Sequence[str]]]) -> Totals:
    """Add tables up. Lines that are totals themselves are not counted twice; a cell that is no amount adds nothing."""
    persons = 0
    sums: dict[str, Decimal] = {}
    for rows in tables:
        for segment in segments_of(rows):
            named = [place for place, holds in segment.columns.items() if holds in PERSONS]
            money = [place for place, holds in segment.columns.items() if holds is Column.AMOUNT]
            about = [rows[n] for n in segment.rows if not is_total(rows[n]) and _says(rows[n], named)]
            persons += len(about)
            for place in money if named else ():
                heading = segment.headers.get(place, "")
                sums[heading] = sums.get(heading, Decimal(0)) + sum(map(_amount, _column(about, place)), Decimal(0))
    return Totals(persons, tuple((heading, total) for heading, total in sums.items() if total))


def tables_in(html: str) -> list[list[list[str]]]:
    """The tables of a cleaned text as rows of cells; a spanned cell stands once."""
    reader = _Tables()
    reader.feed(html)
    return reader.tables


def _says(row: Sequence[str], places: Iterable[int]) -> bool:
    return any(place < len(row) and row[place].strip() for place in places)


def _column(rows: Iterable[Sequence[str]], place: int) -> list[str]:
    return [row[place] for row in rows if place < len(row)]


def _amount(cell: str) -> Decimal:
    plain = re.sub(r"[\s,，]", "", cell)
    found = _AMOUNT.fullmatch(plain)
    return Decimal(found[1]) if found else Decimal(0)


ENDED = "公示期已满，名单按规定撤下。"  # what is published is Chinese, whatever language its desk speaks


def statement(totals: Totals) -> str:
    """What is left of a list in words, as markup."""
    sums = "".join(f"，{_UNIT.sub('', heading) or '金额'}合计{total:,.2f}元" for heading, total in totals.sums)
    told = f"<p>本次共公示{totals.persons}人{escape(sums, quote=False)}。</p>" if totals.persons else ""
    return f"{told}<p>{ENDED}</p>"


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._is_in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self.tables[-1][-1].append("")
            self._is_in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "table"):
            self._is_in_cell = False

    def handle_data(self, data: str) -> None:
        if self._is_in_cell:
            row = self.tables[-1][-1]
            row[-1] += data
