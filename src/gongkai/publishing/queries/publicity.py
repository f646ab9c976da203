"""The publicity period of a piece: how long its row asks for, and when it ends by the county's calendar."""

from __future__ import annotations

from datetime import date

from gongkai.catalogues.models import Row
from gongkai.duties import calendars
from gongkai.duties.rules import clauses
from gongkai.publishing.models import Information
from gongkai.publishing.rules import publicity


def asked_by(row: Row) -> int | None:
    """The working days of display that a row asks for."""
    return publicity.days_of(clauses.read(row.time_rules))


def ends_on(piece: Information, *, published_on: date) -> date | None:
    """The last day on which the list of a piece is shown; None: it has no publicity period."""
    if not piece.publicity_days:
        return None
    reckoner = calendars.reckoner_of(piece.county)
    return reckoner.after(published_on, amount=piece.publicity_days, unit="workday").on
