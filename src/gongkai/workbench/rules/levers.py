"""Which few things, done first, would raise the county's coverage most?

A gap is a row that a body owes and has not settled. One person can close the gaps of one body in one field in one go,
and one instruction can close the gaps of one matter in many bodies. The largest such group comes first; what it would
close counts for no other, so that the gains of several may be added.

Sources
    国办发〔2019〕54号 §4 (12): the county's office guides, coordinates and checks; it cannot do everything at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

CELL, MATTER = "cell", "matter"
FEWEST_BODIES = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """A row that a body owes and has not settled."""

    matter_id: int
    body_id: int
    field_id: int


@dataclass(frozen=True, slots=True)
class Lever:
    """A group of gaps that one step can close. A cell names field and body, a matter only itself."""

    kind: str
    field_id: int
    body_id: int | None
    matter_id: int | None
    gaps: int


def best(gaps: Iterable[Gap], *, count: int) -> tuple[Lever, ...]:
    """The largest groups, largest first; each gap belongs to one of them at most."""
    left = set(gaps)
    found: list[Lever] = []
    while left and len(found) < count:
        (kind, *_key), group = max(_groups(left).items(), key=lambda item: (len(item[1]), item[0]))
        found.append(_lever(kind, group))
        left -= group
    return tuple(found)


def _groups(gaps: Collection[Gap]) -> dict[tuple[str, int, int], set[Gap]]:
    groups: dict[tuple[str, int, int], set[Gap]] = defaultdict(set)
    for gap in gaps:
        groups[CELL, gap.body_id, gap.field_id].add(gap)
        groups[MATTER, gap.matter_id, 0].add(gap)
    return {key: group for key, group in groups.items() if key[0] == CELL or len(group) >= FEWEST_BODIES}


def _lever(kind: str, group: set[Gap]) -> Lever:
    any_of = next(iter(group))
    if kind == CELL:
        return Lever(CELL, any_of.field_id, any_of.body_id, None, len(group))
    return Lever(MATTER, any_of.field_id, None, any_of.matter_id, len(group))
