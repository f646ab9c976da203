"""A process of its own that is killed (-9) in the middle of an import. Run by test_killed.py, never imported.

Usage: killed_import.py prepare | die | sweep | finish
"""

from __future__ import annotations

import dataclasses
import os
import signal
import sys
from datetime import UTC, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from gongkai.standards import actions  # noqa: E402
from gongkai.standards.actions.editions import BATCH  # noqa: E402
from gongkai.standards.models import Guideline  # noqa: E402
from tests.factories.standards import FieldFactory, GuidelineFactory  # noqa: E402
from tests.standards.test_items import RECORD  # noqa: E402

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
RECORDS = [dataclasses.replace(RECORD, l2=f"第{turn}项") for turn in range(3000)]  # two batches


def prepare() -> None:
    call_command("migrate", verbosity=0)
    GuidelineFactory(fields=[FieldFactory(number=20)])


def import_edition(at: datetime = AT) -> None:
    actions.import_edition(guideline_id=Guideline.objects.get().pk, records=RECORDS, label="2026年版", by=None, at=at)


def die() -> None:
    """Be killed when the second batch begins: the first one is committed by then."""
    rows = [0]

    def watch(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "standards_itemtext"'):
            rows[0] += sql.count("(%s")
        if rows[0] > BATCH:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        import_edition()


def sweep() -> None:
    actions.remove_abandoned(at=AT + timedelta(hours=3))


ACTS = {
    "prepare": prepare,
    "die": die,
    "sweep": sweep,
    "finish": lambda: import_edition(AT + timedelta(hours=3)),
}
ACTS[sys.argv[1]]()
