"""How every move begins and ends: lock, ask the table, ask the gates, save the state, record."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from gongkai.kernel import outbox
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import User
from gongkai.publishing import gates, policies
from gongkai.publishing.actions.drafting import lock
from gongkai.publishing.models import Information
from gongkai.publishing.queries.snapshots import snapshot_of
from gongkai.publishing.rules import snapshots
from gongkai.publishing.rules.states import PublishingRefused, Refusal, State, find_move


def moved(name: str, information_id: int, *, by: User | None, at: datetime, reason: str = "") -> Information:
    """The piece, locked, in its new state; not saved yet. `by=None`, the platform itself, holds every permission."""
    piece = lock(information_id)
    move_on(piece, name, by=by, at=at, reason=reason)
    return piece


def move_on(piece: Information, name: str, *, by: User | None, at: datetime, reason: str = "") -> None:
    """Take a locked piece one step along the table; not saved yet."""
    move = find_move(
        name,
        state=State(piece.state),
        permissions=policies.permissions_on(by, piece, on=day_of(at)),
        is_author=policies.is_author(by, piece),
        reason=reason,
    )
    piece.state = str(move.target)
    piece.changed_at = at


def save(piece: Information, *fields: str) -> None:
    """Save the state with the fields named."""
    piece.save(update_fields=["state", "changed_at", *fields])


def ask(gate: gates.Gate, piece: Information, *, on: date) -> None:
    """Refuse while a room that was asked says no."""
    if closed := gate.ask(piece, on=on):
        raise PublishingRefused(Refusal.GATE_CLOSED, gate=gate.name, reasons=[(c.check, c.code) for c in closed])


def refuse_empty(piece: Information) -> None:
    """A piece needs a title, and something to read."""
    if not piece.title.strip():
        raise PublishingRefused(Refusal.TITLE_MISSING)
    if not piece.text.strip() and not piece.attachments.exists():
        raise PublishingRefused(Refusal.NOTHING_TO_PUBLISH)


def digest_of(piece: Information) -> str:
    """The digest of all that its reviewers see."""
    return snapshots.digest(snapshot_of(piece))


def announce(topic: str, piece: Information, *, at: datetime) -> None:
    """Tell what follows from a change of what the public sees."""
    raise_revision(piece.county_id)
    outbox.append(topic, county_id=piece.county_id, payload={"ids": [piece.public_id]}, at=at)


def day_of(at: datetime) -> date:
    """The day, here, of a moment."""
    return timezone.localtime(at).date()
