"""What can be found in a text that must not leave, and how much does it weigh?

Sources
    个人信息保护法 Arts. 28, 34: sensitive personal information; state organs stay within what their duty needs.
    政府信息公开条例 Arts. 14, 15: secrets, privacy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What was found."""

    ID18 = "id18"
    ID15 = "id15"
    PASSPORT = "passport"
    MOBILE = "mobile"
    LANDLINE = "landline"
    BANK_CARD = "bank_card"
    PLATE = "plate"
    ADDRESS = "address"
    MINOR = "minor"
    HEALTH = "health"
    SECRECY = "secrecy"
    UNREAD = "unread"


class Level(StrEnum):
    """Whether a reviewer's override is needed, or a look."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found between two places of a text. `masked` is all of it that may ever be shown."""

    start: int
    end: int
    kind: Kind
    level: Level
    masked: str

    def moved(self, by: int) -> Finding:
        """The same in a text that stands `by` characters later."""
        return replace(self, start=self.start + by, end=self.end + by)


# One person's landline, plate, address or illness is looked at; a list of them stops (see weighing).
_LOOKED_AT = (Kind.LANDLINE, Kind.PLATE, Kind.ADDRESS, Kind.HEALTH, Kind.UNREAD)
LEVELS = dict.fromkeys(Kind, Level.BLOCK) | dict.fromkeys(_LOOKED_AT, Level.WARN)
