"""The originals of one piece that stay inside, and which of them a person may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.organisations.models import User
from gongkai.publishing import policies
from gongkai.publishing.models import Information, KeptFile
from gongkai.ui import keyset


@dataclass(frozen=True, slots=True)
class Original:
    """A file that was taken off, masked or purged, as the desk lists it."""

    public_id: str
    name: str
    reason: KeptFile.Reason
    is_inline: bool
    size: int
    kept_at: datetime
    kept_by: str  # empty: the platform itself
    may_open: bool


@dataclass(frozen=True, slots=True)
class Originals:
    """A page of them with the cursors of its neighbours."""

    rows: Sequence[Original]
    next: str
    previous: str

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


def originals(piece: Information, user: User, *, on: date, after: str | None) -> Originals:
    """What was kept of a piece, the last first."""
    page = keyset.page(piece.kept_files.select_related("kept_by"), by=("-kept_at", "-pk"), cursor=after)
    may_all = policies.may_open_guarded(user, piece, on=on)
    rows = tuple(_original(kept, may_open=may_all or not policies.is_guarded(kept)) for kept in page.rows)
    return Originals(rows, page.next, page.previous)


def count_kept(piece: Information) -> int:
    """How many originals of a piece stay inside."""
    return piece.kept_files.count()


def _original(kept: KeptFile, *, may_open: bool) -> Original:
    return Original(
        public_id=kept.public_id,
        name=kept.name,
        reason=KeptFile.Reason(kept.reason),
        is_inline=kept.is_inline,
        size=kept.size,
        kept_at=kept.kept_at,
        kept_by=kept.kept_by.display_name if kept.kept_by else "",
        may_open=may_open,
    )
