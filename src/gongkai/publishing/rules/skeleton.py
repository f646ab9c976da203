"""With what does an empty draft begin? A heading for each element of its catalogue row.

Sources
    国办发〔2019〕54号 §二(四): the column 公开内容（要素） says what a piece must hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

_PARTS = re.compile(r"[、；;，,]|\s{2,}|\n")
_NUMBERING = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]+[.、．)）]\s*|[·●•]\s*)")
_NUMERALS = "一二三四五六七八九十"
MOST = 30
LONGEST = 40


def skeleton_of(elements: Sequence[str]) -> str:
    """Headings with an empty paragraph below each; empty where the row names no element."""
    named = list(dict.fromkeys(part for element in elements for part in _named(element)))
    return "".join(
        f"<h2>{numeral(place)}、{escape(name, quote=False)}</h2><p></p>" for place, name in enumerate(named[:MOST], 1)
    )


def numeral(number: int) -> str:
    """1 to 99 as headings count: 一, 十一, 二十."""
    tens, ones = divmod(number, 10)
    front = "" if not tens else f"{'' if tens == 1 else _NUMERALS[tens - 1]}十"
    return front + (_NUMERALS[ones - 1] if ones else "")


def _named(element: str) -> list[str]:
    parts = (_NUMBERING.sub("", part).strip(" 　。.:：") for part in _PARTS.split(element))
    return [part[:LONGEST] for part in parts if part]
