"""Which of its row's content elements does a draft already hold?

Words are looked for in title, text, headings and attachments. An element may name several things at once
(补贴对象、补贴标准) or use other words than the text: what is found in part is said to be so, and whatever the machine
cannot see the officer ticks by hand. It never blocks; it helps not to forget.

Sources
    国办发〔2019〕54号 §二(四): the content (elements) of each matter; 条例 Art. 12.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gongkai.kernel.text import fold_width, without_spaces


class Tick(StrEnum):
    """How an element stands."""

    FOUND = "found"
    PARTLY = "partly"
    MISSING = "missing"
    BY_HAND = "by_hand"


class Where(StrEnum):
    """In which part it was found."""

    TITLE = "title"
    TEXT = "text"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class ElementTick:
    """One line of the checklist; `missing` names the parts that were not found."""

    element: str
    tick: Tick
    where: Where | None = None
    missing: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.tick in (Tick.FOUND, Tick.BY_HAND)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is searched."""

    title: str
    text: str
    attachments: Sequence[str] = ()  # names and texts


_JOINTS = re.compile(r"[、，,；;/]|以及|和(?!解|谐|平)|及|与")
_BRACKETS = re.compile(r"[（(〔\[【].*?[）)〕\]】]")
_LISTED = re.compile(r"[（(]([^（()）]*、[^（()）]*[^等（()）])[)）]$")
_ENDS = re.compile(r"(?:等|的)*(?:相关|有关)?(?:信息|情况|内容|事项|材料)?(?:等)?$")
_STARTS = re.compile(r"^(?:相关|有关|其他|其它|各项|各类|具体)")
_SHORTEST = 2
_ENOUGH = 0.7  # of the character pairs of a long name: 补贴资金发放明细 stands in 发放补贴资金的明细


def check(
    elements: Iterable[str], draft: Draft, *, by_hand: Mapping[str, bool] | None = None
) -> tuple[ElementTick, ...]:
    """Tick the elements. A tick set or taken away by hand counts before what the text says."""
    places = _places(draft)
    hands = by_hand or {}
    return tuple(_by_hand(e, hands[e]) if e in hands else _tick(e, places) for e in dict.fromkeys(elements))


def parts_of(element: str) -> tuple[str, ...]:
    """The things that an element names, without the words that carry nothing.

    A list in brackets says what it consists of (申请指南（对象、标准、电话）), unless it only gives examples (…等).
    """
    whole = without_spaces(fold_width(element))
    listed = _LISTED.search(whole)
    plain = listed.group(1) if listed else _BRACKETS.sub("", whole)
    found = (_core(part) for part in _JOINTS.split(plain))
    return tuple(dict.fromkeys(part for part in found if len(part) >= _SHORTEST)) or (plain,)


def _by_hand(element: str, is_ticked: bool) -> ElementTick:
    return ElementTick(element, Tick.BY_HAND if is_ticked else Tick.MISSING)


def _tick(element: str, places: Sequence[tuple[Where, str]]) -> ElementTick:
    parts = parts_of(element)
    found = {part: where for part in parts if (where := _found(part, places))}
    missing = tuple(part for part in parts if part not in found)
    if not found:
        return ElementTick(element, Tick.MISSING, missing=missing if len(parts) > 1 else ())
    where = next(iter(found.values()))
    return ElementTick(element, Tick.PARTLY if missing else Tick.FOUND, where, missing)


def _found(part: str, places: Sequence[tuple[Where, str]]) -> Where | None:
    exact = next((where for where, text in places if part in text), None)
    return exact or next((where for where, text in places if _nearly(part, text)), None)


def _nearly(part: str, text: str) -> bool:
    pairs = {part[n : n + 2] for n in range(len(part) - 1)}
    return len(pairs) >= 4 and sum(pair in text for pair in pairs) >= _ENOUGH * len(pairs)


def _places(draft: Draft) -> list[tuple[Where, str]]:
    texts = [(Where.TITLE, draft.title), (Where.TEXT, draft.text)]
    texts += [(Where.ATTACHMENT, text) for text in draft.attachments]
    return [(where, without_spaces(fold_width(text))) for where, text in texts if text]


def _core(part: str) -> str:
    core = _ENDS.sub("", _STARTS.sub("", part))
    return core if len(core) >= _SHORTEST else part
