"""What is an item of a guideline, as it comes in and before it has a place in the database?

Sources
    国办发〔2019〕54号 §四: the eight elements of an item: 名称, 内容, 依据, 时限, 主体, 方式, 渠道, 公开对象.
    catalogues.md §2.1: published tables add 公开层级.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

NAMES: Final = ("l1", "l2", "l3")
ELEMENTS: Final = (
    "content",
    "basis",
    "time_limit",
    "subject",
    "channels",
    "channels_optional",
    "audience",
    "mode",
    "levels",
)
UNNAMED_GROUP = "未写明"
WORDS = "words"
WHOLE_SOCIETY, SPECIAL_GROUPS = "全社会", "特定群体"

Name = tuple[str, str, str, int]

_LAW = re.compile(r"《([^《》]+)》(?:[(（]([^()（）]*)[)）])?")
_BETWEEN_LAWS = "、;；,，"


@dataclass(frozen=True, slots=True)
class IncomingItem:
    """One item with its elements. `field` is the field's number; `key` is empty until identity is known."""

    field: int
    l1: str
    l2: str
    content: tuple[str, ...]
    basis: tuple[Mapping[str, str | None], ...]
    time_limit: str
    subject: tuple[str, ...]
    channels: tuple[str, ...]
    audience: Mapping[str, Any]
    mode: tuple[str, ...]
    levels: tuple[str, ...]
    l3: str = ""
    l1_en: str = ""
    l2_en: str = ""
    nth: int = 1
    key: str = ""
    channels_optional: tuple[str, ...] = ()
    time_rules: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    provenance: str = "official"
    is_verified: bool = True
    raw: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def name(self) -> Name:
        """By what an item is known within its field."""
        return (self.l1, self.l2, self.l3, self.nth)


def numbered(records: Iterable[IncomingItem]) -> Iterator[IncomingItem]:
    """Tell items of the same names apart by their turn, counted over the whole edition."""
    turns: dict[tuple[str, str, str], int] = {}
    for record in records:
        names = (record.l1, record.l2, record.l3)
        turns[names] = turns.get(names, 0) + 1
        yield record if record.nth == turns[names] else dataclasses.replace(record, nth=turns[names])


def split_content(cell: str) -> tuple[str, ...]:
    """The elements of a content cell: by ; else by 、 outside brackets. A comma never splits."""
    text = cell.strip().rstrip("。")
    parts = [part.strip() for part in re.split(r"[;；\n]", text)]
    if len(parts) == 1:
        parts = _outside_brackets(text)
    return tuple(part for part in parts if part)


def split_subject(cell: str) -> tuple[str, ...]:
    """The names in a subject cell."""
    return tuple(part for part in _outside_brackets(cell.strip()) if part)


def _outside_brackets(text: str) -> list[str]:
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "(（《“") - (letter in ")）》”")
        if letter == "、" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def read_basis(cell: str) -> tuple[dict[str, str | None], ...]:
    """The laws a cell names, in order; words that name none (省级实施方案) stay, of kind `words`."""
    found: list[dict[str, str | None]] = []
    end = 0
    for law in _LAW.finditer(cell):
        found += _loose(cell[end : law.start()])
        found.append({"name": law[1].strip(), "no": law[2]})
        end = law.end()
    return tuple(found + _loose(cell[end:]))


def _loose(text: str) -> list[dict[str, str | None]]:
    words = text.strip().strip(_BETWEEN_LAWS).strip()
    return [{"name": words, "no": None, "kind": WORDS}] if len(words) > 1 else []


def read_audience(cells: Iterable[str]) -> dict[str, Any]:
    """Whom an item is for: 全社会, named groups, or a group that nobody named."""
    everybody, groups = False, []
    for cell in cells:
        kind, _, named = cell.strip().partition(":")
        everybody |= kind == WHOLE_SOCIETY
        if kind == SPECIAL_GROUPS:
            groups.append(named or UNNAMED_GROUP)
    return {"all": everybody, "groups": groups}


def printed(element: str, value: Any) -> str:
    """An element as one text, for reading, for exports and for telling whether it changed."""
    if element == "content":
        return "；".join(str(part) for part in value or ())
    if element == "basis":
        return "".join(_printed_law(law) for law in value or ())
    if element == "audience":
        groups = [f"{SPECIAL_GROUPS}（{group}）" for group in (value or {}).get("groups") or ()]
        return "、".join(([WHOLE_SOCIETY] if (value or {}).get("all") else []) + groups)
    if isinstance(value, list | tuple):
        return "、".join(str(part) for part in value)
    return str(value or "")


def _printed_law(law: Mapping[str, Any]) -> str:
    if law.get("kind") == WORDS:
        return str(law["name"])
    number = f"（{law['no']}）" if law.get("no") else ""
    return f"《{law.get('name', '')}》{number}"
