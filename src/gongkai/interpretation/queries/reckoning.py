"""The clocks of a concern: what its county's settings said when it was registered, and what has been said since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from gongkai.interpretation.models import Concern, ConcernStep
from gongkai.interpretation.rules import clocks
from gongkai.interpretation.rules.clocks import Clock, Kind, Start
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import County

_SETTINGS = {
    Kind.FIRST_WORD: "interpretation.first_word_hours",
    Kind.PRESS: "interpretation.press_hours",
    Kind.RESPONSE: "interpretation.response_hours",
}
_STARTS = {"较早者": Start.EARLIER, "发现时间": Start.DISCOVERY, "事发时间": Start.EVENT}


def settings_for(county: County, *, on: date) -> tuple[dict[str, int], str]:
    """The hours of each clock and from where they count, as the county set them on a day."""
    known = organisations.settings_of(county, on=on)
    hours = {str(kind): known.number(key) for kind, key in _SETTINGS.items()}
    return hours, str(_STARTS.get(known.text("interpretation.count_from"), Start.EARLIER))


def clocks_of(concern: Concern, done: Mapping[Kind, datetime]) -> tuple[Clock, ...]:
    """The clocks of a concern, those that have stopped too."""
    since = clocks.begun(
        event_at=concern.event_at, discovered_at=concern.discovered_at, count_from=Start(concern.count_from)
    )
    hours = {kind: int(concern.hours[str(kind)]) for kind in Kind}
    return clocks.clocks(clocks.Level(concern.level), since=since, hours=hours, done=done)


def done_in(told: Iterable[ConcernStep]) -> dict[Kind, datetime]:
    """What was said first of each kind: any word stops the first two clocks, only a press conference its own."""
    said = sorted((step.said_at, step.said) for step in told if step.said_at is not None)
    press = [at for at, kind in said if kind == ConcernStep.Said.PRESS]
    done = dict.fromkeys((Kind.FIRST_WORD, Kind.RESPONSE), said[0][0]) if said else {}
    return done | ({Kind.PRESS: press[0]} if press else {})
