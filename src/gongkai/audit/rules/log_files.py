"""Files of the transparency log: what they hold, and whether they hold true, with nothing but the file at hand.

Three kinds, each JSON: a *proof* (one entry, its place, the way to the root, a signed head), a *head* (signed, with the
head before it and the proof that it only grew), and a *log* (a signed head on the first line, one entry on each other).

Sources
    RFC 9162 §2.1 (what each proof shows).
"""

from __future__ import annotations

import collections
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import chain
from typing import Any

from gongkai.audit.rules import merkle
from gongkai.audit.rules.log_lines import HeadLine, Line, moment, unhex

PROOF, HEAD, LOG = "gongkai-proof/1", "gongkai-head/1", "gongkai-log/1"


class Flaw(StrEnum):
    """What can be wrong; the words stand with the command."""

    NOT_A_LOG_FILE = "not_a_log_file"
    UNREADABLE_LINE = "unreadable_line"
    OTHER_KEY = "other_key"
    SIGNATURE = "signature"
    ENTRY_CHANGED = "entry_changed"
    ENTRY_MISSING = "entry_missing"
    ENTRIES_TOO_MANY = "entries_too_many"
    SUBTREE = "subtree"
    HEAD_MISSING = "head_missing"
    HEADS_TOO_MANY = "heads_too_many"
    ROOT = "root"
    NOT_IN_LOG = "not_in_log"
    NOT_GROWN = "not_grown"


@dataclass(frozen=True, slots=True)
class Found:
    """A flaw, where in the log it stands (up to `until`, if there is more of it), and the piece that it concerns.

    Of a head that is missing or too much, `index` is the head's number.
    """

    flaw: Flaw
    index: int | None = None
    public_id: str = ""
    until: int | None = None


@dataclass(slots=True)
class Verdict:
    """What a file was, how many entries were looked at, and everything that is wrong with it."""

    kind: str = ""
    entries: int = 0
    found: list[Found] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.found


class _Unreadable(Exception):
    """A part of a file that is not what it ought to be."""


def entry_of(line: Line, *, index: int) -> dict[str, Any]:
    """An entry as files print it."""
    return {
        "index": index,
        "event": line.event,
        "public_id": line.public_id,
        "sha256": line.sha256,
        "at": moment(line.at),
        "leaf": line.leaf().hex(),
    }


def head_of(line: HeadLine, *, key: str, signature: str) -> dict[str, Any]:
    """A signed head as files print it."""
    return {
        "origin": line.origin,
        "size": line.size,
        "root": line.root,
        "at": moment(line.at),
        "key": key,
        "signature": signature,
    }


def verify(lines: Iterable[str], *, key: str = "") -> Verdict:
    """Look at a file from its first line to its last. `key`: the public key that it must be signed with, if known."""
    rest = iter(lines)
    verdict = Verdict()
    try:
        first = _object(_whole(rest))
        verdict.kind = str(first.get("kind"))
        check = {PROOF: _check_proof, HEAD: _check_head, LOG: _check_log}[verdict.kind]
    except (_Unreadable, KeyError):
        verdict.found.append(Found(Flaw.NOT_A_LOG_FILE))
        return verdict
    try:
        check(first, rest, verdict, key)
    except (_Unreadable, KeyError, TypeError, ValueError):
        verdict.found.append(Found(Flaw.UNREADABLE_LINE, index=verdict.entries))
    return verdict


def _whole(lines: Iterator[str]) -> str:
    """The first line; where the file is one object printed over many lines, all of them."""
    first = next(lines, "")
    if first.strip() and not first.rstrip().endswith("}"):
        return "".join(chain([first], lines))
    return first


def _object(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise _Unreadable from error
    if not isinstance(value, dict):
        raise _Unreadable
    return value


def _check_proof(proof: Mapping[str, Any], _rest: Iterator[str], verdict: Verdict, key: str) -> None:
    head = _checked_head(proof["head"], verdict, key)
    entry = proof["entry"]
    _check_entry(entry, entry["index"], verdict)
    verdict.entries = 1
    leaf, path = bytes.fromhex(entry["leaf"]), _hashes(proof["path"])
    if merkle.root_by_inclusion(entry["index"], head.size, leaf, path) != bytes.fromhex(head.root):
        verdict.found.append(Found(Flaw.NOT_IN_LOG, entry["index"], entry["public_id"]))


def _check_head(told: Mapping[str, Any], _rest: Iterator[str], verdict: Verdict, key: str) -> None:
    head = _checked_head(told["head"], verdict, key)
    if not told.get("before"):
        return
    before = _checked_head(told["before"], verdict, key)
    roots = bytes.fromhex(before.root), bytes.fromhex(head.root)
    if not merkle.is_consistent(before.size, head.size, *roots, _hashes(told["consistency"])):
        verdict.found.append(Found(Flaw.NOT_GROWN, before.size))


def _check_log(told: Mapping[str, Any], rest: Iterator[str], verdict: Verdict, key: str) -> None:
    head = _checked_head(told["head"], verdict, key)
    frontier: list[bytes] = []
    for text in rest:
        if not text.strip():
            continue
        entry = _object(text)
        if entry["index"] > verdict.entries:
            _missing(verdict, until=entry["index"])
        leaf = _check_entry(entry, verdict.entries, verdict)
        if verdict.holds:  # else the root cannot come out any more; what else is changed is still looked for
            collections.deque(merkle.grow(verdict.entries, frontier, leaf), maxlen=0)
        verdict.entries += 1
    _check_end(head, frontier, verdict)


def _check_end(head: HeadLine, frontier: Sequence[bytes], verdict: Verdict) -> None:
    if verdict.entries < head.size:
        _missing(verdict, until=head.size)
    if verdict.entries > head.size:
        verdict.found.append(Found(Flaw.ENTRIES_TOO_MANY, head.size))
    if verdict.holds and merkle.folded(frontier).hex() != head.root:
        verdict.found.append(Found(Flaw.ROOT))


def _missing(verdict: Verdict, *, until: int) -> None:
    verdict.found.append(Found(Flaw.ENTRY_MISSING, verdict.entries, until=until - 1))
    verdict.entries = until


def _check_entry(entry: Mapping[str, Any], index: int, verdict: Verdict) -> bytes:
    line = Line(entry["event"], entry["public_id"], entry["sha256"], datetime.fromisoformat(entry["at"]))
    leaf = line.leaf()
    if (leaf.hex(), index, moment(line.at)) != (entry["leaf"], entry["index"], entry["at"]):
        verdict.found.append(Found(Flaw.ENTRY_CHANGED, index, str(entry["public_id"])))
    return leaf


def _checked_head(told: Mapping[str, Any], verdict: Verdict, key: str) -> HeadLine:
    head = HeadLine(told["origin"], told["size"], told["root"], datetime.fromisoformat(told["at"]))
    if key and told["key"] != key:
        verdict.found.append(Found(Flaw.OTHER_KEY))
    elif moment(head.at) != told["at"] or not head.is_signed_by(told["key"], told["signature"]):
        verdict.found.append(Found(Flaw.SIGNATURE))
    return head


def _hashes(told: Iterable[str]) -> list[bytes]:
    return [unhex(text) for text in told]
