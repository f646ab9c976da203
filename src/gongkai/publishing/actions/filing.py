"""That a normative document was filed (备案): its number and day, put down beside it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions.drafting import lock, record
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.models import Information
from gongkai.publishing.rules.states import State
from gongkai.publishing.rules.validity import Refused, ValidityRefused

FILERS = frozenset({Permission.DRAFT, Permission.SIGN_OFF, Permission.MANAGE_DUTIES})


@transaction.atomic
def note_filing(
    *, information_id: int, filing_number: str, filed_on: date, by: User | None, at: datetime
) -> Information:
    """Put down number and day of a filing; a second time puts right what was put down wrongly."""
    piece = lock(information_id)
    if by is not None and FILERS.isdisjoint(policies.permissions_over(by, piece.body, on=day_of(at))):
        raise ValidityRefused(Refused.NOT_PERMITTED, piece.title)
    if piece.kind != Information.Kind.NORMATIVE or piece.state != State.PUBLISHED:
        raise ValidityRefused(Refused.NOT_NORMATIVE, piece.title)
    if not filing_number.strip():
        raise ValidityRefused(Refused.NUMBER_MISSING, piece.title)
    if filed_on > day_of(at) or (piece.written_on is not None and filed_on < piece.written_on):
        raise ValidityRefused(Refused.FILING_DAY, piece.title)
    piece.filing_number, piece.filed_on = filing_number.strip()[:60], filed_on
    piece.save(update_fields=["filing_number", "filed_on"])
    raise_revision(piece.county_id)
    detail = {"filing_number": piece.filing_number, "filed_on": filed_on.isoformat()}
    record("information.filed", piece, by=by, at=at, detail=detail)
    return piece
