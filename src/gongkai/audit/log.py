"""Adding to the transparency log and signing its heads. The only writer of both.

The log says of every piece of information when it became public, with the digest of what readers saw, and when it was
withdrawn. Entries belong to the transaction of what they tell; a head is signed afterwards, by the worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from gongkai.audit import log_queries, signing
from gongkai.audit.models import Log, LogEntry, LogSubtree, TreeHead
from gongkai.audit.rules import merkle
from gongkai.audit.rules.log_lines import HeadLine, Line
from gongkai.kernel import outbox

LOG_GREW = "audit.log_grew"
_BATCH = 500


def append(*, county_id: int, lines: Sequence[Line], at: datetime) -> None:
    """Add entries in their order, in the caller's transaction: what is undone leaves no entry."""
    if not lines:
        return
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a log entry belongs to the transaction of what it tells")
    log = Log.objects.select_for_update().get_or_create(county_id=county_id)[0]
    size = log.size
    frontier = log_queries.fetched(county_id, lambda node: merkle.frontier_of(size, node))
    entries, subtrees = [], []
    for line in lines:
        leaf = line.leaf()
        entries.append(_entry(county_id, log.size, line, leaf))
        for grown in merkle.grow(log.size, frontier, leaf):
            subtrees.append(_subtree(county_id, grown, size=log.size + 1))
        log.size += 1
    LogEntry.objects.bulk_create(entries, batch_size=_BATCH)
    LogSubtree.objects.bulk_create(subtrees, batch_size=_BATCH)
    log.save(update_fields=["size"])
    outbox.append(LOG_GREW, county_id=county_id, payload={}, at=at)


def _entry(county_id: int, index: int, line: Line, leaf: bytes) -> LogEntry:
    return LogEntry(
        county_id=county_id,
        index=index,
        event=line.event,
        public_id=line.public_id,
        sha256=line.sha256,
        at=line.at,
        leaf=leaf.hex(),
    )


def _subtree(county_id: int, grown: merkle.Grown, *, size: int) -> LogSubtree:
    return LogSubtree(county_id=county_id, level=grown.level, index=grown.index, size=size, sha256=grown.hash.hex())


@transaction.atomic
def sign_head(*, county_id: int, origin: str, at: datetime) -> TreeHead | None:
    """Sign the log as it stands, unless nothing was added since the last head."""
    log = Log.objects.select_for_update().filter(county_id=county_id).first()
    if log is None or not log.size:
        return None
    last = log_queries.head(county_id)
    if last is not None and last.size == log.size:
        return last
    root = log_queries.root(county_id, log.size)
    line = HeadLine(origin=origin, size=log.size, root=root.hex(), at=at)
    log.heads += 1
    log.save(update_fields=["heads"])
    return TreeHead.objects.create(
        county_id=county_id,
        number=log.heads,
        origin=origin,
        size=log.size,
        root=line.root,
        at=at,
        key=signing.public_key(),
        signature=signing.sign(line.data()),
    )
