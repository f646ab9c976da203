"""Review: a draft is sent, cleared stage by stage by people who wrote nothing in it, or sent back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.organisations.models import User
from gongkai.publishing import gates, policies
from gongkai.publishing.actions import releasing
from gongkai.publishing.actions.drafting import lock, record
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.actions.stepping import ask, day_of, digest_of, move_on, moved, refuse_empty, save
from gongkai.publishing.models import Clearance, Information, Version
from gongkai.publishing.queries import chains as choices
from gongkai.publishing.queries.findings import stopping_in
from gongkai.publishing.rules import chains, points
from gongkai.publishing.rules.chains import Chain, Stage
from gongkai.publishing.rules.disclosure import Disclosure
from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.states import PublishingRefused, Refusal

LARGEST_BATCH = 20


@transaction.atomic
def submit(*, information_id: int, by: User | None, at: datetime, plea: str = "") -> Information:
    """Send a checked draft to its reviewers. What must go is gone; what a reviewer may let stand is pleaded for."""
    piece = moved("submit", information_id, by=by, at=at)
    refuse_empty(piece)
    stopping = stopping_in(piece, on=day_of(at))
    if any(found.level is Level.HARD for found in stopping) or (stopping and not plea.strip()):
        raise PublishingRefused(Refusal.FINDINGS_OPEN, findings=stopping)
    has_persons = bool(piece.list_profile) or any(found.check == "personal" for found in stopping)
    piece.plea = plea.strip()[:300]
    begin_round(piece, choices.chain_of(piece, has_persons=has_persons))
    piece.submitted_at, piece.submitted_by, piece.returned_note = at, by, ""
    save(piece, *ROUND, "plea", "submitted_at", "submitted_by", "returned_note")
    keep_version(piece, Version.Reason.SUBMITTED, by=by, at=at)
    record("information.submit", piece, by=by, at=at, detail={"chain": piece.chain})
    return piece


ROUND = ("chain", "round", "cleared_digest")


def begin_round(piece: Information, chain: Chain) -> None:
    """A new round: its chain, and the content that it clears, are frozen."""
    piece.chain = str(chain)
    piece.round += 1
    piece.cleared_digest = digest_of(piece)


@transaction.atomic
def recall(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Take a piece back to write in it: what was cleared so far has to be cleared again."""
    piece = moved("recall", information_id, by=by, at=at)
    _unclear(piece)
    record("information.recall", piece, by=by, at=at)
    return piece


@transaction.atomic
def send_back(*, information_id: int, reason: str, by: User | None, at: datetime) -> Information:
    """Give a piece back to its authors with a note."""
    piece = moved("send_back", information_id, by=by, at=at, reason=reason)
    piece.returned_note = reason.strip()[:500]
    _unclear(piece, "returned_note")
    record("information.send_back", piece, by=by, at=at, detail={"note": piece.returned_note})
    return piece


@transaction.atomic
def clear(
    *,
    information_id: int,
    stage: Stage,
    by: User | None,
    at: datetime,
    comment: str = "",
    ticked: Collection[str] = (),
) -> Information:
    """Clear the stage that waits. Nobody clears what she wrote in."""
    piece = lock(information_id)
    _clear(piece, stage, by=by, at=at, comment=comment, ticked=ticked)
    return piece


@transaction.atomic
def sign_off(
    *, information_id: int, by: User | None, at: datetime, comment: str = "", ticked: Collection[str] = ()
) -> Information:
    """Clear every stage that waits, up to the signature: one screen, where the chain lets one person do them all."""
    piece = lock(information_id)
    waiting = choices.stages_left(piece)
    if not waiting:
        raise PublishingRefused(Refusal.NOT_OPEN, state=piece.state)
    for stage in waiting:
        _clear(piece, stage, by=by, at=at, comment=comment, ticked=ticked)
    return piece


