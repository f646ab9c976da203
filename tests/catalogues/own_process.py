"""A process of its own: to be killed (-9) in the middle, or to run beside another. Run by tests, never imported.

Usage: own_process.py prepare | county | townships | finish | worker | township_worker | next_worker
       own_process.py listen      says "ready", then does each act (compile, add, issue) that a line of input names
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, date, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from gongkai.catalogues import actions, queries  # noqa: E402
from gongkai.kernel import background  # noqa: E402
from gongkai.organisations.models import County  # noqa: E402
from gongkai.organisations.rules.roles import Role  # noqa: E402
from tests.factories.organisations import BodyFactory, CountyFactory, OfficerFactory, TownshipFactory  # noqa: E402
from tests.factories.standards import EditionFactory, ItemTextFactory  # noqa: E402

AT, TODAY = datetime(2026, 3, 2, 1, tzinfo=UTC), date(2026, 3, 2)
MANY = 40  # rows of a township: more than one INSERT statement of SQLite holds


def prepare() -> None:
    call_command("migrate", verbosity=0)
    county = CountyFactory()
    BodyFactory(county=county, kind="civil-affairs")
    for _ in range(7):
        TownshipFactory(county=county)
    edition = EditionFactory()
    for _ in range(MANY):
        ItemTextFactory(edition=edition, subject=["县级民政部门", "乡镇人民政府"], levels=["县级", "乡级"])


def die_at(statement: str, *, nth: int):
    """Kill this process before its nth statement of a kind."""
    left = [nth]

    def watch(execute, sql, params, many, context):
        if sql.startswith(statement):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return connection.execute_wrapper(watch)


def compile_county(*, at=AT) -> None:
    actions.compile_county(county=County.objects.get(), by=None, at=at, on=TODAY)


def compile_townships(*, at=AT) -> None:
    actions.compile_townships(county=County.objects.get(), by=None, at=at, on=TODAY)


def add_locals(draft) -> None:
    like = draft.rows.first()
    said = {name: getattr(like, name) for name in ("l1", "content", "basis", "time_limit", "subject", "channels")}
    said |= {"audience": like.audience, "mode": like.mode, "levels": like.levels}
    for n in range(10):
        elements = said | {"l2": f"本地事项{os.getpid()}-{n}"}
        actions.add_local(version=draft, field_id=like.field_id, elements=elements, reason="试", by=None, at=AT)


def issue(draft) -> None:
    actions.adopt_group(version=draft, by=None, at=AT)
    actions.issue(version=draft, by=None, at=AT, in_force_from=TODAY)


def listen() -> None:
    """Be ready before each act, so that two such processes begin it together; say how it went."""
    draft = None
    say("ready")
    for line in sys.stdin:
        try:
            BESIDE[line.strip()](draft)
            outcome = "done"
        except actions.CatalogueRefused as refused:
            outcome = str(refused.refusal)
        draft = queries.draft_version(County.objects.get()) or draft  # seen by both before either goes on
        say(outcome)


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def ask(name: str) -> None:
    county = County.objects.get()
    chief = OfficerFactory(body=county.bodies.first(), role=Role.OPENNESS_OFFICE)
    background.ask(name, county_id=county.pk, by_id=chief.pk, arguments={}, at=AT)


def die(act: str) -> None:
    if act == "worker":
        ask("catalogues.compile")
        with die_at('INSERT INTO "catalogues_rowbody"', nth=1):
            background.work_off()
    if act == "county":
        with die_at('INSERT INTO "catalogues_rowbody"', nth=1):
            compile_county()
    compile_county()
    if act == "township_worker":
        ask("catalogues.compile_townships")
    with die_at('INSERT INTO "catalogues_row"', nth=12):  # in the second handful of townships
        compile_townships() if act == "townships" else background.work_off()


def finish() -> None:
    later = AT + timedelta(hours=1)
    compile_county(at=later)
    compile_townships(at=later)


BESIDE = {"compile": lambda _draft: compile_county(), "add": add_locals, "issue": issue}
ACTS = {
    "prepare": prepare,
    "finish": finish,
    "county": lambda: die("county"),
    "townships": lambda: die("townships"),
    "worker": lambda: die("worker"),
    "township_worker": lambda: die("township_worker"),
    "next_worker": background.work_off,
    "listen": listen,
}
ACTS[sys.argv[1]]()
