"""The county's decisions from when the public sees what is overdue: those in force, and all of them in time order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.duties.models import OverdueShowing
from gongkai.organisations.models import County
from gongkai.standards.models import Field


@dataclass(frozen=True, slots=True)
class Showing:
    """One decision. `field` None: every field without one of its own. `number` counts a field's versions from 1."""

    field: Field | None
    number: int
    shown_from: date
    reason: str
    decided_at: datetime
    decided_by: str
    is_in_force: bool


def overdue_showings(county: County) -> dict[int | None, date]:
    """The day in force of each field that has a decision; None: of all the others."""
    lines = OverdueShowing.objects.filter(county=county).order_by("decided_at", "pk")
    return dict(lines.values_list("field_id", "shown_from"))  # the newest of a field comes last, and stays


def showing_history(county: County) -> Sequence[Showing]:
    """Every decision, newest first."""
    lines = list(
        OverdueShowing.objects.filter(county=county).select_related("field", "decided_by").order_by("decided_at", "pk")
    )
    newest = {line.field_id: line.pk for line in lines}
    counted: dict[int | None, int] = {}
    found = []
    for line in lines:
        counted[line.field_id] = counted.get(line.field_id, 0) + 1
        found.append(
            Showing(
                field=line.field,
                number=counted[line.field_id],
                shown_from=line.shown_from,
                reason=line.reason,
                decided_at=line.decided_at,
                decided_by=line.decided_by.display_name if line.decided_by else "",
                is_in_force=newest[line.field_id] == line.pk,
            )
        )
    return found[::-1]
