"""What upper rooms tell channels at the moment of sending: what the public may read of a thread now, and whose letter
it is. A thread is `room:key`; the room's provider answers for all its threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """What the public reads at this moment."""

    digest: str
    title: str
    summary: str
    html: str
    text: str
    path: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes to a county's readers: its site's name, and the address that its paths begin with."""

    name: str
    base: str

    def address(self, path: str) -> str:
        return f"{self.base}{path}"


Standings = Callable[[int, Iterable[str]], Mapping[str, Standing]]
_standings: dict[str, Standings] = {}
_letterheads: list[Callable[[int], Letterhead]] = []


def answer_for(room: str, standings: Standings) -> None:
    """Register what says of a room's threads (in a county) which of them are public, and what they say."""
    _standings[room] = standings


def write_as(letterhead: Callable[[int], Letterhead]) -> None:
    """Register what knows the sites of counties."""
    _letterheads[:] = [letterhead]


def standings(county_id: int, threads: Iterable[str]) -> dict[str, Standing]:
    """What is public of these threads; one that is not, or not any more, is left out."""
    by_room: dict[str, list[str]] = {}
    for thread in threads:
        by_room.setdefault(thread.partition(":")[0], []).append(thread)
    found: dict[str, Standing] = {}
    for room, own in by_room.items():
        if room in _standings:
            found |= _standings[room](county_id, own)
    return found


def letterhead(county_id: int) -> Letterhead:
    """Whose letter it is."""
    return _letterheads[0](county_id) if _letterheads else Letterhead("", "")
