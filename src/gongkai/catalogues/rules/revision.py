"""What did a new edition change for this county, and what becomes of its own wording?

Three texts are held side by side: the edition the row was made from, the new edition, the local row. What the county
adapted is never overwritten; what it took over unchanged may be replaced by the new text.

Sources
    国办发〔2019〕54号 §五: guidelines are revised when laws or duties change, catalogues follow.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gongkai.catalogues.rules.completeness import ADAPTABLE, COMPARED
from gongkai.catalogues.rules.differences import changed

NAMES = frozenset({"l1", "l2", "l3"})


class Change(StrEnum):
    """As stored in RevisionTask.change."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    ELEMENTS = "elements"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item that differs between what the county holds and the new edition."""

    item: int
    change: Change
    elements: tuple[str, ...] = ()


def changes(*, old: Mapping[int, Mapping[str, Any]], new: Mapping[int, Mapping[str, Any]]) -> tuple[ItemChange, ...]:
    """The items that a new edition adds, removes, renames or changes, in order of their number."""
    found = []
    for item in sorted(old.keys() | new.keys()):
        if item not in old:
            found.append(ItemChange(item, Change.ADDED))
        elif item not in new:
            found.append(ItemChange(item, Change.REMOVED))
        elif elements := changed(old[item], new[item], COMPARED):
            is_renamed = not NAMES.isdisjoint(elements)
            found.append(ItemChange(item, Change.RENAMED if is_renamed else Change.ELEMENTS, elements))
    return tuple(found)


def differing(local: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The elements in which the county's row and the new text differ."""
    return changed(local, new, COMPARED)


def merged(*, local: Mapping[str, Any], new: Mapping[str, Any], adapted: Collection[str]) -> dict[str, Any]:
    """The new text for every element but those that the county adapted; the reading of a limit goes with it."""
    kept = {name for name in new if (ADAPTABLE.get(name, name)) in adapted}
    kept |= {follower for leader, follower in _FOLLOWS if leader in kept}
    return {name: local[name] if name in kept else new[name] for name in new}


_FOLLOWS = (("time_limit", "time_rules"), ("l1", "l1_en"), ("l2", "l2_en"), ("channels", "channels_optional"))
