"""Walking along a chain: does each entry stand in its place and say what was sealed?

A stretch of entries that were archived may be missing. Its ends are known, so the walk goes on behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gongkai.audit.rules.chain import Link, Seal, seal

BEGINNING = Seal(sha256="", sm3="")


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as it is kept: what it says, the seal before it, its own."""

    link: Link
    previous: Seal
    seal: Seal

    @property
    def holds(self) -> bool:
        """Whether it says what was sealed."""
        return self.seal == seal(self.link, previous_sha256=self.previous.sha256, previous_sm3=self.previous.sm3)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries of a county that follow each other: the first and the last, the seal before them and that of the last."""

    county_id: int
    first: int
    last: int
    previous: Seal
    end: Seal

    @property
    def entries(self) -> int:
        return self.last - self.first + 1


class Walk:
    """How far along a chain one has come, and how much of the way was archived and not looked at."""

    def __init__(self, archived: Iterable[Stretch]) -> None:
        self._archived = {stretch.first: stretch for stretch in archived}
        self.seq, self.seal, self.skipped = 0, BEGINNING, 0

    def take(self, kept: Kept) -> bool:
        """Step on to an entry; False where it is not the one that belongs here."""
        if kept.link.seq != self.seq + 1:
            self._pass_archived()
        if (kept.link.seq, kept.previous) != (self.seq + 1, self.seal) or not kept.holds:
            return False
        self.seq, self.seal = kept.link.seq, kept.seal
        return True

    def ends_at(self, seq: int, seal: Seal) -> bool:
        """Whether the chain's head is where the walk has come to."""
        if seq != self.seq:
            self._pass_archived()
        return (seq, seal) == (self.seq, self.seal)

    def _pass_archived(self) -> None:
        while (stretch := self._archived.get(self.seq + 1)) and stretch.previous == self.seal:
            self.seq, self.seal = stretch.last, stretch.end
            self.skipped += stretch.entries


class Broken(Exception):
    """An entry that does not follow from the one before, or does not say what was sealed."""

    def __init__(self, county_id: int, seq: int) -> None:
        super().__init__(f"{county_id}#{seq}")
        self.county_id, self.seq = county_id, seq


class Gathering:
    """Puts entries, ordered by county and number, together to the stretches that they are."""

    def __init__(self) -> None:
        self.found: list[Stretch] = []

    def take(self, kept: Kept) -> None:
        """Add an entry; raise Broken if it does not hold."""
        link, grown = kept.link, self.found[-1] if self.found else None
        if not kept.holds:
            raise Broken(link.county_id, link.seq)
        if grown is None or (link.county_id, link.seq) != (grown.county_id, grown.last + 1):
            self.found.append(Stretch(link.county_id, link.seq, link.seq, kept.previous, kept.seal))
        elif kept.previous == grown.end:
            self.found[-1] = replace(grown, last=link.seq, end=kept.seal)
        else:
            raise Broken(link.county_id, link.seq)
