"""Words that citizens say for words that offices write: what a county begins with, and changes as it likes.

Each group means one thing. A word is widened by the others of its group, never by a part of itself.

Sources
    政府信息公开条例 Art. 6 (timely and convenient); the terms on the right are those of the 26 fields' items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from gongkai.kernel.text import printable, squeeze

HEADERS = ("词语", "同义词", "words")
_PARTED = re.compile(r"[,，、;；\t]+")

GROUPS: tuple[tuple[str, ...], ...] = (
    ("低保", "最低生活保障"),
    ("五保", "五保户", "特困", "特困人员", "特困人员救助供养"),
    ("廉租房", "公租房", "公共租赁住房"),
    ("社保", "社会保险"),
    ("医保", "医疗保险", "医疗保障"),
    ("养老金", "养老保险待遇", "养老保险"),
    ("新农合", "城乡居民医疗保险"),
    ("社保卡", "社会保障卡"),
    ("种粮补贴", "农补", "耕地补贴", "耕地地力保护", "耕地地力保护补贴"),
    ("农机补贴", "农机购置补贴", "农机购置与应用补贴"),
    ("拆迁", "房屋征收", "房屋拆迁"),
    ("征地", "土地征收", "征收土地"),
    ("三公经费", "三公", "“三公”经费"),
    ("危房改造", "危改"),
    ("户口", "户籍"),
    ("户口本", "居民户口簿", "户口簿"),
    ("高龄补贴", "高龄津贴", "老年人补贴"),
    ("身份证", "居民身份证"),
    ("补办", "补领", "换领"),
    ("丢了", "丢失", "挂失", "遗失"),
    ("上户口", "出生登记", "户口登记"),
    ("失业金", "失业保险金"),
    ("退休", "正常退休"),
    ("疫苗", "打预防针", "预防接种"),
    ("借书", "书刊借阅", "图书借阅"),
    ("饭店", "餐馆", "餐饮"),
    ("食品许可证", "食品经营许可", "食品生产经营许可"),
    ("举报", "投诉举报"),
    ("污染环境", "环境污染", "生态环境污染"),
    ("买农机", "农机购置"),
    ("老赖", "失信被执行人"),
    ("营业执照", "商事登记", "市场主体登记"),
)

MOST, LONGEST = 20, 30


class Refusal(StrEnum):
    """Why words are not taken."""

    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    QUESTION = "question"
    NOT_FOUND = "not_found"


class WordsRefused(Exception):
    """Words, or a fixed answer, that cannot be."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code)
        self.code = code


def as_group(words: Sequence[str]) -> list[str]:
    """Words as a group: trimmed, each once. Raises WordsRefused where they are none."""
    group = list(dict.fromkeys(word for said in words if (word := squeeze(printable(said)))))
    if len(group) < 2:
        raise WordsRefused(Refusal.TOO_FEW)
    if len(group) > MOST:
        raise WordsRefused(Refusal.TOO_MANY)
    if any(len(word) > LONGEST for word in group):
        raise WordsRefused(Refusal.TOO_LONG)
    return group


def groups_in(text: str) -> list[list[str]]:
    """The groups of a text, one a line, words parted by commas, tabs or 、. Empty lines and a header count for none."""
    lines = [[squeeze(word) for word in _PARTED.split(line) if squeeze(word)] for line in text.splitlines()]
    return [words for words in lines if words and words[0] not in HEADERS]
