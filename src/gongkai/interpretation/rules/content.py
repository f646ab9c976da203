"""What does an interpretation tell, of what it should?

Each element has words by which a text usually says it; where the text uses others, the officer ticks by hand. Nothing
is refused for it.

Sources
    国办发〔2016〕80号: background and basis, aims, main content, scope, standards, terms, what changes, how to use it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from gongkai.kernel.text import without_spaces
from gongkai.publishing.rules.checklist import ElementTick, Tick, Where


class Element(StrEnum):
    """解读要素. The values are what a draft's checklist remembers beside its row's own elements."""

    BACKGROUND = "interpretation:background"
    AIMS = "interpretation:aims"
    CONTENT = "interpretation:content"
    SCOPE = "interpretation:scope"
    STANDARDS = "interpretation:standards"
    TERMS = "interpretation:terms"
    CHANGES = "interpretation:changes"
    HOW_TO_USE = "interpretation:how_to_use"


WORDS: Mapping[Element, tuple[str, ...]] = MappingProxyType(
    {
        Element.BACKGROUND: ("背景", "依据", "为什么出台", "为何出台"),
        Element.AIMS: ("目的", "目标", "为了解决", "意义"),
        Element.CONTENT: ("主要内容", "主要措施", "重点内容", "规定了", "包括哪些"),
        Element.SCOPE: ("适用范围", "适用对象", "适用于", "哪些人", "谁可以", "谁能", "对象"),
        Element.STANDARDS: ("标准",),
        Element.TERMS: ("名词解释", "术语", "是指", "所称", "关键词"),
        Element.CHANGES: ("新旧", "变化", "修订", "不同", "调整", "原政策", "与过去", "与以往"),
        Element.HOW_TO_USE: ("怎么办", "怎么申请", "如何申请", "如何办理", "申请流程", "办理流程", "咨询", "去哪"),
    }
)


def check(title: str, text: str, *, by_hand: Mapping[str, bool]) -> tuple[ElementTick, ...]:
    """Tick the eight elements; what a hand ticked or unticked counts before the text."""
    whole = without_spaces(f"{title}\n{text}")
    return tuple(_tick(element, whole, by_hand.get(str(element))) for element in Element)


def _tick(element: Element, text: str, hand: bool | None) -> ElementTick:
    if hand is not None:
        return ElementTick(str(element), Tick.BY_HAND if hand else Tick.MISSING)
    if any(word in text for word in WORDS[element]):
        return ElementTick(str(element), Tick.FOUND, Where.TEXT)
    return ElementTick(str(element), Tick.MISSING)
