"""The transparency log as files: a proof, a signed head, the whole log. What `gongkai verify-log` reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from gongkai.audit import log_queries
from gongkai.audit.models import TreeHead
from gongkai.audit.rules import log_files
from gongkai.organisations.models import County


def proof(county: County, public_id: str) -> dict[str, Any] | None:
    """That the last entry about a piece stands in the log; None where no signed head covers one yet."""
    proofs = log_queries.proofs(county.pk, public_id)
    if not proofs:
        return None
    last = proofs[-1]
    return {
        "kind": log_files.PROOF,
        "entry": log_files.entry_of(log_queries.line_of(last.entry), index=last.entry.index),
        "path": [beside.hex() for beside in last.path],
        "head": _head(last.head),
    }


def head(county: County, *, since: int | None = None) -> dict[str, Any] | None:
    """The newest head, with an earlier one (of that size, else the one before) and the proof that it only grew."""
    newest = log_queries.head(county.pk)
    if newest is None:
        return None
    before = log_queries.head_before(county.pk, newest.size if since is None else min(since + 1, newest.size))
    told: dict[str, Any] = {"kind": log_files.HEAD, "head": _head(newest)}
    if before is not None:
        grown = log_queries.consistency(county.pk, before.size, newest.size)
        told |= {"before": _head(before), "consistency": [digest.hex() for digest in grown]}
    return told


def lines(county: County) -> Iterator[str]:
    """The whole log, line by line: its newest head, then every entry that it covers."""
    newest = log_queries.head(county.pk)
    if newest is None:
        return
    yield _line({"kind": log_files.LOG, "head": _head(newest)})
    for entry in log_queries.entries(county.pk, newest.size):
        shown = log_files.entry_of(log_queries.line_of(entry), index=entry.index)
        yield _line(shown | {"index": entry.index, "leaf": entry.leaf})  # as stored: a changed row shows itself


def _head(signed: TreeHead) -> dict[str, Any]:
    return log_files.head_of(log_queries.head_line_of(signed), key=signed.key, signature=signed.signature)


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
