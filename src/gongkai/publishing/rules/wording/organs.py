"""Is an organ that was reformed away named rightly? In the title of a document, or as what it once was, it is.

《国务院扶贫办、财政部关于…的通知》 keeps its title for ever; 原县农业局 says itself that it is no more.

Sources
    website_standards.md §6.6: pairs with exceptions. That a cited title keeps its names is common practice.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST_TITLE: Final = 120
_ONCE = re.compile(r"(?<![平草高中太还复])原(?![则因始])[\u4e00-\u9fff]{0,6}\Z")
_REACH: Final = 8


def is_named_rightly(text: str, start: int) -> bool:
    """Whether the name that begins here is quoted in a title, or said of the past."""
    before = text[max(0, start - LONGEST_TITLE) : start].rpartition("\n")[2]
    return before.rfind("《") > before.rfind("》") or _ONCE.search(before[-_REACH:]) is not None
