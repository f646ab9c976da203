"""Writing a closed month of the record to a file, so that its entries may be taken out of the database by hand.

Nothing is removed here. What is kept are the ends of the stretches in the file: with them the walk along a chain goes
on where the entries are gone, and the file can be held against them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.db import transaction

from gongkai.audit import actions, queries
from gongkai.audit.models import NATION, ArchivedStretch, Entry
from gongkai.audit.months import month_of
from gongkai.audit.rules import archive_files
from gongkai.audit.rules.archive_files import Checked
from gongkai.audit.rules.walk import Stretch

_REST = timedelta(days=1)  # after a month's end: whoever began an act in its last moment is done


class Refusal(StrEnum):
    """Why a month is not archived, or a file is not the archived one; the words stand with the command."""

    NOT_CLOSED = "not_closed"
    EMPTY = "empty"
    OTHERWISE_ARCHIVED = "otherwise_archived"


class ArchiveRefused(Exception):
    """No file, or not the archived one."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def archive(*, month: str, file: Path, by: actions.Actor | None, at: datetime) -> Checked:
    """Write a month to a new file, read the file back, and keep the ends of what stands in it."""
    if month_of(at - _REST) <= month:
        raise ArchiveRefused(Refusal.NOT_CLOSED)
    if not Entry.objects.filter(month=month).exists():
        raise ArchiveRefused(Refusal.EMPTY)
    with file.open("x", encoding="utf-8") as out, _removed_on_failure(file):
        out.writelines(archive_files.written(month, queries.entries_in(month)))
        out.flush()
        os.fsync(out.fileno())
        with file.open(encoding="utf-8") as lines:
            checked = archive_files.check(lines)
        _keep(checked, by=by, at=at)
    return checked


@contextmanager
def _removed_on_failure(file: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        file.unlink()
        raise


@transaction.atomic
def _keep(checked: Checked, *, by: actions.Actor | None, at: datetime) -> None:
    known = set(_archived(checked.month))
    if known:
        _agree(known, checked.stretches)
        return
    rows = [_row(stretch, checked.month, at) for stretch in checked.stretches]
    ArchivedStretch.objects.bulk_create(rows, batch_size=500)
    for row in rows:
        detail = {"first": row.first, "last": row.last, "month": row.month}
        county = None if row.county_id == NATION else row.county_id
        actions.record("audit.archive", subject=row, by=by, at=at, county_id=county, detail=detail)


def compare(checked: Checked) -> None:
    """Hold a file that holds in itself against what was kept when its month was archived."""
    _agree(_archived(checked.month), checked.stretches)


def _agree(known: Iterable[Stretch], told: Iterable[Stretch]) -> None:
    if set(known) != set(told):
        raise ArchiveRefused(Refusal.OTHERWISE_ARCHIVED)


def _archived(month: str) -> list[Stretch]:
    return [queries.stretch_of(row) for row in ArchivedStretch.objects.filter(month=month)]


def _row(stretch: Stretch, month: str, at: datetime) -> ArchivedStretch:
    return ArchivedStretch(
        county_id=stretch.county_id,
        first=stretch.first,
        last=stretch.last,
        month=month,
        previous_sha256=stretch.previous.sha256,
        previous_sm3=stretch.previous.sm3,
        sha256=stretch.end.sha256,
        sm3=stretch.end.sm3,
        archived_at=at,
    )
