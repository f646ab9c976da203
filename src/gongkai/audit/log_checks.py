"""Does the log that the database holds still say what it said? One pass over its tables, whatever their length."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.audit.log_queries import head_line_of, line_of
from gongkai.audit.models import Log, LogEntry, LogSubtree, TreeHead
from gongkai.audit.rules import merkle
from gongkai.audit.rules.log_files import LOG, Flaw, Found, Verdict

_CHUNK = 2000
_TABLES = (Log, LogEntry, LogSubtree, TreeHead)


def counties() -> list[int]:
    """Whose logs there are, by any of the tables: a row that is gone from one hides none."""
    found = (model._default_manager.order_by().values_list("county_id", flat=True).distinct() for model in _TABLES)
    return sorted({county for of_table in found for county in of_table})


def verify_stored(county_id: int, *, key: str = "") -> Verdict:
    """Walk a county's entries from the first, and hold against them every kept subtree and every signed head."""
    walk = _Walk(county_id, key)
    for entry in LogEntry.objects.filter(county_id=county_id).order_by("index").iterator(chunk_size=_CHUNK):
        walk.take(entry)
    return walk.finish(Log.objects.filter(county_id=county_id).first() or Log(county_id=county_id))


class _Walk:
    """How far the walk has come. After the first flaw no root comes out any more; entries speak for themselves."""

    def __init__(self, county_id: int, key: str) -> None:
        self.verdict = Verdict(kind=LOG)
        self.key = key
        self.frontier: list[bytes] = []
        subtrees = LogSubtree.objects.filter(county_id=county_id).order_by("size", "level")
        self.subtrees: Iterator[LogSubtree] = subtrees.iterator(chunk_size=_CHUNK)
        self.heads = list(TreeHead.objects.filter(county_id=county_id).order_by("-size"))
        self.numbers = {signed.number for signed in self.heads}

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
        while self.heads and self.heads[-1].size <= verdict.entries:
            self._pass(self.heads.pop())

    def _grow(self, leaf: bytes) -> None:
        size = self.verdict.entries + 1
        for grown in merkle.grow(self.verdict.entries, self.frontier, leaf):
            kept = next(self.subtrees, None)
            told = kept and (kept.level, kept.index, kept.size, kept.sha256)
            if told != (grown.level, grown.index, size, grown.hash.hex()):
                first, last = grown.index << grown.level, (grown.index + 1 << grown.level) - 1
                self.verdict.found.append(Found(Flaw.SUBTREE, first, until=last))
                return

    def _pass(self, signed: TreeHead) -> None:
        if self._is_signed(signed) and self.verdict.holds and signed.root != merkle.folded(self.frontier).hex():
            self.verdict.found.append(Found(Flaw.ROOT, signed.size))

    def _is_signed(self, signed: TreeHead) -> bool:
        flaw = None
        if self.key and signed.key != self.key:
            flaw = Flaw.OTHER_KEY
        elif not head_line_of(signed).is_signed_by(signed.key, signed.signature):
            flaw = Flaw.SIGNATURE
        if flaw is not None:
            self.verdict.found.append(Found(flaw, signed.size))
        return flaw is None

    def finish(self, log: Log) -> Verdict:
        verdict = self.verdict
        ahead = [signed.size for signed in self.heads if self._is_signed(signed)]
        expected = max(log.size, *ahead, 0)
        if verdict.entries < expected:
            verdict.found.append(Found(Flaw.ENTRY_MISSING, verdict.entries, until=expected - 1))
        if verdict.entries > log.size:
            verdict.found.append(Found(Flaw.ENTRIES_TOO_MANY, log.size))
        if verdict.holds and next(self.subtrees, None) is not None:
            verdict.found.append(Found(Flaw.SUBTREE, verdict.entries))
        verdict.found += _of_numbers(self.numbers, log.heads)
        return verdict


def _of_numbers(numbers: set[int], heads: int) -> Iterator[Found]:
    """Heads are numbered without a gap, and the log counts them: of those that are gone the numbers tell."""
    expected = 1
    for number in [*sorted(number for number in numbers if 0 < number <= heads), heads + 1]:
        if number > expected:
            yield Found(Flaw.HEAD_MISSING, expected, until=number - 1)
        expected = number + 1
    yield from (Found(Flaw.HEADS_TOO_MANY, number) for number in sorted(numbers) if not 0 < number <= heads)
