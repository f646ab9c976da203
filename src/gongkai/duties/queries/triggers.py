"""Under which words an event of a matter can be registered by a body: the choices of the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.catalogues import queries as catalogues
from gongkai.catalogues.models import Row
from gongkai.duties.queries.owing import owed_row
from gongkai.duties.rules import clauses
from gongkai.organisations.models import Body


@dataclass(frozen=True, slots=True)
class TriggerChoice:
    """A start of a limit. The words for the codes are presenters.trigger_text."""

    trigger: str
    scope: str


@dataclass(frozen=True, slots=True)
class Registrable:
    """A matter whose limit an event starts."""

    matter_id: int
    matter_number: int
    matter_name: str
    matter_name_en: str
    time_limit: str
    choices: tuple[TriggerChoice, ...]
    field_name: str = ""
    field_name_en: str = ""
    elements: tuple[str, ...] = ()


def trigger_choices(matter_id: int, body: Body, *, on: date) -> tuple[TriggerChoice, ...]:
    """The choices for one matter; empty where no event starts anything."""
    row = owed_row(matter_id, body, on=on)
    return _choices(row) if row else ()


def registrable(body: Body, *, on: date) -> tuple[Registrable, ...]:
    """The matters of a body under which events can be registered, in the order of the catalogue."""
    ids = [row.id for row in catalogues.rows_of_body(body, on=on)]
    rows = Row.objects.filter(pk__in=ids).select_related("matter", "field").order_by("position", "id")
    return tuple(
        Registrable(
            matter_id=row.matter_id,
            matter_number=row.matter.number,
            matter_name=row.matter.name,
            matter_name_en=row.matter.name_en,
            time_limit=row.time_limit,
            choices=choices,
            field_name=row.field.seed_name,
            field_name_en=row.field.name_en,
            elements=tuple(element["text"] for element in row.content),
        )
        for row in rows
        if (choices := _choices(row))
    )


def _choices(row: Row) -> tuple[TriggerChoice, ...]:
    return tuple(TriggerChoice(*pair) for pair in clauses.triggers(clauses.read(row.time_rules)))
