"""What reviewers say beside clearing: notes at a place, findings that may stand; and whom a small body may ask."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.organisations.models import User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions.drafting import lock, record
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.models import Information, Override, ReviewNote
from gongkai.publishing.queries.findings import found_in
from gongkai.publishing.rules.findings import Found, Level
from gongkai.publishing.rules.states import UNDER_REVIEW, PublishingRefused, Refusal

_READING = frozenset({Permission.REVIEW, Permission.SECRECY_REVIEW, Permission.SIGN_OFF})


@transaction.atomic
def let_stand(*, information_id: int, fingerprint: str, reason: str, by: User | None, at: datetime) -> Override:
    """Let a finding stand, with a reason: a reviewer who wrote nothing in the piece, and never a hard finding."""
    piece = _under_review(information_id, by=by, at=at)
    if not reason.strip():
        raise PublishingRefused(Refusal.REASON_MISSING)
    found = _finding(piece, fingerprint, at=at)
    if found.level is Level.HARD:
        raise PublishingRefused(Refusal.FINDING_IS_HARD)
    decided, _ = Override.objects.update_or_create(
        information=piece,
        fingerprint=fingerprint,
        defaults={
            "kind": found.kind,
            "where": f"{found.place} {found.where}"[:300],
            "reason": reason.strip()[:300],
            "decided_at": at,
            "decided_by": by,
        },
    )
    detail = {"finding": found.kind, "place": decided.where, "shown": found.shown, "reason": decided.reason}
    record("information.let_stand", piece, by=by, at=at, detail=detail)
    return decided


@transaction.atomic
def note(*, information_id: int, place: str, text: str, by: User | None, at: datetime, quote: str = "") -> ReviewNote:
    """Pin a note to a place of a piece under review; it goes back with the piece."""
    piece = _under_review(information_id, by=by, at=at)
    if not text.strip():
        raise PublishingRefused(Refusal.REASON_MISSING)
    return ReviewNote.objects.create(
        information=piece,
        round=piece.round,
        place=place,
        quote=" ".join(quote.split())[:300],
        text=text.strip()[:500],
        noted_at=at,
        noted_by=by,
    )


@transaction.atomic
def settle_note(*, note_id: int, by: User, at: datetime) -> ReviewNote:
    """Say that a note was dealt with: whoever may write in the piece. Twice is once."""
    found = ReviewNote.objects.select_related("information__body").get(pk=note_id)
    piece = lock(found.information_id)
    policies.require(by, Permission.DRAFT, piece.body, on=day_of(at))
    found.refresh_from_db()
    if found.settled_at is None:
        found.settled_at, found.settled_by = at, by
        found.save(update_fields=["settled_at", "settled_by"])
    return found


@transaction.atomic
def ask_duty_reviewer(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Hand a piece to the county's duty reviewer: the body has too few people for its chain."""
    piece = lock(information_id)
    policies.require(by, Permission.DRAFT, piece.body, on=day_of(at))
    if piece.state not in UNDER_REVIEW:
        raise PublishingRefused(Refusal.NOT_OPEN, state=piece.state)
    if piece.duty_reviewer_asked_at is None:
        piece.duty_reviewer_asked_at = at
        piece.save(update_fields=["duty_reviewer_asked_at"])
        record("information.ask_duty_reviewer", piece, by=by, at=at)
    return piece


def _under_review(information_id: int, *, by: User | None, at: datetime) -> Information:
    piece = lock(information_id)
    if piece.state not in UNDER_REVIEW:
        raise PublishingRefused(Refusal.NOT_OPEN, state=piece.state)
    if policies.permissions_on(by, piece, on=day_of(at)).isdisjoint(_READING):
        raise PublishingRefused(Refusal.NOT_PERMITTED)
    if policies.is_author(by, piece):
        raise PublishingRefused(Refusal.OWN_DRAFT)
    return piece


def _finding(piece: Information, fingerprint: str, *, at: datetime) -> Found:
    found = next((f for f in found_in(piece, on=day_of(at)) if f.fingerprint == fingerprint), None)
    if found is None:
        raise PublishingRefused(Refusal.FINDING_GONE)
    return found
