"""The decisions on showing what is overdue, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongkai.duties.queries import Showing
from gongkai.ui.languages import either


@dataclass(frozen=True, slots=True)
class ShowingLine:
    """One decision as the page lists it."""

    label: str
    number: int
    shown_from: date
    has_begun: bool
    reason: str
    decided_at: datetime
    decided_by: str
    is_in_force: bool


def lines(history: Iterable[Showing], *, on: date) -> list[ShowingLine]:
    """Every decision, newest first."""
    return [
        ShowingLine(
            label=either(one.field.seed_name, one.field.name_en) if one.field else _("其他全部领域"),
            number=one.number,
            shown_from=one.shown_from,
            has_begun=one.shown_from <= on,
            reason=one.reason,
            decided_at=one.decided_at,
            decided_by=one.decided_by,
            is_in_force=one.is_in_force,
        )
        for one in history
    ]
