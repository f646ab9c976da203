"""A process of its own on a PostgreSQL of its own. Run by test_partitions.py, never imported.

Usage: own_process.py prepare | listen
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from gongkai.audit import actions, archive, partitions, queries  # noqa: E402
from gongkai.audit.models import Entry  # noqa: E402
from gongkai.kernel.models import PeriodicRun  # noqa: E402

COUNTY = 42


def prepare() -> None:
    call_command("migrate", "audit", verbosity=0)


def use(name: str) -> None:
    """Go over to another database of the same server."""
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = name


def undo() -> None:
    call_command("migrate", "audit", "zero", verbosity=0)


def keep(day: str) -> list[str]:
    return partitions.keep(on=date.fromisoformat(day))


def record(*days: str) -> None:
    for day in days:
        at = datetime.fromisoformat(day).replace(hour=4, tzinfo=UTC)
        with transaction.atomic():
            actions.record("example.done", subject=PeriodicRun(name=day), by=None, at=at, county_id=COUNTY)


def verify() -> list[Any]:
    verdict = queries.verify(COUNTY)
    return [verdict.entries, verdict.broken_at, verdict.archived]


def write(month: str, day: str, file: str) -> int:
    at = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return archive.archive(month=month, file=Path(file), by=None, at=at).entries


def explain(month: str) -> str:
    return Entry.objects.filter(month=month, county_id=COUNTY).order_by("-seq").explain()


ACTS = {act.__name__: act for act in (use, prepare, undo, keep, record, verify, write, explain)}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def listen() -> None:
    """Do what each line says, and answer in one line of JSON."""
    say("ready")
    for line in sys.stdin:
        act, *words = line.split()
        say(json.dumps(ACTS[act](*words)))


if __name__ == "__main__":
    {"prepare": prepare, "listen": listen}[sys.argv[1]]()
