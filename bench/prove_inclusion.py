"""Proving that a piece stands in the transparency log: hashes, queries and time as it grows to a million entries.

One log in a database of its own grows from size to size. At each size as many entries, spread over the whole log, are
proved as the public page does it, and each proof is checked against the signed head. Last, the stored log is verified.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta

SIZES, PROOFS, BATCH = (1_000, 100_000, 1_000_000), 300, 5_000
QUERIES = 4  # the head, the entry, and of the way to the root the leaf and the subtrees
SLOWER, LINEAR = 3.0, 1.15  # the way is twice as long at a thousand times the size
COUNTY, START = 42, datetime(2026, 1, 1, tzinfo=UTC)


def run() -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        own = {"GONGKAI_VAR": folder, "DATABASE_URL": f"sqlite:///{folder}/log.sqlite3"}
        told = json.loads(_grown({**os.environ, **own}))
    short, middle, long = told["sizes"]
    queries = max(one["queries"] for one in told["sizes"])
    note = "; ".join(
        f"{one['size']:,}: {one['milliseconds']:.2f} ms, {one['queries']} queries, {one['path']} hashes"
        for one in told["sizes"]
    )
    return [
        _figure("hashes of a proof among a million, to log2 of a million", long["path"], "", 20, note),
        _figure("queries of a proof, whatever the log's length", queries, "", QUERIES),
        _compared("a proof among a million, to one among a thousand", long, short, "milliseconds", "ms", SLOWER),
        _compared("CPU per stored entry, a million to 100,000", long, middle, "microseconds", "µs", LINEAR),
    ]


def _figure(name: str, value: float, unit: str, limit: float, note: str = "") -> dict:
    return {"name": name, "value": value, "unit": unit, "limit": limit, "note": note}


def _compared(name: str, long: dict, short: dict, what: str, unit: str, limit: float) -> dict:
    ratio = long[what] / short[what]
    return {"name": name, "value": long[what], "unit": unit, "peer": short[what], "ratio": ratio, "limit": limit}


def _grown(env: dict[str, str]) -> str:
    env = {**env, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
    done = subprocess.run([sys.executable, __file__], env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", "audit", verbosity=0)
    call_command("migrate", "kernel", verbosity=0)
    size, told = 0, []
    for wanted in SIZES:
        while size < wanted:
            size = _add(size, min(BATCH, wanted - size))
        told.append({"size": size, **_proofs(size), **_verified(size)})
    print(json.dumps({"sizes": told}))


def _add(size: int, count: int) -> int:
    from django.db import transaction

    from gongkai.audit import log
    from gongkai.audit.rules.log_lines import Line

    numbers = range(size, size + count)
    lines = [Line("published", f"p{n:09d}", f"{n:064x}", START + timedelta(seconds=n)) for n in numbers]
    with transaction.atomic():
        log.append(county_id=COUNTY, lines=lines, at=START)
    return size + count


def _proofs(size: int) -> dict:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from gongkai.audit import log, log_queries
    from gongkai.audit.rules import merkle

    head = log.sign_head(county_id=COUNTY, origin="gongkai/990101", at=START)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    times, paths, counts = [], [], []
    for turn in range(PROOFS):
        index = turn * (size - 1) // (PROOFS - 1)
        before = time.process_time()
        (proof,) = log_queries.proofs(COUNTY, f"p{index:09d}")
        times.append(time.process_time() - before)
        root = merkle.root_by_inclusion(index, size, bytes.fromhex(proof.entry.leaf), proof.path)
        if root is None or root.hex() != head.root:
            raise SystemExit(f"the proof of entry {index} of {size} does not hold")
        paths.append(len(proof.path))
        if turn % 30 == 0:
            with CaptureQueriesContext(connection) as captured:
                log_queries.proofs(COUNTY, f"p{index:09d}")
            counts.append(len(captured))
    return {"milliseconds": statistics.median(times) * 1e3, "path": max(paths), "queries": max(counts)}


def _verified(size: int) -> dict:
    from gongkai.audit.log_checks import verify_stored

    before = time.process_time()
    verdict = verify_stored(COUNTY)
    if not verdict.holds or verdict.entries != size:
        raise SystemExit(f"the log does not hold: {verdict.found[:3]}")
    return {"microseconds": (time.process_time() - before) / size * 1e6}


if __name__ == "__main__":
    main()
