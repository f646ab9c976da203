"""Emergency release (应急发布): one person who wrote nothing in it answers for all stages; another looks again soon."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.organisations.models import User
from gongkai.publishing.actions.drafting import record
from gongkai.publishing.actions.releasing import second_look_due
from gongkai.publishing.actions.reviewing import ROUND, begin_round, sign_off_and_publish
from gongkai.publishing.actions.stepping import moved, refuse_empty, save
from gongkai.publishing.models import Information
from gongkai.publishing.rules.chains import Chain


@transaction.atomic
def release_in_emergency(*, information_id: int, reason: str, by: User | None, at: datetime) -> Information:
    """Release at once, with a reason. What must never leave does not leave in an emergency either."""
    piece = moved("hurry", information_id, by=by, at=at, reason=reason)
    refuse_empty(piece)
    begin_round(piece, Chain.EMERGENCY)
    piece.is_emergency, piece.emergency_reason = True, reason.strip()[:300]
    piece.second_look_due_at = second_look_due(piece, at=at)
    piece.submitted_at, piece.submitted_by = piece.submitted_at or at, piece.submitted_by
    save(piece, *ROUND, "is_emergency", "emergency_reason", "second_look_due_at", "submitted_at")
    record("information.hurry", piece, by=by, at=at, detail={"reason": piece.emergency_reason})
    return sign_off_and_publish(information_id=information_id, by=by, at=at)
