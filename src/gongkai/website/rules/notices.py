"""When does a notice stand on every page, and how long may a page that shows it be kept?

Sources
    政府网站发展指引 (国办发〔2017〕47号): notices and warnings are shown at once, and taken away when they are over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_TITLE = 60
LONGEST_TEXT = 300


class Grade(StrEnum):
    """公告级别."""

    NOTICE = "notice"  # 一般公告
    EMERGENCY = "emergency"  # 紧急通知


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as the rule needs it; `until` None: until somebody ends it."""

    code: str
    grade: Grade
    title: str
    text: str
    url: str
    since: datetime
    until: datetime | None

    def is_shown(self, *, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


def shown(notices: Iterable[Notice], *, at: datetime) -> tuple[Notice, ...]:
    """Those of a moment: emergencies first, then the newest."""
    now = [notice for notice in notices if notice.is_shown(at=at)]
    newest_first = sorted(now, key=lambda notice: notice.since, reverse=True)
    return tuple(sorted(newest_first, key=lambda notice: notice.grade is not Grade.EMERGENCY))


def next_change(notices: Iterable[Notice], *, at: datetime) -> datetime | None:
    """The next moment at which what is shown changes by itself."""
    moments = {moment for notice in notices for moment in (notice.since, notice.until) if moment and moment > at}
    return min(moments, default=None)
