"""Until when is a policy from above relayed, and what has become of it?

    open --settle (a relay is public)--> relayed
      |--link_only--> linked --settle--> relayed
      '--set_aside (with a reason)--> set_aside        relayed, linked, set_aside --reopen--> open

Sources
    政府网站发展指引 (国办发〔2017〕47号): key policy information of the State Council is reprinted within 24 hours
    (by memory, unconfirmed; one province asks for 8): a county's setting. website_standards.md §1.4.
    政府信息公开条例 (State Council Order 711) Art. 10: what another organ made is its own to publish: a relay names it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from gongkai.interpretation.rules.steps import Step
from gongkai.organisations.rules.roles import Permission


class State(StrEnum):
    """转载情况."""

    OPEN = "open"  # 待转载
    RELAYED = "relayed"  # 已转载
    LINKED = "linked"  # 仅作链接
    SET_ASIDE = "set_aside"  # 与本地无关


class Condition(StrEnum):
    """Where a relay stands at a moment."""

    DUE = "due"
    SOON = "soon"
    OVERDUE = "overdue"
    DONE = "done"
    LATE = "late"
    SET_ASIDE = "set_aside"


WRITERS = frozenset({Permission.DRAFT, Permission.SIGN_OFF, Permission.MANAGE_DUTIES})
_DECIDERS = frozenset({Permission.SIGN_OFF, Permission.MANAGE_DUTIES})

STEPS = (
    Step("settle", State.OPEN, State.RELAYED, WRITERS),
    Step("settle", State.LINKED, State.RELAYED, WRITERS),
    Step("link_only", State.OPEN, State.LINKED, _DECIDERS),
    Step("set_aside", State.OPEN, State.SET_ASIDE, _DECIDERS, needs_reason=True),
    *(
        Step("reopen", source, State.OPEN, _DECIDERS, needs_reason=True)
        for source in (State.RELAYED, State.LINKED, State.SET_ASIDE)
    ),
)
SOON_SHARE = 4  # the last quarter of the hours


def due_at(published_at: datetime, *, hours: int) -> datetime:
    """The last moment that is in time: hours as the clock has them, nights and rest days too."""
    return published_at + timedelta(hours=hours)


def condition(
    state: State, *, published_at: datetime, due: datetime, settled_at: datetime | None, at: datetime
) -> Condition:
    """Where a relay stands at a moment."""
    if state is State.SET_ASIDE:
        return Condition.SET_ASIDE
    if state is not State.OPEN and settled_at is not None:
        return Condition.DONE if settled_at <= due else Condition.LATE
    if at > due:
        return Condition.OVERDUE
    return Condition.SOON if at >= due - (due - published_at) / SOON_SHARE else Condition.DUE
