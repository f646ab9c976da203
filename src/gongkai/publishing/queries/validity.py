"""What happened to the validity of a document, and what it did to others: for its page, its note, its desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from gongkai.publishing.models import Information, ValidityChange
from gongkai.publishing.rules.states import State
from gongkai.publishing.rules.title_note import Amendment


@dataclass(frozen=True, slots=True)
class Named:
    """A document as a link; without a public id it stands elsewhere and is named as somebody wrote it.

    Without a title it was withdrawn: the title may be what had to go.
    """

    title: str
    number: str = ""
    public_id: str = ""
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change: its act, its day, the other document."""

    id: int
    act: str
    on: date
    other: Named
    is_pending: bool
    expires_after: date | None = None
    note: str = ""
    noted_at: datetime | None = None
    noted_by: str = ""
    revoked_at: datetime | None = None
    revoked_reason: str = ""


def changes_of(piece: Information, *, on: date, at_desk: bool = False) -> tuple[ShownChange, ...]:
    """What happened to a document, oldest first. The desk sees what was taken back as well, and every name."""
    if not piece.pk or not piece.validity:
        return ()
    changes = piece.validity_changes.select_related("basis", "noted_by").order_by("takes_effect_on", "id")
    if not at_desk:
        changes = changes.filter(revoked_at__isnull=True)
    return tuple(_shown(change, _basis(change, at_desk=at_desk), on=on) for change in changes)


def changes_by(piece: Information, *, on: date) -> tuple[ShownChange, ...]:
    """What a document did to others that are still public."""
    if not piece.pk or piece.state != State.PUBLISHED:
        return ()
    made = piece.changes_made.filter(revoked_at__isnull=True, information__state=State.PUBLISHED)
    ordered = made.select_related("information", "noted_by").order_by("act", "takes_effect_on", "id")
    return tuple(_shown(change, _named(change.information), on=on) for change in ordered)


def amendments_of(changes: tuple[ShownChange, ...]) -> tuple[Amendment, ...]:
    """The amendments that hold already, as the note below the title names them."""
    amended = [change for change in changes if change.act == ValidityChange.Act.AMEND and not change.is_pending]
    return tuple(Amendment(change.on, change.other.title, change.other.number) for change in amended)


def _shown(change: ValidityChange, other: Named, *, on: date) -> ShownChange:
    return ShownChange(
        id=change.pk,
        act=change.act,
        on=change.takes_effect_on,
        other=other,
        is_pending=change.takes_effect_on > on,
        expires_after=change.expires_after,
        note=change.note,
        noted_at=change.noted_at,
        noted_by=change.noted_by.display_name if change.noted_by else "",
        revoked_at=change.revoked_at,
        revoked_reason=change.revoked_reason,
    )


def _basis(change: ValidityChange, *, at_desk: bool) -> Named:
    if change.basis is None:
        return Named(change.basis_text)
    named = _named(change.basis)
    return named if named.public_id or at_desk else replace(named, title="")


def _named(piece: Information) -> Named:
    """A withdrawn document has no page to go to."""
    is_public = piece.state == State.PUBLISHED
    return Named(piece.title, piece.document_number, piece.public_id if is_public else "", not is_public)
