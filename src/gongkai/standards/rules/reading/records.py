"""How do the read cells of a row, or of several rows that belong together, become one item?

Sources
    catalogues.md §2.5: one item over several rows, each with content and perhaps a limit of its own (卫健, 财政);
    four-digit codes in 序号; matters without a second level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

from gongkai.standards.rules.layout_channels import Channels
from gongkai.standards.rules.reading.cells import (
    COUNTY,
    ON_REQUEST,
    PROACTIVE,
    TOWNSHIP,
    VILLAGE,
    Audience,
    Content,
    TimeLimit,
)
from gongkai.tables.findings import Code, Problem
from gongkai.tables.layout import NOWHERE, Context, Part

NAME, AUDIENCE, MODE, LEVEL = "公开事项", "公开对象", "公开方式", "公开层级"
LEVELS: Final = {
    "county": (COUNTY,),
    "township": (TOWNSHIP,),
    "village": (VILLAGE,),
    "township_village": (TOWNSHIP, VILLAGE),
    "city": (COUNTY,),  # a county-level city; where 县级 stands beside it, the tier above
}
_LABEL = re.compile(r"^(?P<label>[^:;,、。(]{1,20})")


class ItemRecord(NamedTuple):
    """An item as printed: what was read, and the raw cells of its rows (first and last as people count).

    A tuple, because a long list makes 50,000 of them and a frozen dataclass takes three times as long to make.
    """

    row: tuple[int, int]
    seq: str | None
    code: str | None
    l1: str | None
    l2: str | None
    l3: str | None
    content: tuple[str, ...]
    basis: tuple[Mapping[str, str | None], ...]
    time_limit: TimeLimit
    subject: tuple[str, ...]
    channels: tuple[str, ...]
    channels_unchecked: tuple[str, ...]
    audience: Audience
    mode: tuple[str, ...]
    levels: tuple[str, ...]
    raw: tuple[tuple[str, ...], ...]
    inherited: Mapping[str, int] = NOWHERE
    field_name: str = ""  # what a column 公开领域 says
    table: int = 1
    sheet: str = ""


_NO_CHANNELS: Final = Channels()
_NOBODY: Final = Audience()
# The columns that say for whom, how, and at which level: few combinations, each worked out once.
_EXTENT: Final = ("all", "groups", "audience", "proactive", "on_request", "mode", "attribute", "level", *LEVELS)


def make(parts: Sequence[Part], context: Context) -> tuple[ItemRecord, Sequence[Problem]]:
    """One item from its rows, and what is doubtful about it as a whole."""
    values, is_long = parts[0].values, len(parts) > 1
    get = values.get
    extent = _extent(tuple([get(name) for name in _EXTENT]))
    channels: Channels = values["channels"] or _NO_CHANNELS
    seq = get("seq") or None
    record = ItemRecord(
        row=(parts[0].row, parts[-1].row),
        seq=seq,
        code=seq if seq and _is_code(seq) else None,
        l1=get("l1"),
        l2=get("l2") or get("matter"),
        l3=get("l3"),
        content=_contents(parts) if is_long else values["content"].elements,
        basis=_joined(parts, "basis") if is_long else values["basis"],
        time_limit=_limits(parts) if is_long else values["time_limit"],
        subject=_joined(parts, "subject") if is_long else values["subject"],
        channels=channels.chosen,
        channels_unchecked=channels.not_chosen,
        audience=extent.audience,
        mode=extent.mode,
        levels=extent.levels,
        raw=tuple([part.raw for part in parts]),
        inherited=parts[0].inherited,
        field_name=get("field") or "",
        table=context.table,
        sheet=context.sheet,
    )
    if record.l2 or record.l1:
        return record, extent.problems
    return record, (*extent.problems, Problem(Code.CELL_BLANK, column=NAME))


def _is_code(seq: str) -> bool:
    """Group and item in two digits each (0505): a number would not begin with a nought."""
    return len(seq) == 4 and seq[0] == "0" and seq.isdigit()


@dataclass(frozen=True, slots=True)
class _Extent:
    """For whom, how and at which levels, and what is doubtful about that."""

    audience: Audience
    mode: tuple[str, ...]
    levels: tuple[str, ...]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=4096)
def _extent(told: tuple[Any, ...]) -> _Extent:
    values = {name: value for name, value in zip(_EXTENT, told, strict=True) if value is not None}
    audience, mode, levels = _audience(values), _mode(values), _levels(values)
    return _Extent(audience, mode, levels, tuple(_doubts(audience, mode, levels, values)))


def _audience(values: Mapping[str, Any]) -> Audience:
    told = values.get("audience") or _NOBODY
    return Audience(bool(values.get("all") or told.all), (*(values.get("groups") or ()), *told.groups))


def _mode(values: Mapping[str, Any]) -> tuple[str, ...]:
    if "proactive" in values or "on_request" in values:
        ticks = ((PROACTIVE, values.get("proactive")), (ON_REQUEST, values.get("on_request")))
        return tuple([name for name, ticked in ticks if ticked])
    # 公开属性 = 主动公开 leaves 公开方式 for the form (全文发布).
    found: tuple[str, ...] = values.get("attribute" if "attribute" in values else "mode") or ()
    return found


def _levels(values: Mapping[str, Any]) -> tuple[str, ...]:
    ticked = [name for name in LEVELS if values.get(name)]
    if "county" in values and "city" in ticked:
        ticked.remove("city")
    found = [level for name in ticked for level in LEVELS[name]] + list(values.get("level") or ())
    return tuple(level for level in (COUNTY, TOWNSHIP, VILLAGE) if level in found)


def _doubts(
    audience: Audience, mode: tuple[str, ...], levels: tuple[str, ...], columns: Iterable[str]
) -> Iterator[Problem]:
    if audience.groups and audience.all:
        yield Problem("W_AUDIENCE_BOTH", column=AUDIENCE)
    elif not audience.all and not audience.groups:
        yield Problem(Code.CELL_BLANK, column=AUDIENCE)
    if len(mode) != 1:
        yield Problem("W_MODE_BOTH" if mode else Code.CELL_BLANK, column=MODE)
    if not levels and has_levels(columns):
        yield Problem("W_NO_LEVEL", column=LEVEL)


def _contents(parts: Sequence[Part]) -> tuple[str, ...]:
    """Each row of a long item is an element; where only one row has content, it is split as usual."""
    own = _own(parts, "content")
    return own[0].elements if len(own) == 1 else tuple(content.whole for content in own)


def _own(parts: Sequence[Part], name: str) -> list[Any]:
    return [part.values[name] for i, part in enumerate(parts) if not i or name not in part.borrowed]


def _joined(parts: Sequence[Part], name: str) -> tuple[Any, ...]:
    found: list[Any] = []
    for value in _own(parts, name):
        found += [one for one in value if one not in found]
    return tuple(found)


def _limits(parts: Sequence[Part]) -> TimeLimit:
    """The limit of the first row is the item's; a row with another limit has it for its own content."""
    general = parts[0].values["time_limit"]
    raw, rules, override = general["raw"], list(general["rules"]), general["statutory_override"]
    for part in parts[1:]:
        limit, label = part.values["time_limit"], _label(part.values["content"])
        if "time_limit" in part.borrowed or limit["raw"] == general["raw"]:
            continue
        raw = f"{raw};{label}:{limit['raw']}"
        rules += [{**rule, "scope": rule["scope"] or label} for rule in limit["rules"]]
        override = override or limit["statutory_override"]
    return {"raw": raw, "rules": rules, "statutory_override": override}


def _label(content: Content) -> str:
    match = _LABEL.match(content.whole)
    return match["label"] if match else content.whole[:20]


def has_levels(columns: Iterable[str]) -> bool:
    """Whether the table says anything about levels."""
    return "level" in columns or not LEVELS.keys().isdisjoint(columns)


def doubts_about(columns: Mapping[str, int]) -> list[Problem]:
    """What the columns of a table leave open."""
    found = []
    if not has_levels(columns):
        found.append(Problem("W_NO_LEVEL_COLUMN", column=LEVEL))
    if "matter" in columns and "l1" not in columns and "l2" not in columns:
        found.append(Problem("W_SINGLE_LEVEL", column=NAME))
    return found
