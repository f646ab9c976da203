"""Which items are the same in two editions, and what differs? And what, when a lower tier wrote its own?

Items are matched by key, then by name (l1, l2, l3 and turn); what is left over may have been renamed: similar names
within a field are proposed, and a person confirms. Nothing is taken to be the same because it looks alike.

Sources
    国办发〔2019〕54号 §五: guidelines are adjusted as laws and duties change.
    豫人社 on 人社厅函〔2019〕113号 (catalogues.md §6): lower tiers add or refine, and do not overlap existing items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from gongkai.standards.rules.items import ELEMENTS, Name, printed

ALIKE = 0.6  # of the letters of both names; below it no rename is proposed
MOST_CANDIDATES = 20


class Kind(StrEnum):
    """How an item of one edition differs from the other."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    ELEMENTS = "elements"


@dataclass(frozen=True, slots=True)
class Item:
    """An item as comparison sees it: who it is, what it is called, what it says."""

    key: str
    field: int
    name: Name
    elements: Mapping[str, Any]

    @property
    def title(self) -> str:
        return "".join(self.name[:3])


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item that differs. `elements` names the elements whose printed text changed, in the order of a table."""

    kind: Kind
    old: Item | None
    new: Item | None
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two items that may be one, renamed."""

    old: Item
    new: Item
    likeness: float


@dataclass(frozen=True, slots=True)
class Matching:
    """Which items of two editions are the same, which are left over, and what a person should look at."""

    pairs: tuple[tuple[Item, Item], ...]
    removed: tuple[Item, ...]
    added: tuple[Item, ...]
    proposals: tuple[Proposal, ...]


def match(old: Sequence[Item], new: Sequence[Item], *, confirmed: Mapping[Name, str] | None = None) -> Matching:
    """Match two editions. `confirmed`: new name → old key, where a person said that it is a rename."""
    pairs: list[tuple[Item, Item]] = []
    by_key = {item.key: item for item in old if item.key}
    left = list(new)
    wanted = confirmed or {}
    for find in (
        lambda item: by_key.get(item.key) if item.key else None,
        _by_name(old),
        lambda item: by_key.get(wanted.get(item.name, "")),
    ):
        left = _take(left, find, pairs)
    taken = {id(was) for was, _ in pairs}
    removed = tuple(item for item in old if id(item) not in taken)
    return Matching(tuple(pairs), removed, tuple(left), proposals(removed, left))


def _by_name(old: Sequence[Item]) -> Any:
    known = {(item.field, item.name): item for item in old}
    return lambda item: known.get((item.field, item.name))


def _take(left: list[Item], find: Any, pairs: list[tuple[Item, Item]]) -> list[Item]:
    """Pair each item with what `find` says, once; return those that found nothing."""
    taken = {id(was) for was, _ in pairs}
    rest = []
    for item in left:
        was = find(item)
        if was is None or id(was) in taken:
            rest.append(item)
            continue
        taken.add(id(was))
        pairs.append((was, item))
    return rest


def proposals(removed: Sequence[Item], added: Sequence[Item]) -> tuple[Proposal, ...]:
    """Pairs of leftovers whose names are alike, the likest first, each item once."""
    index = _index(removed)
    found = [
        Proposal(was, item, likeness)
        for item in added
        for was in _candidates(item, index)
        if (likeness := alike(was, item)) >= ALIKE
    ]
    found.sort(key=lambda p: (-p.likeness, p.old.name, p.new.name))
    return _each_once(found)


def alike(old: Item, new: Item) -> float:
    """How much of the names' letters agree, 0 to 1."""
    return SequenceMatcher(None, old.title, new.title, autojunk=False).ratio()


def _index(items: Sequence[Item]) -> Mapping[tuple[int, str], list[Item]]:
    """Items by field and pair of neighbouring letters: only names that share one can be alike."""
    found: dict[tuple[int, str], list[Item]] = defaultdict(list)
    for item in items:
        for pair in _pairs(item.title):
            found[item.field, pair].append(item)
    return found


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _candidates(item: Item, index: Mapping[tuple[int, str], list[Item]]) -> list[Item]:
    shared: dict[int, int] = defaultdict(int)
    known: dict[int, Item] = {}
    for pair in _pairs(item.title):
        for was in index.get((item.field, pair), ()):
            shared[id(was)] += 1
            known[id(was)] = was
    best = sorted(shared, key=lambda i: (-shared[i], known[i].name))[:MOST_CANDIDATES]
    return [known[i] for i in best]


def _each_once(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    used: set[int] = set()
    chosen = []
    for proposal in found:
        if used.isdisjoint((id(proposal.old), id(proposal.new))):
            used.update((id(proposal.old), id(proposal.new)))
            chosen.append(proposal)
    return tuple(chosen)


def difference(matching: Matching) -> tuple[ItemChange, ...]:
    """What a matching comes to: renamed and changed items in the new order, then added, then removed."""
    changes = [change for was, now in matching.pairs if (change := _change(was, now))]
    changes += [ItemChange(Kind.ADDED, None, item) for item in matching.added]
    changes += [ItemChange(Kind.REMOVED, item, None) for item in matching.removed]
    return tuple(changes)


def _change(was: Item, now: Item) -> ItemChange | None:
    elements = changed(was.elements, now.elements)
    if was.name[:3] != now.name[:3]:
        return ItemChange(Kind.RENAMED, was, now, elements)
    return ItemChange(Kind.ELEMENTS, was, now, elements) if elements else None


def changed(old: Mapping[str, Any], new: Mapping[str, Any], names: Collection[str] = ELEMENTS) -> tuple[str, ...]:
    """The elements whose printed text differs."""
    return tuple(name for name in names if printed(name, old.get(name)) != printed(name, new.get(name)))


class Verdict(StrEnum):
    """What became of one element between an upper tier's two editions and a lower tier's own text."""

    SAME = "same"  # nobody touched it
    UPPER = "upper"  # only the upper tier changed it: may be taken over
    LOWER = "lower"  # only the lower tier wrote its own: stays
    AGREED = "agreed"  # both changed it to the same words
    CONFLICT = "conflict"  # both changed it, differently: a person decides


@dataclass(frozen=True, slots=True)
class ElementFate:
    """One element in three texts."""

    element: str
    verdict: Verdict
    before: str
    after: str
    own: str


def three_way(
    *, before: Mapping[str, Any], after: Mapping[str, Any], own: Mapping[str, Any], names: Collection[str] = ELEMENTS
) -> tuple[ElementFate, ...]:
    """Hold the upper tier's old and new text and the lower tier's own beside each other, element by element.

    Nothing is decided here and nothing overwritten: only UPPER may be taken over without asking.
    """
    return tuple(
        _fate(name, printed(name, before.get(name)), printed(name, after.get(name)), printed(name, own.get(name)))
        for name in names
    )


def _fate(name: str, before: str, after: str, own: str) -> ElementFate:
    verdict = {
        (True, True): Verdict.SAME,
        (False, True): Verdict.UPPER,
        (True, False): Verdict.LOWER,
        (False, False): Verdict.AGREED if after == own else Verdict.CONFLICT,
    }[before == after, before == own]
    return ElementFate(name, verdict, before, after, own)
