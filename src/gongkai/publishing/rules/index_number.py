"""What is the index number (索引号) of a piece of information, and what does a foreign one say?

Sources
    政府信息公开目录系统实施指引（试行） (law.md M4): nine characters of the organisation code, a stroke, four digits of
    the year, a hyphen, five digits of serial; it never changes, even if the publisher does.
    law.md M5: counties also write the 18 characters of the credit code, area codes, year and month: all are kept.
    GB 11714, GB 32100 (M6): characters 9 to 17 of the credit code are the organisation code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DEFAULT_PATTERN = "{code}/{year}-{serial:05d}"
_FOREIGN = re.compile(r"^(?P<code>[0-9A-Z]{9,18})/(?P<year>(?:19|20)\d{2})(?P<month>\d{2})?[-—](?P<serial>\d{3,9})$")
_CREDIT_CODE = 18


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """The parts of an index number that we could read."""

    code: str
    year: int
    serial: int


def organisation_part(*, credit_code: str, division_code: str, body_number: int) -> str:
    """The front of a body's numbers: its organisation code, else its division and number in the county."""
    if len(credit_code) == _CREDIT_CODE:
        return credit_code[8:17]
    return f"{division_code[:6]:0<6}{body_number:03d}"


def compose(*, pattern: str, code: str, year: int, serial: int) -> str:
    """Write the number by the county's pattern."""
    return (pattern or DEFAULT_PATTERN).format(code=code, year=year, serial=serial)


def parse(text: str) -> IndexNumber | None:
    """Read a number in any form that counties are known to use; None where it is none of them."""
    match = _FOREIGN.match(text.strip().upper())
    if match is None:
        return None
    return IndexNumber(match["code"], int(match["year"]), int(match["serial"]))
