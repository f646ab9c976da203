"""A log that only grows, as a Merkle tree: what stands in it, and that nothing before was changed, can be proved.

Hashes are 32 bytes, SHA-256. A tree of `size` leaves is never stored whole: `node(level, index)` gives the root of the
full subtree over the leaves index·2^level up to (index+1)·2^level, and level 0 is the leaf itself. Every function asks
for O(log size) of them.

Sources
    RFC 9162 §2.1 (Merkle trees: leaf and node hashes, inclusion and consistency proofs, and how they are verified).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"
EMPTY = sha256(b"").digest()

Node = Callable[[int, int], bytes]


@dataclass(frozen=True, slots=True)
class Grown:
    """A full subtree that a new leaf completed."""

    level: int
    index: int
    hash: bytes


def leaf_hash(data: bytes) -> bytes:
    """The hash of what one entry says."""
    return sha256(LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(NODE + left + right).digest()


def grow(size: int, frontier: list[bytes], leaf: bytes) -> Iterator[Grown]:
    """Add one leaf to a tree of `size` leaves; yield the full subtrees that it completes, the smallest first.

    `frontier`, brought up to date: the roots of the full subtrees that the tree falls into, the largest first.
    """
    grown, index = leaf, size
    for level in range(1, size.bit_length() + 1):
        if not index & 1:
            break
        grown, index = node_hash(frontier.pop(), grown), index >> 1
        yield Grown(level, index, grown)
    frontier.append(grown)


def frontier_of(size: int, node: Node) -> list[bytes]:
    """The roots of the full subtrees that a tree of this size falls into, the largest first."""
    found, start = [], 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            found.append(node(level, start >> level))
            start += 1 << level
    return found


def folded(frontier: Sequence[bytes]) -> bytes:
    """The root of the whole tree."""
    if not frontier:
        return EMPTY
    *larger, root = frontier
    for subtree in reversed(larger):
        root = node_hash(subtree, root)
    return root


def root(size: int, node: Node) -> bytes:
    """The root of a tree of this size."""
    return folded(frontier_of(size, node))


def inclusion(index: int, size: int, node: Node) -> list[bytes]:
    """The proof that the leaf stands in the tree: the subtrees beside its way to the root, the nearest first."""
    if not 0 <= index < size:
        raise IndexError(index)
    return list(_beside(index, 0, size, node))


def _beside(index: int, start: int, end: int, node: Node) -> Iterator[bytes]:
    if end - start == 1:
        return
    middle = start + _largest_power_below(end - start)
    if index < middle:
        yield from _beside(index, start, middle, node)
        yield _subtree(middle, end, node)
    else:
        yield from _beside(index, middle, end, node)
        yield _subtree(start, middle, node)


def consistency(old: int, size: int, node: Node) -> list[bytes]:
    """The proof that a tree of `size` leaves begins with the one of `old` leaves."""
    if not 0 < old <= size:
        raise IndexError(old)
    return [] if old == size else list(_agreeing(old, 0, size, node, is_whole=True))


def _agreeing(old: int, start: int, end: int, node: Node, *, is_whole: bool) -> Iterator[bytes]:
    """`is_whole`: the subtree is the whole old tree, whose root the verifier knows."""
    if old == end:
        if not is_whole:
            yield _subtree(start, end, node)
        return
    middle = start + _largest_power_below(end - start)
    if old <= middle:
        yield from _agreeing(old, start, middle, node, is_whole=is_whole)
        yield _subtree(middle, end, node)
    else:
        yield from _agreeing(old, middle, end, node, is_whole=False)
        yield _subtree(start, middle, node)


def _subtree(start: int, end: int, node: Node) -> bytes:
    """The root over the leaves from start up to end, where start is a multiple of the largest power within."""
    frontier, at = [], start
    for level in range((end - start).bit_length() - 1, -1, -1):
        if (end - start) >> level & 1:
            frontier.append(node(level, at >> level))
            at += 1 << level
    return folded(frontier)


def _largest_power_below(number: int) -> int:
    return 1 << (number - 1).bit_length() - 1


def root_by_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes | None:
    """The root that an inclusion proof leads to (RFC 9162 §2.1.3.2); None where it fits no tree of this size."""
    if not 0 <= index < size:
        return None
    found = leaf
    try:
        for beside, is_left in _way_up(index, size - 1, proof):
            found = node_hash(beside, found) if is_left else node_hash(found, beside)
    except _Misfit:
        return None
    return found


def is_consistent(old: int, size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the newer tree begins with the older one (RFC 9162 §2.1.4.2)."""
    if not 0 < old <= size:
        return False
    if old == size:
        return not proof and old_root == new_root
    is_full = old & (old - 1) == 0
    first, *rest = [old_root, *proof] if is_full else [*proof] or [b""]
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    was = now = first
    try:
        for beside, is_left in _way_up(at, last, rest):
            was = node_hash(beside, was) if is_left else was
            now = node_hash(beside, now) if is_left else node_hash(now, beside)
    except _Misfit:
        return False
    return (was, now) == (old_root, new_root)


class _Misfit(Exception):
    """A proof too long or too short for its tree."""


def _way_up(at: int, last: int, proof: Sequence[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each subtree beside the way from a node to the root, and whether it stands on the left."""
    for beside in proof:
        if last == 0:
            raise _Misfit
        is_left = bool(at & 1) or at == last
        yield beside, is_left
        while is_left and not at & 1 and at:
            at, last = at >> 1, last >> 1
        at, last = at >> 1, last >> 1
    if last:
        raise _Misfit
