"""Words that citizens say for words that offices write: whoever types the one also means the other.

Each group means one thing. A word is widened by the others of its group, never by a part of itself.

Sources
    政府信息公开条例 Art. 6 (timely and convenient); the terms on the right are those of the 26 fields' items.
"""

from __future__ import annotations

from collections.abc import Mapping

GROUPS: tuple[tuple[str, ...], ...] = (
    ("低保", "最低生活保障"),
    ("五保", "五保户", "特困", "特困人员", "特困人员救助供养"),
    ("廉租房", "公租房", "公共租赁住房"),
    ("社保", "社会保险"),
    ("医保", "医疗保险", "医疗保障"),
    ("养老金", "养老保险待遇"),
    ("新农合", "城乡居民医疗保险"),
    ("社保卡", "社会保障卡"),
    ("农补", "种粮补贴", "耕地地力保护补贴"),
    ("农机补贴", "农机购置补贴", "农机购置与应用补贴"),
    ("拆迁", "房屋征收"),
    ("征地", "土地征收"),
    ("三公", "三公经费"),
    ("危房改造", "危改"),
    ("户口", "户籍"),
)

_OTHERS: Mapping[str, tuple[str, ...]] = {
    word: tuple(other for other in group if other != word) for group in GROUPS for word in group
}


def others(word: str) -> tuple[str, ...]:
    """The other words for the same thing."""
    return _OTHERS.get(word, ())
