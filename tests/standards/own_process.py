"""A process of its own beside another one at the same act. Run by test_two_at_once.py, never imported.

Usage: own_process.py prepare | listen
"""

from __future__ import annotations

import dataclasses
import os
import sys
from datetime import UTC, datetime

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from gongkai.standards import actions  # noqa: E402
from gongkai.standards.models import Edition, Guideline  # noqa: E402
from gongkai.standards.rules.refusals import StandardRefused  # noqa: E402
from tests.factories.standards import EditionFactory, FieldFactory, GuidelineFactory  # noqa: E402
from tests.standards.test_items import RECORD  # noqa: E402

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
ITEMS = 60


def prepare() -> None:
    call_command("migrate", verbosity=0)
    guideline = GuidelineFactory(fields=[FieldFactory(number=20)])
    EditionFactory(guideline=guideline, number=1)
    EditionFactory(guideline=guideline, number=2, draft=True)


def import_edition() -> None:
    records = [dataclasses.replace(RECORD, l2=f"{os.getpid()}的第{turn}项") for turn in range(ITEMS)]
    actions.import_edition(guideline_id=Guideline.objects.get().pk, records=records, label="新版", by=None, at=AT)


def put_in_force() -> None:
    actions.put_in_force(edition_id=Edition.objects.get(number=2).pk, in_force_from=None, by=None, at=AT)


def listen() -> None:
    """Do each thing one is told, and say whether it was done or why not."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for act in map(str.strip, sys.stdin):
        sys.stdout.write(f"{_done(act)}\n")
        sys.stdout.flush()


def _done(act: str) -> str:
    try:
        globals()[act]()
    except StandardRefused as refused:
        return str(refused.refusal)
    return "done"


if __name__ == "__main__":
    globals()[sys.argv[1]]()
