"""What do the columns of a table of policies from above look like, and what is wrong with a row?

Sources
    政府信息公开条例 (State Council Order 711) Art. 10: a relayed document keeps its maker, number and date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from gongkai.interpretation.rules.upper import Facts, Tier, is_address, tier_of
from gongkai.publishing.rules import document_number
from gongkai.tables.findings import Problem
from gongkai.tables.layout import Column, Context, Fill, Layout, Part

MOST_ROWS = 2000
_HERE = ZoneInfo("Asia/Shanghai")
_WHEN = re.compile(
    r"(?P<year>(?:19|20)\d{2})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"(?:[T\s]*(?P<hour>\d{1,2})[:时](?P<minute>\d{1,2})?(?::\d{1,2})?分?)?$"
)


class Code(StrEnum):
    """What can be wrong with a row of this table."""

    TITLE_MISSING = "E_POLICY_TITLE_MISSING"
    IDENTITY_MISSING = "E_POLICY_IDENTITY_MISSING"
    DATE_UNREADABLE = "E_POLICY_DATE_UNREADABLE"
    DATE_AHEAD = "E_POLICY_DATE_AHEAD"
    TIER_UNKNOWN = "E_POLICY_TIER_UNKNOWN"
    ADDRESS_WRONG = "E_POLICY_ADDRESS_WRONG"
    TWICE = "W_POLICY_TWICE"
    KNOWN = "W_POLICY_KNOWN"
    DAY_ONLY = "W_POLICY_DAY_ONLY"
    TOO_MANY = "E_POLICY_TOO_MANY"


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A row as read. `published_at` and `tier` are None where nobody could say."""

    row: int
    table: int
    title: str
    issuer: str
    tier: Tier | None
    published_at: datetime | None
    is_day_only: bool
    number: str
    url: str
    topic: str
    text: str

    @property
    def keys(self) -> tuple[str, ...]:
        """By what it is known again."""
        return tuple(key for key in (document_number.normalise(self.number).text, self.url) if key)

    def facts(self) -> Facts:
        """The row as a policy; only of a row without errors."""
        assert self.tier is not None
        assert self.published_at is not None
        return Facts(
            title=self.title,
            issuer=self.issuer,
            tier=self.tier,
            published_at=self.published_at,
            is_day_only=self.is_day_only,
            number=self.number,
            url=self.url,
            topic=self.topic,
            text=self.text,
        )


_COLUMNS = (
    Column("title", "标题", ("文件标题", "文件名称", "政策名称", "名称"), is_required=True, fill=Fill.NEVER),
    Column("issuer", "发文机关", ("发布机关", "发布机构", "发文单位", "制发机关", "来源"), is_required=True),
    Column("tier", "发布层级", ("层级", "级别")),
    Column("number", "发文字号", ("文号", "文件编号"), fill=Fill.NEVER),
    Column("published", "发布时间", ("发布日期", "公开日期", "印发日期"), is_required=True),
    Column("url", "原文网址", ("网址", "链接", "来源网址", "原文链接"), fill=Fill.NEVER),
    Column("topic", "主题", ("主题分类", "领域", "所属领域")),
    Column("text", "内容概述", ("摘要", "概述", "正文", "主要内容"), fill=Fill.NEVER),
)


def _make(parts: Sequence[Part], context: Context) -> tuple[PolicyRow, Sequence[Problem]]:
    cells = {name: str(value or "").strip() for name, value in parts[0].values.items()}
    published_at, is_day_only = moment(cells.get("published", ""))
    row = PolicyRow(
        row=parts[0].row,
        table=context.table,
        title=cells.get("title", ""),
        issuer=cells.get("issuer", ""),
        tier=tier_of(said=cells.get("tier", ""), issuer=cells.get("issuer", "")),
        published_at=published_at,
        is_day_only=is_day_only,
        number=cells.get("number", ""),
        url=cells.get("url", ""),
        topic=cells.get("topic", ""),
        text=cells.get("text", ""),
    )
    return row, tuple(_problems(row))


LAYOUT: Layout[PolicyRow] = Layout(
    name="interpretation.upper_policies",
    columns=_COLUMNS,
    make=_make,
    title=re.compile(r"政策|文件|目录|清单|一览表"),
)


def moment(text: str) -> tuple[datetime | None, bool]:
    """A moment as tables write it, and whether it is a day only: then its beginning."""
    found = _WHEN.match(text.strip())
    if found is None:
        return None, False
    hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
    try:
        when = datetime(int(found["year"]), int(found["month"]), int(found["day"]), hour, minute, tzinfo=_HERE)
    except ValueError:
        return None, False
    is_day_only = found["hour"] is None or (hour == 0 and minute == 0)  # office programs add a midnight to a day
    return when, is_day_only


def _problems(row: PolicyRow) -> Iterable[Problem]:
    if not row.title:
        yield Problem(Code.TITLE_MISSING, column="title")
    if not row.keys:
        yield Problem(Code.IDENTITY_MISSING, column="number")
    if row.published_at is None:
        yield Problem(Code.DATE_UNREADABLE, column="published")
    elif row.is_day_only:
        yield Problem(Code.DAY_ONLY, column="published")
    if row.tier is None:
        yield Problem(Code.TIER_UNKNOWN, column="tier")
    if row.url and not is_address(row.url):
        yield Problem(Code.ADDRESS_WRONG, column="url")


def among_themselves(rows: Iterable[PolicyRow], *, known: frozenset[str], at: datetime) -> list[tuple[PolicyRow, Code]]:
    """What is wrong with rows beside others: named twice, known already, of a day to come."""
    found: list[tuple[PolicyRow, Code]] = []
    seen: set[str] = set()
    for row in rows:
        if seen.intersection(row.keys):
            found.append((row, Code.TWICE))
        elif known.intersection(row.keys):
            found.append((row, Code.KNOWN))
        seen |= set(row.keys)
        if row.published_at is not None and row.published_at > at:
            found.append((row, Code.DATE_AHEAD))
    return found
