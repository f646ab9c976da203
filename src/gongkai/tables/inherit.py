"""Which cells say nothing themselves and point to the one above: 同上, 〃, blank, merged?

Sources
    catalogues.md §2.5: 同上 in chains; first-level matters merged, repeated, or blank below the first.
"""

from __future__ import annotations

import re
from enum import Enum

from gongkai.tables.text import compact

_SAME = re.compile(r"(内容|依据|时限|主体|渠道)?(同上|同前|同上栏|同左上|〃|″|\"|”|“|ditto)[。.]?", re.IGNORECASE)
_BEGINNINGS = frozenset('内依时主渠同〃″"”“dD')
_LONGEST = 16  # characters; most cells are longer, and have a value
_INSIDE = re.compile(r"同\s*上|〃")
_NOTHING = frozenset({"", "—", "——", "-", "--", "/", "\\", "*", "无"})


class Says(Enum):
    """What a cell says about where its value is."""

    ITSELF = "itself"
    SAME = "same"
    NOTHING = "nothing"


def says(text: str) -> Says:
    """Whether a repaired cell has a value of its own."""
    if len(text) > _LONGEST or text.isdigit():
        return Says.ITSELF
    bare = compact(text)
    if bare in _NOTHING:
        return Says.NOTHING
    return Says.SAME if bare[0] in _BEGINNINGS and _SAME.fullmatch(bare) else Says.ITSELF


def points_above(text: str) -> bool:
    """Whether a piece of a longer text refers to the row above (1.办事指南：内容同上)."""
    return _INSIDE.search(text) is not None
