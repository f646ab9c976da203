"""What was found in a draft, where it stands, and whether it may stay.

`place` is a code that a page turns into words and a jump: `title`, `summary`, `text`, `totals`, `metadata`, or
`file:` and the public id of an attachment. `where` says it more finely, in words.

Sources
    website_standards.md §6.5: finding, masked sample, location; block or warn; override needs a reviewer and a reason.
    政府信息公开条例 (State Council Order 711) Art. 17.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

TITLE, SUMMARY, TEXT, TOTALS, METADATA = "title", "summary", "text", "totals", "metadata"


class Level(StrEnum):
    """How much a finding weighs."""

    HARD = "hard"  # must go; nobody lets it stand
    BLOCK = "block"  # must go, or a reviewer lets it stand with a reason
    WARN = "warn"  # to be looked at


WEIGHT = {Level.HARD: 0, Level.BLOCK: 1, Level.WARN: 2}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. `shown` is masked; `quote` is what stands there, for the screen of those who may read the draft."""

    check: str
    kind: str
    level: Level
    place: str
    where: str = ""
    shown: str = ""
    quote: str = ""
    nth: int = 0

    @property
    def fingerprint(self) -> str:
        """What an override holds for: this finding and no other, wherever its line moves to."""
        told = "\x1f".join((self.check, self.kind, self.place, self.shown, self.quote, str(self.nth)))
        return hashlib.sha256(told.encode()).hexdigest()


def numbered(found: Iterable[Found]) -> tuple[Found, ...]:
    """Findings, heaviest first, that can be told apart although they say the same."""
    seen: Counter[str] = Counter()
    told = []
    for finding in found:
        seen[finding.fingerprint] += 1
        told.append(replace(finding, nth=seen[finding.fingerprint] - 1))
    return tuple(sorted(told, key=lambda finding: WEIGHT[finding.level]))


def stopping(found: Iterable[Found], overridden: Collection[str]) -> tuple[Found, ...]:
    """What keeps a piece from leaving: what must go, and what nobody has let stand."""
    return tuple(
        finding
        for finding in found
        if finding.level is Level.HARD or (finding.level is Level.BLOCK and finding.fingerprint not in overridden)
    )
