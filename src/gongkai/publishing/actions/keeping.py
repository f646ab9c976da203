"""Every state that is saved is kept: as a version, in the transaction that made it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from gongkai.organisations.models import User
from gongkai.publishing.models import Information, Version
from gongkai.publishing.queries.snapshots import snapshot_of
from gongkai.publishing.rules import snapshots


def keep_version(
    piece: Information,
    reason: Version.Reason,
    *,
    by: User | None,
    at: datetime,
    number: int | None = None,
    note: str = "",
) -> Version | None:
    """Keep a locked piece as it stands. A save that changed nothing leaves no second copy; a public one always does."""
    snapshot = snapshot_of(piece)
    digest = snapshots.digest(snapshot)
    last = piece.versions.order_by("-serial").first()
    if last is not None and last.digest == digest and reason == Version.Reason.SAVED:
        return None
    serial = (piece.versions.aggregate(last=Max("serial"))["last"] or 0) + 1
    return Version.objects.create(
        information=piece,
        serial=serial,
        reason=reason,
        round=piece.round,
        snapshot=snapshots.pack(snapshot),
        digest=digest,
        saved_at=at,
        saved_by=by,
        number=number,
        note=note[:300],
        is_public=number is not None,
    )
