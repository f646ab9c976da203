"""An earlier version that must not be read any more leaves the public's history; inside it is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import User
from gongkai.publishing import policies
from gongkai.publishing.actions.drafting import lock, record
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.models import Version
from gongkai.publishing.rules.states import PublishingRefused, Refusal, State, find_move


@transaction.atomic
def hide_version(*, information_id: int, number: int, reason: str, by: User | None, at: datetime) -> Version:
    """Take an earlier version out of the history, as whoever may withdraw may; the newest one goes by withdrawing."""
    piece = lock(information_id)
    find_move(
        "withdraw",
        state=State(piece.state),
        permissions=policies.permissions_on(by, piece, on=day_of(at)),
        is_author=policies.is_author(by, piece),
        reason=reason,
    )
    version: Version = piece.versions.get(number=number)
    if not version.is_public or not piece.versions.filter(number__gt=number).exists():
        raise PublishingRefused(Refusal.NOT_OPEN, state=piece.state)
    version.is_public, version.hidden_reason = False, reason.strip()[:300]
    version.save(update_fields=["is_public", "hidden_reason"])
    raise_revision(piece.county_id)
    detail = {"number": number, "reason": version.hidden_reason}
    record("information.hide_version", piece, by=by, at=at, detail=detail)
    return version