@transaction.atomic
def sign_off_and_publish(
    *, information_id: int, by: User | None, at: datetime, comment: str = "", ticked: Collection[str] = ()
) -> Information:
    """Clear what waits and release at once."""
    piece = sign_off(information_id=information_id, by=by, at=at, comment=comment, ticked=ticked)
    if piece.disclosure != Disclosure.PROACTIVE:
        return piece
    return releasing.publish(information_id=information_id, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one piece of a batch."""

    information_id: int
    refused: PublishingRefused | None = None


def sign_off_batch(*, information_ids: Sequence[int], by: User, at: datetime) -> list[Outcome]:
    """Clear and release routine pieces, each by itself with a record of its own: one refusal holds up no other."""
    if len(information_ids) > LARGEST_BATCH:
        raise PublishingRefused(Refusal.TOO_MANY, limit=LARGEST_BATCH)
    return [_sign_off_one(pk, by=by, at=at) for pk in dict.fromkeys(information_ids)]


def _sign_off_one(information_id: int, *, by: User, at: datetime) -> Outcome:
    try:
        with transaction.atomic():
            if lock(information_id).chain != Chain.ROUTINE:
                raise PublishingRefused(Refusal.NOT_ROUTINE)
            sign_off_and_publish(information_id=information_id, by=by, at=at)
    except PublishingRefused as refused:
        return Outcome(information_id, refused)
    return Outcome(information_id)


@transaction.atomic
def second_look(*, information_id: int, by: User | None, at: datetime, comment: str = "") -> Information:
    """Look again at what left in an emergency: neither its author nor whoever let it go."""
    piece = lock(information_id)
    if not piece.is_emergency or piece.second_look_at is not None:
        raise PublishingRefused(Refusal.NOT_OPEN, state=piece.state)
    if by is not None and by.pk in piece.cleared_by():
        raise PublishingRefused(Refusal.PERSON_AGAIN)
    move_on(piece, str(Stage.SECOND_LOOK), by=by, at=at)
    _note_clearance(piece, Stage.SECOND_LOOK, by=by, at=at, comment=comment)
    piece.second_look_at = at
    save(piece, "second_look_at")
    record("information.second_look", piece, by=by, at=at, detail={"comment": comment} if comment else None)
    return piece


def _clear(
    piece: Information, stage: Stage, *, by: User | None, at: datetime, comment: str, ticked: Collection[str]
) -> None:
    chain, cleared = Chain(piece.chain or Chain.ORDINARY), piece.cleared_by()
    if chains.next_stage(chain, len(cleared)) is not stage:
        raise PublishingRefused(Refusal.NOT_OPEN, state=piece.state)
    move_on(piece, str(stage), by=by, at=at)
    if by is not None:
        _ask_chain(piece, stage, cleared, by=by, at=at, ticked=ticked)
    if stage is Stage.SIGN_OFF:
        ask(gates.before_sign_off, piece, on=day_of(at))
        piece.signed_off_at, piece.signed_off_by = at, by
    _note_clearance(piece, stage, by=by, at=at, comment=comment, ticked=ticked)
    save(piece, "signed_off_at", "signed_off_by")
    record(f"information.{stage}", piece, by=by, at=at, detail={"comment": comment} if comment else None)
    if stage is Stage.SIGN_OFF and piece.disclosure != Disclosure.PROACTIVE:
        move_on(piece, "keep", by=by, at=at)
        save(piece)
        record("information.keep", piece, by=by, at=at, detail={"ground": piece.ground})


def _ask_chain(
    piece: Information, stage: Stage, cleared: Sequence[int], *, by: User, at: datetime, ticked: Collection[str]
) -> None:
    chain = Chain(piece.chain)
    allowed = policies.permissions_on(by, piece, on=day_of(at))
    if chains.permissions_for(stage, chain).isdisjoint(allowed):
        raise PublishingRefused(Refusal.NOT_PERMITTED)
    if not chains.is_enough(chain, cleared, by.pk):
        raise PublishingRefused(Refusal.PERSON_AGAIN)
    if left := points.unticked(stage, chain, ticked):
        raise PublishingRefused(Refusal.NOT_TICKED, points=left)


def _note_clearance(
    piece: Information, stage: Stage, *, by: User | None, at: datetime, comment: str, ticked: Collection[str] = ()
) -> None:
    needed = chains.permissions_for(stage, Chain(piece.chain))
    Clearance.objects.create(
        information=piece,
        round=piece.round,
        stage=stage,
        cleared_by=by,
        cleared_at=at,
        deputising_for_id=policies.deputises_for(by, piece, needed, on=day_of(at)) if by else None,
        digest=piece.cleared_digest,
        ticked=sorted(ticked) or [str(point) for point in points.POINTS[stage]],
        comment=comment.strip()[:500],
    )


def _unclear(piece: Information, *fields: str) -> None:
    piece.signed_off_at = piece.signed_off_by = piece.publish_at = None
    save(piece, "signed_off_at", "signed_off_by", "publish_at", *fields)
