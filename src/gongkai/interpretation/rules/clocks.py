"""Until when must the first word be said, the press met, the answer given?

Hours are hours: nights, rest days and holidays count. Both moments are stored, the event's and the discovery's; by
default the earlier of those known begins the count, as the instruments do not say which.

Sources
    国办发〔2016〕80号: especially serious and serious emergencies: authoritative word within 5 hours, press conference
    within 24 hours, then continuously. law.md E9.
    国办发〔2016〕61号: other matters of public opinion within 48 hours. law.md E10, E12.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Level(StrEnum):
    """事件级别."""

    SERIOUS = "serious"  # 特别重大、重大突发事件
    OPINION = "opinion"  # 其他政务舆情


class Kind(StrEnum):
    """What is owed within hours."""

    FIRST_WORD = "first_word"  # 权威发布
    PRESS = "press"  # 新闻发布会
    RESPONSE = "response"  # 回应


class Start(StrEnum):
    """From which moment a county counts."""

    EARLIER = "earlier"
    EVENT = "event"
    DISCOVERY = "discovery"


class Condition(StrEnum):
    """Where a clock stands."""

    RUNNING = "running"
    SOON = "soon"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"


OWED: Mapping[Level, tuple[Kind, ...]] = {
    Level.SERIOUS: (Kind.FIRST_WORD, Kind.PRESS),
    Level.OPINION: (Kind.RESPONSE,),
}
SOON_SHARE = 4  # the last quarter of the hours


@dataclass(frozen=True, slots=True)
class Begun:
    """The moment that counts, and which of the two it is."""

    at: datetime
    start: Start


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit with its working: from when, how many hours, until when, and whether it was kept."""

    kind: Kind
    begun: Begun
    hours: int
    done_at: datetime | None = None

    @property
    def due_at(self) -> datetime:
        """The last moment that is in time."""
        return self.begun.at + timedelta(hours=self.hours)

    def condition(self, *, at: datetime) -> Condition:
        """Where it stands at a moment."""
        if self.done_at is not None:
            return Condition.IN_TIME if self.done_at <= self.due_at else Condition.LATE
        if at > self.due_at:
            return Condition.OVERDUE
        soon_from = self.due_at - timedelta(hours=self.hours) / SOON_SHARE
        return Condition.SOON if at >= soon_from else Condition.RUNNING


def begun(*, event_at: datetime | None, discovered_at: datetime, count_from: Start) -> Begun:
    """The moment from which is counted. An event whose time nobody knows is counted from its discovery."""
    if event_at is None or count_from is Start.DISCOVERY:
        return Begun(discovered_at, Start.DISCOVERY)
    if count_from is Start.EVENT or event_at <= discovered_at:
        return Begun(event_at, Start.EVENT)
    return Begun(discovered_at, Start.DISCOVERY)


def clocks(
    level: Level, *, since: Begun, hours: Mapping[Kind, int], done: Mapping[Kind, datetime]
) -> tuple[Clock, ...]:
    """The clocks of a level. Any word that was said stops the response's; only a press conference stops its own."""
    return tuple(Clock(kind, since, hours[kind], done.get(kind)) for kind in OWED[level])


def next_due(found: tuple[Clock, ...]) -> datetime | None:
    """When the next of the clocks that still run falls due; None: nothing is owed any more."""
    return min((clock.due_at for clock in found if clock.done_at is None), default=None)
