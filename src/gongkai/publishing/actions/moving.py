"""Moving a piece along the table of states. Each move is one transaction: lock, ask the table and the gates, write."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.duties import actions as duties
from gongkai.kernel import outbox
from gongkai.organisations import queries as organisations
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import User
from gongkai.publishing import gates, policies
from gongkai.publishing.actions import numbering, transparency
from gongkai.publishing.actions.drafting import lock, record
from gongkai.publishing.events import INFORMATION_PUBLISHED, INFORMATION_WITHDRAWN
from gongkai.publishing.models import Information
from gongkai.publishing.queries.records import record_of
from gongkai.publishing.rules import digest, metadata
from gongkai.publishing.rules.states import PublishingRefused, Refusal, State, find_move


@transaction.atomic
def submit(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Send a draft to whoever reviews and signs off."""
    piece = _moved("submit", information_id, by=by, at=at)
    _refuse_empty(piece)
    piece.submitted_at, piece.submitted_by, piece.returned_note = at, by, ""
    _save(piece, "submitted_at", "submitted_by", "returned_note")
    record("information.submit", piece, by=by, at=at)
    return piece


@transaction.atomic
def recall(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Take a piece back that nobody has signed off yet."""
    piece = _moved("recall", information_id, by=by, at=at)
    _save(piece)
    record("information.recall", piece, by=by, at=at)
    return piece


@transaction.atomic
def send_back(*, information_id: int, reason: str, by: User | None, at: datetime) -> Information:
    """Give a piece back to its authors with a note."""
    piece = _moved("send_back", information_id, by=by, at=at, reason=reason)
    piece.returned_note = reason.strip()[:500]
    piece.signed_off_at = piece.signed_off_by = None
    _save(piece, "returned_note", "signed_off_at", "signed_off_by")
    record("information.send_back", piece, by=by, at=at, detail={"note": piece.returned_note})
    return piece


@transaction.atomic
def sign_off(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Clear a piece for publication. Nobody clears what she wrote in."""
    piece = _moved("sign_off", information_id, by=by, at=at)
    _ask(gates.before_sign_off, piece, on=timezone.localtime(at).date())
    piece.signed_off_at, piece.signed_off_by = at, by
    _save(piece, "signed_off_at", "signed_off_by")
    record("information.sign_off", piece, by=by, at=at)
    return piece


@transaction.atomic
def publish(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Make a signed-off piece public: numbered, digested, its duty done, readers and search told."""
    piece = _moved("publish", information_id, by=by, at=at)
    on = timezone.localtime(at).date()
    _refuse_empty(piece)
    _ask(gates.before_publish, piece, on=on)
    _seal(piece, by=by, at=at, on=on)
    duties.record_publications(county=piece.county, publications=[publication_of(piece)], by=by, at=at)
    transparency.tell(transparency.PUBLISHED, [piece], county=piece.county, at=at)
    _announce(INFORMATION_PUBLISHED, piece, at=at)
    detail = {"index_number": piece.index_number, "sha256": piece.sha256, "duty": piece.duty_id}
    record("information.publish", piece, by=by, at=at, detail=detail)
    return piece


@transaction.atomic
def sign_off_and_publish(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Both steps at once, where one other person reviews, signs off and publishes on one screen."""
    sign_off(information_id=information_id, by=by, at=at)
    return publish(information_id=information_id, by=by, at=at)


@transaction.atomic
def withdraw(*, information_id: int, reason: str, by: User | None, at: datetime) -> Information:
    """Take a published piece off: its number stays used, its page says why it is gone, its duty opens again."""
    piece = _moved("withdraw", information_id, by=by, at=at, reason=reason)
    piece.withdrawn_at, piece.withdrawn_reason = at, reason.strip()[:300]
    _save(piece, "withdrawn_at", "withdrawn_reason")
    reopened = duties.forget_publication(information_id=piece.public_id, reason=piece.withdrawn_reason, by=by, at=at)
    transparency.tell(transparency.WITHDRAWN, [piece], county=piece.county, at=at)
    _announce(INFORMATION_WITHDRAWN, piece, at=at)
    detail = {"reason": piece.withdrawn_reason, "duties_reopened": reopened}
    record("information.withdraw", piece, by=by, at=at, detail=detail)
    return piece


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


def _moved(name: str, information_id: int, *, by: User | None, at: datetime, reason: str = "") -> Information:
    """The piece, locked, in its new state; not saved yet. `by=None`, the platform itself, holds every permission."""
    piece = lock(information_id)
    on = timezone.localtime(at).date()
    move = find_move(
        name,
        state=State(piece.state),
        permissions=policies.permissions_over(by, piece.body, on=on) if by else policies.ALL,
        is_author=policies.is_author(by, piece),
        reason=reason,
    )
    piece.state = str(move.target)
    piece.changed_at = at
    return piece


def _save(piece: Information, *fields: str) -> None:
    piece.save(update_fields=["state", "changed_at", *fields])


def _refuse_empty(piece: Information) -> None:
    if not piece.title.strip():
        raise PublishingRefused(Refusal.TITLE_MISSING)
    if not piece.text.strip() and not piece.attachments.exists():
        raise PublishingRefused(Refusal.NOTHING_TO_PUBLISH)


def _ask(gate: gates.Gate, piece: Information, *, on: date) -> None:
    if closed := gate.ask(piece, on=on):
        raise PublishingRefused(Refusal.GATE_CLOSED, gate=gate.name, reasons=[(c.check, c.code) for c in closed])


def _seal(piece: Information, *, by: User | None, at: datetime, on: date) -> None:
    """Number, abstract, validity and digest: what a piece has from the moment at which it is public."""
    pattern = organisations.settings_of(piece.county, on=on).text("publishing.index_pattern")
    if not piece.index_number:
        piece.index_number = numbering.take(piece.body, year=on.year, pattern=pattern)[0]
    piece.summary = piece.summary or metadata.abstract_of(piece.text)
    piece.validity = piece.validity_on(on)
    piece.published_at, piece.published_by = at, by
    piece.sha256 = digest.digest(record_of(piece))
    _save(piece, "index_number", "summary", "validity", "published_at", "published_by", "sha256")


def _announce(topic: str, piece: Information, *, at: datetime) -> None:
    raise_revision(piece.county_id)
    outbox.append(topic, county_id=piece.county_id, payload={"ids": [piece.public_id]}, at=at)
