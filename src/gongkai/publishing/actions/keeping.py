"""Every state that is saved is kept: as a version, in the transaction that made it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gongkai.organisations.models import User
from gongkai.publishing.models import Attachment, Information, Version
from gongkai.publishing.queries.snapshots import snapshot_of
from gongkai.publishing.rules import snapshots

_BATCH = 500  # packed snapshots that are held in memory at once


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
    last = piece.versions.order_by("-serial").values_list("serial", "digest").first()
    if last is not None and last[1] == digest and reason == Version.Reason.SAVED:
        return None
    return Version.objects.create(
        information=piece,
        serial=last[0] + 1 if last else 1,
        revision=piece.revision,
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


def keep_first_versions(
    pieces: Sequence[tuple[Information, Sequence[Attachment]]], *, by: User | None, at: datetime
) -> None:
    """Keep what was taken in as public, thousands at once: each becomes its own first published version."""
    for start in range(0, len(pieces), _BATCH):
        batch = pieces[start : start + _BATCH]
        Version.objects.bulk_create([_first(piece, files, by=by, at=at) for piece, files in batch])


def _first(piece: Information, files: Sequence[Attachment], *, by: User | None, at: datetime) -> Version:
    snapshot = snapshot_of(piece, files)
    return Version(
        information=piece,
        serial=1,
        reason=Version.Reason.PUBLISHED,
        snapshot=snapshots.pack(snapshot),
        digest=snapshots.digest(snapshot),
        saved_at=piece.published_at or at,
        saved_by=by,
        number=1,
        is_public=True,
    )
