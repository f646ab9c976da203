"""Does the log that the database holds still say what it said? One pass over its tables, whatever their length."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.audit.log_queries import head_line_of, line_of
from gongkai.audit.models import Log, LogEntry, LogSubtree, TreeHead
from gongkai.audit.rules import merkle
from gongkai.audit.rules.log_files import LOG, Flaw, Found, Verdict

_CHUNK = 2000


def verify_stored(county_id: int, *, key: str = "") -> Verdict:
    """Walk a county's entries from the first, and hold against them every kept subtree and every signed head."""
    walk = _Walk(county_id, key)
    for entry in LogEntry.objects.filter(county_id=county_id).order_by("index").iterator(chunk_size=_CHUNK):
        walk.take(entry)
    return walk.finish(Log.objects.filter(county_id=county_id).values_list("size", flat=True).first() or 0)


class _Walk:
    """How far the walk has come. After the first flaw no root comes out any more; entries speak for themselves."""

    def __init__(self, county_id: int, key: str) -> None:
        self.verdict = Verdict(kind=LOG)
        self.key = key
        self.frontier: list[bytes] = []
        subtrees = LogSubtree.objects.filter(county_id=county_id).order_by("size", "level")
        self.subtrees: Iterator[LogSubtree] = subtrees.iterator(chunk_size=_CHUNK)
        self.heads = iter(TreeHead.objects.filter(county_id=county_id).order_by("size"))
        self.head = next(self.heads, None)

    def take(self, entry: LogEntry) -> None:
        verdict = self.verdict
        if entry.index > verdict.entries:
            verdict.found.append(Found(Flaw.ENTRY_MISSING, verdict.entries, until=entry.index - 1))
            verdict.entries = entry.index
        leaf = line_of(entry).leaf()
        if leaf.hex() != entry.leaf or entry.index != verdict.entries:
            verdict.found.append(Found(Flaw.ENTRY_CHANGED, entry.index, entry.public_id))
        if verdict.holds:
            self._grow(leaf)
        verdict.entries += 1
        self._pass_heads(verdict.entries)

    def _grow(self, leaf: bytes) -> None:
        for grown in merkle.grow(self.verdict.entries, self.frontier, leaf):
            kept = next(self.subtrees, None)
            if kept is None or (kept.level, kept.index, kept.sha256) != (grown.level, grown.index, grown.hash.hex()):
                first, last = grown.index << grown.level, (grown.index + 1 << grown.level) - 1
                self.verdict.found.append(Found(Flaw.SUBTREE, first, until=last))
                return

    def _pass_heads(self, size: int) -> None:
        while self.head is not None and self.head.size <= size:
            signed, self.head = self.head, next(self.heads, None)
            if self.key and signed.key != self.key:
                self.verdict.found.append(Found(Flaw.OTHER_KEY, signed.size))
            elif not head_line_of(signed).is_signed_by(signed.key, signed.signature):
                self.verdict.found.append(Found(Flaw.SIGNATURE, signed.size))
            elif self.verdict.holds and signed.root != merkle.folded(self.frontier).hex():
                self.verdict.found.append(Found(Flaw.ROOT, signed.size))

    def finish(self, size: int) -> Verdict:
        verdict = self.verdict
        expected = max(size, *(signed.size for signed in [self.head, *self.heads] if signed is not None), 0)
        if verdict.entries < expected:
            verdict.found.append(Found(Flaw.ENTRY_MISSING, verdict.entries, until=expected - 1))
        if verdict.entries > size:
            verdict.found.append(Found(Flaw.ENTRIES_TOO_MANY, size))
        if verdict.holds and next(self.subtrees, None) is not None:
            verdict.found.append(Found(Flaw.SUBTREE, verdict.entries))
        return verdict
