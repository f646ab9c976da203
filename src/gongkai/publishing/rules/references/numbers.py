"""Are the document numbers that a text cites possible ones, and written as the standard wants them?

Only what is surely a number is judged: a year in brackets, a serial and 号. Numbers of judgments carry a court between
the two, and years in round brackets stand in many other things: both are left alone.

Sources
    GB/T 9704-2012 §7.2.5: year in four digits in 〔〕, serial without 第 and without leading zero. law.md M7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.publishing.rules.references.slips import Kind, Slip
from gongkai.publishing.rules.sensitive.folding import fold

_CITED = re.compile(r"([〔\[【［])(\d{2,5})年?([〕\]】］])(第?)(0*)(\d{1,6})号")
_ORGAN = re.compile(r"[\u4e00-\u9fff]{1,12}字?$")
_LONGEST_ORGAN = 13


def document_numbers(text: str, *, on: date) -> Iterator[Slip]:
    """Numbers of years to come, and numbers in another form than the standard's."""
    if "号" not in text:
        return
    for found in _CITED.finditer(fold(text)):
        opened, year, closed, ordinal, zeros, serial = found.groups()
        organ = _ORGAN.search(text, max(0, found.start() - _LONGEST_ORGAN), found.start())
        if organ is None or not serial.strip("0"):
            continue
        place = found.start(), found.end()
        if len(year) == 4 and int(year) > on.year:
            yield Slip(*place, Kind.NUMBER_AHEAD, found[0])
        elif len(year) != 4 or ordinal or zeros or (opened, closed) != ("〔", "〕"):
            right = f"〔{year}〕{serial}号" if len(year) == 4 else ""
            yield Slip(*place, Kind.NUMBER_FORM, found[0], right)
