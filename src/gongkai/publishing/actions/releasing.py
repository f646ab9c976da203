"""Release: what was cleared goes out, at once, at its time, or in an emergency before its second look."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai.duties import actions as duties
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import User
from gongkai.publishing import gates
from gongkai.publishing.actions import numbering, transparency
from gongkai.publishing.actions.drafting import record
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.actions.rescanning import rescan
from gongkai.publishing.actions.sending_out import send_out
from gongkai.publishing.actions.stepping import announce, ask, day_of, digest_of, moved, refuse_empty, save
from gongkai.publishing.events import INFORMATION_PUBLISHED
from gongkai.publishing.models import Information, Version
from gongkai.publishing.queries import publicity
from gongkai.publishing.queries.records import record_of
from gongkai.publishing.rules import digest, metadata
from gongkai.publishing.rules.disclosure import Disclosure
from gongkai.publishing.rules.states import PublishingRefused, Refusal


@transaction.atomic
def publish(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Make a signed-off piece public: numbered, digested, its duty done, readers and search told."""
    piece = moved("publish", information_id, by=by, at=at)
    on = day_of(at)
    refuse_unready(piece, on=on)
    piece.publish_at = None
    _seal(piece, by=by, at=at, on=on)
    keep_version(piece, Version.Reason.PUBLISHED, by=by, at=at, number=1)
    duties.record_publications(county=piece.county, publications=[publication_of(piece)], by=by, at=at)
    transparency.tell(transparency.PUBLISHED, [piece], county=piece.county, at=at)
    announce(INFORMATION_PUBLISHED, piece, at=at)
    send_out(piece, number=1, at=at)
    detail = {"index_number": piece.index_number, "sha256": piece.sha256, "duty": piece.duty_id}
    record("information.publish", piece, by=by, at=at, detail=detail)
    return piece


@transaction.atomic
def schedule(*, information_id: int, publish_at: datetime, by: User | None, at: datetime) -> Information:
    """Let a signed-off piece go out by itself at a time to come."""
    if publish_at <= at:
        raise PublishingRefused(Refusal.TIME_PAST)
    piece = moved("schedule", information_id, by=by, at=at)
    if piece.disclosure != Disclosure.PROACTIVE:
        raise PublishingRefused(Refusal.NOT_FOR_ALL)
    piece.publish_at = publish_at
    save(piece, "publish_at")
    record("information.schedule", piece, by=by, at=at, detail={"publish_at": publish_at.isoformat()})
    return piece


@transaction.atomic
def unschedule(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Hold a scheduled piece: it stays signed off."""
    piece = moved("unschedule", information_id, by=by, at=at)
    piece.publish_at = None
    save(piece, "publish_at")
    record("information.unschedule", piece, by=by, at=at)
    return piece


def publish_due(*, at: datetime) -> int:
    """Release what has come due; return how much. What a gate holds up stays signed off, and its authors are told."""
    due = Information.objects.due_for_release(at=at).values_list("pk", flat=True)
    return sum(_publish_one(pk, at=at) for pk in list(due))


def _publish_one(information_id: int, *, at: datetime) -> bool:
    from gongkai.publishing.actions import correcting

    rescan(information_id=information_id, at=at)
    try:
        correcting.release(information_id=information_id, by=None, at=at)
    except PublishingRefused as refused:
        # Withdrawn from the schedule by somebody meanwhile, or held up: in both cases a person looks at it next.
        if refused.refusal is not Refusal.NOT_OPEN:
            unschedule(information_id=information_id, by=None, at=at)
        return False
    return True


def refuse_unready(piece: Information, *, on: date) -> None:
    """What leaves is for all, is not empty, is what its reviewers cleared, and no room objects."""
    if piece.disclosure != Disclosure.PROACTIVE:
        raise PublishingRefused(Refusal.NOT_FOR_ALL)
    refuse_empty(piece)
    if piece.cleared_digest != digest_of(piece):
        raise PublishingRefused(Refusal.CONTENT_CHANGED)
    ask(gates.before_publish, piece, on=on)


def publication_of(piece: Information) -> duties.Publication:
    """A published piece as duties need to know it."""
    assert piece.published_at is not None
    return duties.Publication(
        information_id=piece.public_id,
        title=piece.title,
        published_on=timezone.localtime(piece.published_at).date(),
        matter_id=piece.matter_id,
        body_id=piece.body_id,
        duty_id=piece.duty_id,
    )


def _seal(piece: Information, *, by: User | None, at: datetime, on: date) -> None:
    """Number, abstract, validity, end of display and digest: what a piece has once it is public."""
    pattern = organisations.settings_of(piece.county, on=on).text("publishing.index_pattern")
    if not piece.index_number:
        piece.index_number = numbering.take(piece.body, year=on.year, pattern=pattern)[0]
    piece.summary = piece.summary or metadata.abstract_of(piece.text)
    piece.validity = piece.validity_on(on)
    piece.published_at, piece.published_by = at, by
    piece.publicity_ends_on = publicity.ends_on(piece, published_on=on)
    piece.sha256 = digest.digest(record_of(piece))
    save(piece, "index_number", "summary", "validity", "published_at", "published_by", *AT_RELEASE)


AT_RELEASE = ("publish_at", "publicity_ends_on", "sha256")


def second_look_due(piece: Information, *, at: datetime) -> datetime:
    """By when an emergency release must have been looked at again."""
    hours = organisations.settings_of(piece.county, on=day_of(at)).number("publishing.second_look_hours")
    return at + timedelta(hours=hours)
