"""Compiling a county's catalogue: a real county with more than 400 villages, and whether the work grows in a line.

Each measurement is a process of its own on a SQLite file of its own. The real county compiles all 26 fields, both
lists, every township, with the subjects of township rows settled on every township. The line is drawn over smaller
counties (five fields, three townships, no villages): CPU time at 1, 10 and 100 of them, five interleaved runs.
"""

from __future__ import annotations

import csv
import json
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REAL = "420281"  # 大冶市: 18 townships, 431 villages and communities
SMALL_FIELDS = (18, 19, 20, 21, 22)
SIZES, RUNS = (1, 10, 100), 5
SECONDS, MEGABYTES, SLOPE, STEADY = 10, 500, 1.1, 1.2


def run() -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        return [*_real(Path(folder)), *_line(Path(folder))]


def _real(folder: Path) -> list[dict]:
    _child("prepare_real", folder / "real.sqlite3")
    told = _child("compile_real", folder / "real.sqlite3")
    note = f"{told['rows']} rows, {told['bodies']} bodies, {told['townships']} townships, {told['queries']} queries"
    return [
        _figure("compile a real county, all bodies", told["seconds"], SECONDS, "s", note),
        _figure("peak memory of that compile", told["megabytes"], MEGABYTES, "MB", "whole process"),
        _figure("longest write transaction of it", told["longest"], 3, "s", "what one writer holds"),
    ]


def _line(folder: Path) -> list[dict]:
    _child("prepare_small", folder / "small.sqlite3")
    told: dict[int, list[dict]] = {size: [] for size in SIZES}
    for turn in range(RUNS):
        for size in SIZES:
            copy = folder / f"small-{turn}-{size}.sqlite3"
            shutil.copy(folder / "small.sqlite3", copy)
            told[size].append(_child("compile_small", copy, str(size)))
            copy.unlink()
    cpu = {size: statistics.median(one["cpu"] for one in told[size]) for size in SIZES}
    peak = {size: statistics.median(one["megabytes"] for one in told[size]) for size in SIZES}
    counts = sorted({n for one in told[SIZES[-1]] for n in one["queries"]})
    held = _child("memory_small", folder / "small.sqlite3")["megabytes"]
    note = ", ".join(f"{size}: {cpu[size]:.2f} s" for size in SIZES)
    return [
        _figure("slope of log CPU time over log counties", _slope(cpu), SLOPE, "", f"smaller counties; {note}"),
        _figure("queries of a county, most against fewest", counts[-1] / counts[0], 1.0, "×", f"{counts[-1]} each"),
        _figure(
            "peak memory of a county, 30th against first", held[-1] / held[0], STEADY, "×", _memory_note(held, peak)
        ),
    ]


def _memory_note(held: list[float], peak: dict[int, float]) -> str:
    """The process grows a little more, by what SQLite keeps of the file in its own cache (at most 64 MB)."""
    return f"{held[0]:.1f} MB of objects; process {peak[1]:.0f} MB at 1 county, {peak[100]:.0f} MB at 100"


def _figure(name: str, value: float, limit: float, unit: str, note: str) -> dict:
    return {
        "name": name,
        "value": round(value, 3),
        "peer": None,
        "ratio": None,
        "limit": limit,
        "unit": unit,
        "note": note,
        "measured": True,
    }


