"""How long does the scanner need for 5 MB of plain text on one core? One second is the 5 MB/s that is asked for.

Text: what the demo county publishes, with a line of the labelled set, positive and negative in turns, after each tenth
line, as a UTF-8 file that is decoded, scanned and told with its places. Beside it a list of persons, in which every
line holds an identity number, a telephone and an account: more findings than text, so no limit.
"""

from __future__ import annotations

import csv
import os
import statistics
import time
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MEGABYTES, SECONDS, ROUNDS = 5, 1.0, 5
ON = date(2026, 11, 28)


def run() -> list[dict[str, Any]]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    import django

    django.setup()
    return [
        _figure(f"scan {MEGABYTES} MB of plain text", _text(), SECONDS),
        _figure("scan 1 MB that is a list of persons", _list(), None),
        _words(_text().decode()),
    ]


def _figure(name: str, content: bytes, limit: float | None) -> dict[str, Any]:
    from gongkai.publishing.scanning import scan_file

    seconds, found = [], 0
    for _ in range(ROUNDS):
        # Of the processor: the wall clock of a shared machine says little.
        started = time.process_time()
        found = len(scan_file(content, name="text.txt", on=ON))
        seconds.append(time.process_time() - started)
    value = statistics.median(seconds)
    return {
        "name": name,
        "value": value,
        "peer": None,
        "ratio": None,
        "limit": limit,
        "unit": "s",
        "note": f"{len(content) / 1e6 / value:.1f} MB/s, {found} findings; processor time, median of {ROUNDS} rounds",
        "measured": True,
    }


def _words(text: str) -> dict[str, Any]:
    """The shipped lexicon alone: what a new version costs that is looked for in all that is public."""
    from gongkai.publishing.rules.wording import shipped

    matcher, seconds, found = shipped.matcher(), [], 0
    for _ in range(ROUNDS):
        started = time.process_time()
        found = len(matcher.find(text, on=ON))
        seconds.append(time.process_time() - started)
    value = statistics.median(seconds)
    size = len(text.encode()) / 1e6
    note = f"{size / value:.0f} MB/s, {found} findings; processor time, median of {ROUNDS} rounds"
    name = f"find the shipped lexicon's words in {MEGABYTES} MB"
    common = {"peer": None, "ratio": None, "limit": SECONDS, "unit": "s", "measured": True}
    return {"name": name, "value": value, "note": note, **common}


def _text() -> bytes:
    prose = [
        line
        for path in sorted((ROOT / "src" / "gongkai" / "demo" / "content" / "texts").rglob("*.toml"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line
    ]
    samples = cycle(_samples())
    lines = []
    for number, line in enumerate(prose):
        lines.append(line)
        if number % 10 == 0:
            lines.append(next(samples))
    return _filled(lines, MEGABYTES)


def _samples() -> list[str]:
    texts = []
    for name in ("positive", "negative"):
        with (ROOT / "tests" / "data" / "scan" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            texts.append([row["text"].replace("⏎", " ") for row in csv.DictReader(file) if row["place"] == "text"])
    return [text for pair in zip(*texts, strict=False) for text in pair]


def _list() -> bytes:
    return _filled(["王大山 991101198005171238 13900001234 6217001234567890124 500元"], 1)


def _filled(lines: list[str], megabytes: int) -> bytes:
    size = sum(len(line.encode()) + 1 for line in lines)
    repeated = islice(cycle(lines), len(lines) * (megabytes * 1_000_000 // size + 1))
    return "\n".join(repeated).encode()[: megabytes * 1_000_000].decode("utf-8", "ignore").encode()
