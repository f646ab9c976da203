"""Checking a transparency log of a million entries: one pass, in a line with its length, in little memory.

Files are made and checked in processes of their own, the short runs around the long one: both meet the same machine.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

SHORT, LONG = 100_000, 1_000_000
LINEAR, MEGABYTES = 1.15, 200
START = datetime(2026, 1, 1, tzinfo=UTC)


def run() -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        files = {size: Path(folder) / f"{size}.jsonl" for size in (SHORT, LONG)}
        for size, file in files.items():
            _child("write", file, str(size))
        told: dict[int, list[dict]] = {size: [] for size in files}
        for size in (SHORT, LONG, SHORT, SHORT):  # the median of three short runs around the long one
            told[size].append(_child("check", files[size], str(size)))
    each = {size: statistics.median(one["cpu"] for one in told[size]) / size for size in told}
    long = told[LONG][-1]
    note = f"{LONG:,} entries in {each[LONG] * LONG:.1f} s CPU; a proof among them has {long['path']} hashes"
    return [
        {
            "name": "CPU for one entry among a million, to one among 100,000",
            "value": each[LONG] * 1e6,
            "unit": "µs",
            "peer": each[SHORT] * 1e6,
            "ratio": each[LONG] / each[SHORT],
            "limit": LINEAR,
            "note": note,
        },
        {
            "name": "peak memory of checking a million entries",
            "value": long["megabytes"],
            "unit": "MB",
            "limit": MEGABYTES,
            "note": "whole process",
        },
    ]


def _child(act: str, *words: object) -> dict:
    done = subprocess.run([sys.executable, __file__, act, *map(str, words)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout) if done.stdout else {}


def write(file: Path, size: int) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from gongkai.audit.rules import log_files, merkle
    from gongkai.audit.rules.log_lines import HeadLine

    frontier: list[bytes] = []
    for index in range(size):
        for _grown in merkle.grow(index, frontier, _line(index).leaf()):
            pass
    head = HeadLine("gongkai/990101", size, merkle.folded(frontier).hex(), START)
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    told = log_files.head_of(head, key=public, signature=key.sign(head.data()).hex())
    with file.open("w", encoding="utf-8") as out:
        out.write(json.dumps({"kind": log_files.LOG, "head": told}) + "\n")
        out.writelines(json.dumps(log_files.entry_of(_line(n), index=n)) + "\n" for n in range(size))


def check(file: Path, size: int) -> dict:
    from gongkai.audit.rules import log_files, merkle

    before = time.process_time()
    with file.open(encoding="utf-8") as lines:
        verdict = log_files.verify(lines)
    cpu = time.process_time() - before
    if not verdict.holds or verdict.entries != size:
        raise SystemExit(f"the file does not hold: {verdict.found[:3]}")
    path = merkle.inclusion(size // 3, size, lambda level, index: b"\x00" * 32)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": cpu, "megabytes": peak, "path": len(path)}


def _line(index: int):
    from gongkai.audit.rules.log_lines import Line

    return Line("published", f"p{index:09d}", f"{index:064x}", START + timedelta(seconds=index))


if __name__ == "__main__":
    act, file, size = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    if act == "write":
        write(file, size)
    else:
        print(json.dumps(check(file, size)))
