"""Does a row say all that a row must say, and may it therefore be issued?

Sources
    国办发〔2019〕54号 §四: 公开事项的名称、内容、依据、时限、主体、方式、渠道、公开对象等要素.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Element(StrEnum):
    """The eight elements, by the column that holds each."""

    NAME = "name"
    CONTENT = "content"
    BASIS = "basis"
    TIME_LIMIT = "time_limit"
    SUBJECT = "subject"
    MODE = "mode"
    CHANNELS = "channels"
    AUDIENCE = "audience"


# Fields of a row that people may adapt, and the element each belongs to.
ADAPTABLE: dict[str, Element] = {
    "l1": Element.NAME,
    "l2": Element.NAME,
    "l3": Element.NAME,
    "content": Element.CONTENT,
    "basis": Element.BASIS,
    "time_limit": Element.TIME_LIMIT,
    "subject": Element.SUBJECT,
    "mode": Element.MODE,
    "channels": Element.CHANNELS,
    "audience": Element.AUDIENCE,
}
COMPARED = (*ADAPTABLE, "levels")


def missing(row: Mapping[str, Any]) -> tuple[Element, ...]:
    """The elements that a row leaves blank, in the order of the columns."""
    return tuple(element for element in Element if not _PRESENT[element](row))


def has_readable_limit(row: Mapping[str, Any]) -> bool:
    """Whether a machine understood the time limit: at least one rule, and none of kind unknown."""
    rules = (row.get("time_rules") or {}).get("rules") or []
    return bool(rules) and all(rule.get("kind") not in (None, "", "unknown") for rule in rules)


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _some(value: Any) -> bool:
    return bool(value) and any(_text(v) for v in value)


def _content(row: Mapping[str, Any]) -> bool:
    elements = row.get("content") or []
    return bool(elements) and all(_text(element.get("text")) for element in elements)


def _audience(row: Mapping[str, Any]) -> bool:
    audience = row.get("audience") or {}
    return bool(audience.get("all")) or _some(audience.get("groups"))


_PRESENT = {
    Element.NAME: lambda row: _text(row.get("l1")) and _text(row.get("l2")),
    Element.CONTENT: _content,
    Element.BASIS: lambda row: any(_text(law.get("name")) for law in row.get("basis") or []),
    Element.TIME_LIMIT: lambda row: _text(row.get("time_limit")),
    Element.SUBJECT: lambda row: _some(row.get("subject")),
    Element.MODE: lambda row: _some(row.get("mode")),
    Element.CHANNELS: lambda row: _some(row.get("channels")),
    Element.AUDIENCE: _audience,
}
