"""The way of a reader's report of an error (我为政府网站找错): received, passed on to whoever is responsible, settled.

    received --settle--> settled --reopen--> received
       ^ |
       '-'  pass_on

Sources
    政府网站发展指引 (国办发〔2017〕47号): the entry on every page; reports are dealt with and answered.
    国办秘函〔2019〕19号 (年度考核指标): each report that is not closed, and each closed after more than a month,
        costs the county. The usual limit of three working days is unconfirmed, and a setting.
    个人信息保护法 Art. 34: nothing is asked of the reader.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.organisations.rules.roles import Permission
from gongkai.website.rules.refusals import Refusal, WebsiteRefused

LONGEST_TEXT = 500
SHORTEST_TEXT = 5
LONGEST_ANSWER = 1000
LONGEST_NOTE = 200
MOST_PER_READER = 5  # an hour
MOST_PER_COUNTY = 200  # an hour: beyond it a machine is writing


class State(StrEnum):
    """办理阶段."""

    RECEIVED = "received"  # 待办理
    SETTLED = "settled"  # 已办结


class Outcome(StrEnum):
    """办理结果."""

    CORRECTED = "corrected"  # 已改正
    NO_ERROR = "no_error"  # 核实无误
    NOT_OURS = "not_ours"  # 不属于本网站
    INVALID = "invalid"  # 无法核实


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. Any one of `permissions` is enough."""

    name: str
    source: State
    target: State
    permissions: frozenset[Permission]


_AT_THE_DESK = frozenset({Permission.FULFIL_DUTIES})
_OFFICE = frozenset({Permission.MANAGE_DUTIES})

MOVES = (
    Move("settle", State.RECEIVED, State.SETTLED, _AT_THE_DESK),
    Move("pass_on", State.RECEIVED, State.RECEIVED, _AT_THE_DESK),
    Move("reopen", State.SETTLED, State.RECEIVED, _OFFICE),
)


def find(name: str, *, state: State, permissions: Collection[Permission], words: str) -> Move:
    """Return the one row that allows this move, or say why none does. Each move is explained in words."""
    move = next((m for m in MOVES if (m.name, m.source) == (name, state)), None)
    if move is None:
        raise WebsiteRefused(Refusal.NOT_OPEN)
    if move.permissions.isdisjoint(permissions):
        raise WebsiteRefused(Refusal.NOT_PERMITTED)
    if not words.strip():
        raise WebsiteRefused(Refusal.WORDS_MISSING)
    return move


def names(*, state: State, permissions: Collection[Permission]) -> tuple[str, ...]:
    """The moves that this person may make now: what the buttons are drawn from."""
    return tuple(m.name for m in MOVES if m.source == state and not m.permissions.isdisjoint(permissions))


def refuse_too_many(*, by_reader: int, by_county: int) -> None:
    """An hour's reports so far, of one reader and of all."""
    if by_reader >= MOST_PER_READER or by_county >= MOST_PER_COUNTY:
        raise WebsiteRefused(Refusal.TOO_MANY)


def month_after(day: date) -> date:
    """The same day of the next month, or its last day: what is closed later than this costs the county."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
