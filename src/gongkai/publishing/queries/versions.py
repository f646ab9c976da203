"""Every version of a piece, for those who may see the piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.publishing.models import Information, Version
from gongkai.publishing.rules import snapshots
from gongkai.publishing.rules.differences import changed_parts
from gongkai.ui import keyset

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list. `changed` names what is not as in the version before."""

    serial: int
    reason: str
    note: str
    round: int
    saved_at: datetime
    saved_by: str
    number: int | None
    is_public: bool
    hidden_reason: str
    is_first: bool
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A page of versions, newest first, with the cursors of its neighbours."""

    rows: tuple[VersionLine, ...]
    next: str
    previous: str
    last: int  # the serial of the newest of all

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


def versions_of(piece: Information, *, after: str | None = None) -> VersionPage:
    """Newest first, each with what changed in it."""
    kept = piece.versions.select_related("saved_by")
    found = keyset.page(kept, by=("-serial", "-pk"), cursor=after, size=PER_PAGE)
    rows = list(found.rows)
    # Of the last line too is told what changed: the one before it stands on the next page.
    older = piece.versions.filter(serial__lt=rows[-1].serial).order_by("-serial").first() if rows else None
    states: list[Any] = [snapshots.unpack(version.snapshot) for version in rows]
    before = [*states[1:], snapshots.unpack(older.snapshot) if older else None]
    lines = tuple(_line(*each) for each in zip(rows, states, before, strict=False))
    return VersionPage(lines, found.next, found.previous, last_serial(piece))


def last_serial(piece: Information) -> int:
    """The serial of the newest version; 0 where none was kept."""
    last: int | None = piece.versions.order_by("-serial").values_list("serial", flat=True).first()
    return last or 0


def version_of(piece: Information, serial: int) -> Version | None:
    """One version of a piece, with who saved it."""
    found: Version | None = piece.versions.select_related("saved_by").filter(serial=serial).first()
    return found


def _line(version: Version, state: dict[str, Any], before: dict[str, Any] | None) -> VersionLine:
    return VersionLine(
        serial=version.serial,
        reason=version.reason,
        note=version.note,
        round=version.round,
        saved_at=version.saved_at,
        saved_by=version.saved_by.display_name if version.saved_by else "",
        number=version.number,
        is_public=version.is_public,
        hidden_reason=version.hidden_reason,
        is_first=before is None,
        changed=changed_parts(before, state) if before is not None else (),
    )
