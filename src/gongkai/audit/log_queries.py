"""Reading the transparency log: heads, proofs, and the log itself line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from gongkai.audit.models import LogEntry, LogSubtree, TreeHead
from gongkai.audit.rules import merkle
from gongkai.audit.rules.log_lines import HeadLine, Line
from gongkai.audit.rules.merkle import Node

T = TypeVar("T")
_BLANK = b"\x00" * 32


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry stands in the log whose head is signed."""

    entry: LogEntry
    path: tuple[bytes, ...]
    head: TreeHead


def head(county_id: int) -> TreeHead | None:
    """The newest signed head."""
    return TreeHead.objects.filter(county_id=county_id).order_by("-size").first()


def head_before(county_id: int, size: int) -> TreeHead | None:
    """The head signed before the one of this size."""
    return TreeHead.objects.filter(county_id=county_id, size__lt=size).order_by("-size").first()


def entries_about(county_id: int, public_id: str) -> list[LogEntry]:
    """What the log says of a piece of information, in the order in which it happened."""
    return list(LogEntry.objects.filter(county_id=county_id, public_id=public_id).order_by("index"))


def proofs(county_id: int, public_id: str) -> list[Proof]:
    """The proof of each entry about a piece that the newest head covers."""
    signed = head(county_id)
    if signed is None:
        return []
    covered = [entry for entry in entries_about(county_id, public_id) if entry.index < signed.size]
    return [Proof(entry, tuple(inclusion(county_id, entry.index, signed.size)), signed) for entry in covered]


def root(county_id: int, size: int) -> bytes:
    """The root of the log's first entries."""
    return fetched(county_id, lambda node: merkle.root(size, node))


def inclusion(county_id: int, index: int, size: int) -> list[bytes]:
    """The proof that an entry stands in the log of this size."""
    return fetched(county_id, lambda node: merkle.inclusion(index, size, node))


def consistency(county_id: int, old: int, size: int) -> list[bytes]:
    """The proof that the log of this size begins with the older one."""
    return fetched(county_id, lambda node: merkle.consistency(old, size, node))


def fetched(county_id: int, compute: Callable[[Node], T]) -> T:
    """Compute with the subtrees of a county's log: a first pass notes which are asked for, two queries fetch them."""
    asked: set[tuple[int, int]] = set()

    def note(level: int, index: int) -> bytes:
        asked.add((level, index))
        return _BLANK

    compute(note)
    known = dict(_kept(county_id, asked))
    return compute(lambda level, index: known[level, index])


def _kept(county_id: int, asked: set[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], bytes]]:
    leaves = [index for level, index in asked if level == 0]
    if leaves:
        entries = LogEntry.objects.filter(county_id=county_id, index__in=leaves)
        yield from (((0, index), bytes.fromhex(leaf)) for index, leaf in entries.values_list("index", "leaf"))
    higher = [(county_id, level, index) for level, index in sorted(asked) if level]
    if higher:  # by their whole keys: a county named once beside them makes SQLite walk through all that it has
        subtrees = LogSubtree.objects.filter(pk__in=higher)
        for level, index, digest in subtrees.values_list("level", "index", "sha256"):
            yield (level, index), bytes.fromhex(digest)


def entries(county_id: int, size: int) -> Iterator[LogEntry]:
    """The log's first entries, one after the other."""
    first = LogEntry.objects.filter(county_id=county_id, index__lt=size)
    return first.order_by("index").iterator(chunk_size=2000)


def line_of(entry: LogEntry) -> Line:
    """An entry as its hash covers it."""
    return Line(event=entry.event, public_id=entry.public_id, sha256=entry.sha256, at=entry.at)


def head_line_of(signed: TreeHead) -> HeadLine:
    """A head as its signature covers it."""
    return HeadLine(origin=signed.origin, size=signed.size, root=signed.root, at=signed.at)
