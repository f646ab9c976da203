"""How much longer than reading and inserting alone does a committed import of 50,000 × 14 cells take?

Peer: the bare read by python-calamine (the fastest reader there is) plus a plain `bulk_create` of the very rows that
the import wrote, measured in the same run. Each measurement is a process of its own on a SQLite file of its own;
meanwhile another process signs in again and again, and its slowest sign-in is a figure too.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 3
RATIO, MEGABYTES, TRANSACTION, SIGN_IN = 2, 500, 3, 3


def run() -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _child("prepare", place / "empty.sqlite3", str(place / "catalogue.xlsx"))
        told = [_round(place, turn) for turn in range(RUNS)]
    taken = statistics.median(one["import"]["seconds"] for one in told)
    peer = statistics.median(one["peer"]["read"] + one["peer"]["insert"] for one in told)
    ratio = statistics.median(one["import"]["seconds"] / (one["peer"]["read"] + one["peer"]["insert"]) for one in told)
    worst = {name: max(one["import"][name] for one in told) for name in ("megabytes", "longest", "sign_in")}
    sizes = f"read {told[-1]['peer']['read']:.1f} s, bulk_create {told[-1]['peer']['insert']:.1f} s"
    return [
        _figure("committed import of 50,000 × 14 xlsx : read + bulk_create", taken, peer, ratio, RATIO, "s", sizes),
        _figure("peak memory of that import", worst["megabytes"], None, None, MEGABYTES, "MB", "whole process"),
        _figure("longest write transaction of it", worst["longest"], None, None, TRANSACTION, "s", "one writer"),
        _figure("slowest sign-in meanwhile", worst["sign_in"], None, None, SIGN_IN, "s", "another process"),
    ]


def _figure(name, value, peer, ratio, limit, unit, note) -> dict:
    rounded = [None if number is None else round(number, 3) for number in (value, peer, ratio)]
    return {
        **dict(zip(("name", "value", "peer", "ratio"), (name, *rounded), strict=True)),
        "limit": limit,
        "unit": unit,
        "note": note,
        "measured": True,
    }


def _round(place: Path, turn: int) -> dict:
    database = place / f"round-{turn}.sqlite3"
    shutil.copy(place / "empty.sqlite3", database)
    with _signing_in(database) as slowest:
        imported = _child("import_file", database, str(place / "catalogue.xlsx"))
    told = {
        "import": imported | {"sign_in": slowest()},
        "peer": _child("peer", database, str(place / "catalogue.xlsx")),
    }
    database.unlink()
    return told


class _signing_in:  # noqa: N801 (reads as what it does)
    """Another process signs in until told to stop."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, __file__, "sign_in"],
            env=_env(self.database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.process.stdout.readline()  # ready
        return self._slowest

    def _slowest(self) -> float:
        return json.loads(self.answer)["slowest"]

    def __exit__(self, *_exception) -> None:
        self.answer, _ = self.process.communicate("stop\n")


def _env(database: Path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "GONGKAI_VAR": str(database.parent / "var"),
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
    }


def _child(act: str, database: Path, *more: str) -> dict:
    done = subprocess.run(
        [sys.executable, __file__, act, *more], env=_env(database), check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)


# --- What runs in a process of its own ------------------------------------------------------------------------


def prepare(file: str) -> dict:
    from django.conf import settings
    from django.core.management import call_command

    from gongkai.kernel import clock
    from gongkai.organisations.models import User
    from gongkai.standards.models import Field, Guideline, Tier

    sys.path.insert(0, str(Path(__file__).parent))
    import read_table

    read_table.make(Path(file))
    settings.STATIC_ROOT.mkdir(parents=True)
    call_command("migrate", verbosity=0)
    field = Field.objects.create(number=20, slug="social-assistance", seed_name="社会救助", name_en="Social assistance")
    guideline = Guideline.objects.create(title="社会救助领域基层政务公开标准指引", tier=Tier.NATIONAL)
    guideline.fields.set([field])
    person = User(username="officer", display_name="职员", date_joined=clock.now())
    person.set_password("shanshui-2026")
    person.save()
    return {}


class Longest:
    """Times transactions from their first statement to their last."""

    def __init__(self) -> None:
        self.seconds, self._began = 0.0, 0.0

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith("BEGIN"):
            self._began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            if context["connection"].in_atomic_block:
                self.seconds = max(self.seconds, time.perf_counter() - self._began)


def import_file(file: str) -> dict:
    """From the file to committed rows: read, records, findings, identity, insert."""
    from django.db import connection

    from gongkai.kernel import clock
    from gongkai.standards import actions, intake
    from gongkai.standards.models import Guideline

    watch, guideline = Longest(), Guideline.objects.get()
    started = time.perf_counter()
    with connection.execute_wrapper(watch):
        read = intake.read_file(Path(file).read_bytes(), "catalogue.xlsx", guideline=guideline)
        actions.import_edition(guideline_id=guideline.pk, records=read.items, label="2026", by=None, at=clock.now())
    return {"seconds": time.perf_counter() - started, "longest": watch.seconds, "megabytes": _megabytes()}


def peer(file: str) -> dict:
    """The bare read, and a plain bulk_create of the rows that were imported before, into the emptied table."""
    from django.db import transaction
    from python_calamine import CalamineWorkbook

    from gongkai.standards.models import ItemText

    started = time.perf_counter()
    CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    read = time.perf_counter() - started
    rows = list(ItemText.objects.all())
    ItemText.objects.all().delete()
    for row in rows:
        row.pk = None
    started = time.perf_counter()
    with transaction.atomic():
        ItemText.objects.bulk_create(rows)
    return {"read": read, "insert": time.perf_counter() - started}


def sign_in() -> None:
    """Sign in every other second (an address may not do so faster) until told to stop; tell the slowest."""
    import select

    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    slowest = 0.0
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], 2.1)[0]:
        started = time.perf_counter()
        page = Client().post("/accounts/login/", {"login": "officer", "password": "shanshui-2026"})
        slowest = max(slowest, time.perf_counter() - started)
        if page.status_code != 302:
            raise RuntimeError(f"sign-in answered {page.status_code}")
    print(json.dumps({"slowest": slowest}))


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    import django

    django.setup()
    told = globals()[sys.argv[1]](*sys.argv[2:])
    if told is not None:
        print(json.dumps(told))
