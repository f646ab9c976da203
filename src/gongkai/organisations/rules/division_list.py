"""What does a list of divisions say: code, name, and therefore level and parent?

Sources
    GB/T 2260, GB/T 10114: 2, 4, 6 and 9 digits down to the township; codes may be filled up to 12 with zeros.
    统计用区划代码和城乡划分代码编制规则 (国家统计局): 12 digits to the village.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEVELS = {2: "province", 4: "city", 6: "county", 9: "township", 12: "village"}
UNDIVIDED = frozenset({"441900", "442000", "460400", "620200"})  # 东莞, 中山, 儋州, 嘉峪关: towns lie right under them
CODE_NAMES = ("code", "代码", "区划代码", "统计用区划代码")
NAME_NAMES = ("name", "名称", "单位名称", "区划名称")
PARENT_NAMES = ("parent", "上级代码")


class ListUnreadable(ValueError):
    """A list that cannot be taken over; `line` counts from 1, the header included."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line, self.what = line, what


@dataclass(frozen=True, slots=True)
class DivisionLine:
    """One division."""

    code: str
    name: str
    level: str
    parent: str


def natural(code: str) -> str:
    """Drop the zeros that fill a code up: 130227000000 is 130227, 130200 is 1302."""
    full = code.ljust(12, "0")
    if full[6:].strip("0"):
        return full if full[9:].strip("0") else full[:9]
    if full[4:6] != "00" or full[:6] in UNDIVIDED:
        return full[:6]
    return full[:4] if full[2:4] != "00" else full[:2]


def read(rows: Iterable[Mapping[str, str | None]]) -> list[DivisionLine]:
    """Read records with a header of code and name (a parent column is optional)."""
    found, codes = [], set()
    for number, row in enumerate(rows, start=2):
        line = _line(row, number)
        if line.code in codes:
            raise ListUnreadable(number, f"{line.code} twice")
        codes.add(line.code)
        found.append(line)
    if not found:
        raise ListUnreadable(1, "empty")
    return found


def _line(row: Mapping[str, str | None], number: int) -> DivisionLine:
    code, name = _cell(row, CODE_NAMES), _cell(row, NAME_NAMES)
    if not re.fullmatch(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", code):
        raise ListUnreadable(number, f"code {code!r}")
    if not name:
        raise ListUnreadable(number, "name")
    own = natural(code)
    parent = _cell(row, PARENT_NAMES)
    return DivisionLine(own, name, LEVELS[len(own)], natural(parent) if parent else _above(own))


def _above(code: str) -> str:
    lengths = [length for length in LEVELS if length < len(code)]
    return code[: lengths[-1]] if lengths else ""


def _cell(row: Mapping[str, str | None], names: tuple[str, ...]) -> str:
    return next((str(row[name] or "").strip() for name in names if name in row), "")
