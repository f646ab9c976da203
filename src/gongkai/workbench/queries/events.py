"""Registering an event: which matters it can be, and what it would start, worked out without writing anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.duties import calendars
from gongkai.duties import queries as duties
from gongkai.duties.models import DutyEvent
from gongkai.duties.queries import Registrable, owing
from gongkai.duties.rules import clauses
from gongkai.organisations.models import Body

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Happening:
    """What an officer says happened."""

    trigger: str
    scope: str
    occurred_on: date


@dataclass(frozen=True, slots=True)
class Preview:
    """A duty that the event would start."""

    scope: str
    due_on: date | None
    is_provisional: bool
    working: Mapping[str, Any]


def search(body: Body, words: str, *, on: date) -> tuple[tuple[Registrable, ...], int]:
    """The body's matters that contain every word, the first few, and how many there are."""
    wanted = words.lower().split()
    found = [matter for matter in duties.registrable(body, on=on) if all(word in _said(matter) for word in wanted)]
    return tuple(found[:SHOWN]), len(found)


def _said(matter: Registrable) -> str:
    words = (matter.matter_name, matter.matter_name_en, matter.field_name, matter.field_name_en, *matter.elements)
    return " ".join(words).lower()


def matter(body: Body, number: int, *, on: date) -> Registrable | None:
    """One matter under which the body can register events."""
    return next((line for line in duties.registrable(body, on=on) if line.matter_number == number), None)


def preview(body: Body, matter_id: int, happened: Happening, *, at: datetime, on: date) -> tuple[Preview, ...]:
    """The duties that an event would start, as `duties.actions.register_event` would make them."""
    row = duties.owed_row(matter_id, body, on=on)
    if row is None or body.county is None:
        return ()
    event = DutyEvent(
        pk=0,
        county=body.county,
        matter_id=matter_id,
        body=body,
        trigger=clauses.family(happened.trigger),
        scope=happened.scope,
        occurred_on=happened.occurred_on,
        registered_at=at,
    )
    wanted = owing.wanted_by_event(event, row, reckoner=calendars.reckoner_of(body.county))
    specs = [found.spec for found in wanted.values()]
    return tuple(Preview(spec.scope, spec.due_on, spec.is_provisional, spec.working) for spec in specs)
