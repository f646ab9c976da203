"""A process of its own that is killed (-9) in the middle of a compile. Run by test_killed.py, never imported.

Usage: killed_compile.py prepare | county | townships | finish
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

from gongkai.catalogues import actions  # noqa: E402
from gongkai.organisations.models import County  # noqa: E402
from tests.factories.organisations import BodyFactory, CountyFactory, TownshipFactory  # noqa: E402
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


def main(act: str) -> None:
    if act == "prepare":
        prepare()
    elif act == "county":
        with die_at('INSERT INTO "catalogues_rowbody"', nth=1):
            compile_county()
    elif act == "townships":
        compile_county()
        with die_at('INSERT INTO "catalogues_row"', nth=12):  # in the second handful of townships
            compile_townships()
    else:
        later = AT + timedelta(hours=1)
        compile_county(at=later)
        compile_townships(at=later)


main(sys.argv[1])
