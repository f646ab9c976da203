"""What the checks find in a piece, and what of it a reviewer has let stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.publishing import checking
from gongkai.publishing.models import Information
from gongkai.publishing.rules.findings import Found, Level, stopping


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding, and who let it stand and why, if somebody did."""

    found: Found
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None

    @property
    def is_overridden(self) -> bool:
        return self.decided_at is not None

    @property
    def is_stopping(self) -> bool:
        return self.found.level is Level.HARD or (self.found.level is Level.BLOCK and not self.is_overridden)


def found_in(piece: Information, *, on: date) -> tuple[Found, ...]:
    """Everything that the checks find, heaviest first."""
    return checking.run(checking.draft_of(piece), on=on)


def stopping_in(piece: Information, *, on: date) -> tuple[Found, ...]:
    """What keeps a piece from leaving."""
    overridden = frozenset(piece.overrides.values_list("fingerprint", flat=True))
    return stopping(found_in(piece, on=on), overridden)


def standing(piece: Information, found: tuple[Found, ...]) -> tuple[Standing, ...]:
    """Findings with what was decided on them."""
    decided = {line.fingerprint: line for line in piece.overrides.select_related("decided_by")}
    return tuple(
        Standing(
            finding,
            reason=line.reason,
            decided_by=line.decided_by.display_name if line.decided_by else "",
            decided_at=line.decided_at,
        )
        if (line := decided.get(finding.fingerprint))
        else Standing(finding)
        for finding in found
    )
