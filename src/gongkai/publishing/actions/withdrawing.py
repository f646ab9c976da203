"""What had to go goes, and what is withheld is looked at again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.duties import actions as duties
from gongkai.organisations.models import User
from gongkai.publishing.actions import transparency
from gongkai.publishing.actions.drafting import record
from gongkai.publishing.actions.sending_out import call_in
from gongkai.publishing.actions.stepping import announce, day_of, moved, save
from gongkai.publishing.events import INFORMATION_WITHDRAWN
from gongkai.publishing.models import Information
from gongkai.publishing.rules.states import PublishingRefused, Refusal, Withdrawal


@transaction.atomic
def withdraw(
    *, information_id: int, reason: str, by: User | None, at: datetime, kind: str = Withdrawal.ERROR
) -> Information:
    """Take a published piece off: its number stays used, its page says why it is gone, its duty opens again."""
    piece = moved("withdraw", information_id, by=by, at=at, reason=reason)
    piece.withdrawn_at, piece.withdrawn_reason, piece.withdrawn_kind = at, reason.strip()[:300], str(Withdrawal(kind))
    save(piece, "withdrawn_at", "withdrawn_reason", "withdrawn_kind")
    reopened = duties.forget_publication(information_id=piece.public_id, reason=piece.withdrawn_reason, by=by, at=at)
    transparency.tell(transparency.WITHDRAWN, [piece], county=piece.county, at=at)
    announce(INFORMATION_WITHDRAWN, piece, at=at)
    call_in(piece, at=at)
    detail = {"reason": piece.withdrawn_reason, "duties_reopened": reopened}
    record("information.withdraw", piece, by=by, at=at, detail=detail)
    return piece


@transaction.atomic
def stay_kept(*, information_id: int, reason: str, reassess_on: date, by: User | None, at: datetime) -> Information:
    """Looked at again (条例 Art. 18): it stays withheld, until the next time."""
    if reassess_on <= day_of(at):
        raise PublishingRefused(Refusal.TIME_PAST)
    piece = moved("stay_kept", information_id, by=by, at=at, reason=reason)
    piece.reassess_on, piece.ground_note = reassess_on, reason.strip()[:300]
    save(piece, "reassess_on", "ground_note")
    detail = {"reason": piece.ground_note, "reassess_on": reassess_on.isoformat()}
    record("information.stay_kept", piece, by=by, at=at, detail=detail)
    return piece


@transaction.atomic
def reopen(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Take up what was withheld as a draft: circumstances have changed."""
    piece = moved("reopen", information_id, by=by, at=at)
    piece.signed_off_at = piece.signed_off_by = None
    save(piece, "signed_off_at", "signed_off_by")
    record("information.reopen", piece, by=by, at=at)
    return piece