def _slope(cpu: dict[int, float]) -> float:
    """Least squares through the points (log n, log time)."""
    xs, ys = [math.log(n) for n in cpu], [math.log(t) for t in cpu.values()]
    mx, my = statistics.mean(xs), statistics.mean(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


def _child(act: str, database: Path, *more: str) -> dict:
    env = os.environ | {"DATABASE_URL": f"sqlite:///{database}", "GONGKAI_VAR": str(database.parent / "var")}
    env["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    done = subprocess.run([sys.executable, __file__, act, *more], env=env, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


# --- What runs in a process of its own ------------------------------------------------------------------------


class Watch:
    """Counts statements, and times transactions from their first statement to their last."""

    def __init__(self) -> None:
        self.queries, self.longest, self._began = 0, 0.0, 0.0

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith("BEGIN"):
            self._began = time.perf_counter()
        self.queries += 1
        try:
            return execute(sql, params, many, context)
        finally:
            if context["connection"].in_atomic_block:
                self.longest = max(self.longest, time.perf_counter() - self._began)


def _moment():
    from gongkai.kernel import clock

    return {"at": clock.now(), "on": clock.today()}


def _setup(codes: list[str], *, townships: int | None = None) -> None:
    from dataclasses import replace

    from django.core.management import call_command

    from gongkai.organisations.actions import create_county
    from gongkai.organisations.rules.county_plan import outline_of
    from gongkai.standards.actions import load_pack

    at = _moment()["at"]
    call_command("migrate", verbosity=0)
    load_pack(by=None, at=at)
    for code in codes:
        outline = outline_of(code)
        if townships is not None:
            outline = replace(outline, townships=outline.townships[:townships], villages=())
        create_county(outline=outline, by=None, at=at)


def prepare_real() -> dict:
    from gongkai.catalogues import actions
    from gongkai.organisations.models import County
    from gongkai.standards.models import ItemText

    _setup([REAL])
    county, at = County.objects.get(), _moment()["at"]
    township_rows = [text for text in ItemText.objects.all() if "乡级" in text.levels]
    for phrase in sorted({"、".join(text.subject) for text in township_rows}):
        actions.set_subject_rule(county=county, phrase=phrase, level="township", every_township=True, by=None, at=at)
    for kind, file in (("power", "powers.csv"), ("service", "services.csv")):
        actions.import_list(county=county, kind=kind, rows=_list(kind, file), by=None, at=at)
    return {}


def _list(kind: str, file: str) -> list:
    from importlib import resources

    from gongkai.catalogues.rules import lists

    text = (resources.files("gongkai.demo") / "data" / file).read_text(encoding="utf-8")
    lines = [{lists.column_of(k): v for k, v in line.items()} for line in csv.DictReader(text.splitlines())]
    return [lists.read_line(line, kind=kind, row=n) for n, line in enumerate(lines, start=2)]


def compile_real() -> dict:
    from django.db import connection

    from gongkai.catalogues import actions
    from gongkai.catalogues.models import Row, RowBody
    from gongkai.organisations.models import County

    county, watch = County.objects.get(), Watch()
    started = time.perf_counter()
    with connection.execute_wrapper(watch):
        actions.compile_county(county=county, by=None, **_moment())
        versions = actions.compile_townships(county=county, by=None, **_moment())
    return {
        "seconds": time.perf_counter() - started,
        "megabytes": _megabytes(),
        "longest": watch.longest,
        "queries": watch.queries,
        "rows": Row.objects.count(),
        "bodies": RowBody.objects.values("body").distinct().count(),
        "townships": len(versions),
    }


def prepare_small() -> dict:
    from gongkai.organisations.rules import division_data
    from gongkai.standards.models import Edition, Field

    wanted = [record.code for record in division_data.counties() if len(division_data.townships_of(record.code)) > 2]
    _setup(wanted[: SIZES[-1] + 1], townships=3)
    kept = Field.objects.filter(number__in=SMALL_FIELDS).values_list("guidelines", flat=True)
    Edition.objects.exclude(guideline__in=list(kept)).update(state=Edition.State.SUPERSEDED)
    return {}


def compile_small(size: str) -> dict:
    from django.db import connection

    from gongkai.organisations.models import County

    spare, *counties = County.objects.order_by("pk")[: int(size) + 1]
    _compile(spare)  # so that imports and caches are paid for before the clock starts
    queries, started = [], time.process_time()
    for county in counties:
        watch = Watch()
        with connection.execute_wrapper(watch):
            _compile(county)
        queries.append(watch.queries)
    return {"cpu": time.process_time() - started, "megabytes": _megabytes(), "queries": queries}


def memory_small() -> dict:
    import gc
    import tracemalloc

    from gongkai.organisations.models import County

    spare, *counties = County.objects.order_by("pk")[:31]
    _compile(spare)
    tracemalloc.start()
    peaks = []
    for county in counties:
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        _compile(county)
        peaks.append((tracemalloc.get_traced_memory()[1] - before) / 2**20)
    return {"megabytes": peaks}


def _compile(county) -> None:
    from gongkai.catalogues import actions

    actions.compile_county(county=county, by=None, **_moment())
    actions.compile_townships(county=county, by=None, **_moment())


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    import django

    django.setup()
    act, *more = sys.argv[1:]
    print(json.dumps(globals()[act](*more)))
