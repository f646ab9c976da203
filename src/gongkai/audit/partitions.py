"""The record's table on PostgreSQL: a partition for each month, made ahead, and one for whatever comes beside them.

Every statement here is PostgreSQL's own. On SQLite the table is plain, and nothing here does anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
from django.db.migrations.state import StateApps

from gongkai.audit.months import months_from
from gongkai.audit.triggers import TABLE, refuse_truncate

OTHER = f"{TABLE}_other"
AHEAD = 3  # months after this one
# The newly made table becomes its own default partition; its indexes are made at the end of the migration, on both.
PARTITIONING = (
    f"ALTER TABLE {TABLE} RENAME TO {OTHER}",
    f"ALTER INDEX {TABLE}_pkey RENAME TO {OTHER}_pkey",
    f"CREATE TABLE {TABLE} (LIKE {OTHER}) PARTITION BY LIST (month)",
    f"ALTER TABLE {TABLE} ADD PRIMARY KEY (month, county_id, seq)",
    f"ALTER TABLE {TABLE} ATTACH PARTITION {OTHER} DEFAULT",
)
# Whoever reads the whole record keeps the lock away; who writes must not queue behind us for long.
LOCKING = ("SET LOCAL lock_timeout = '5s'", f"LOCK TABLE {TABLE} IN ACCESS EXCLUSIVE MODE")


def partition(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For the migration that makes the table. Its undoing drops the table, and with it every partition."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in PARTITIONING:
            schema_editor.execute(statement)


def keep(*, on: date) -> list[str]:
    """See to it that this month and the next ones have partitions; return the names of those made."""
    if connection.vendor != "postgresql":
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        if not _lacking(cursor, on) and not _strays(cursor):
            return []
        _execute(cursor, LOCKING)
        return [*_adopt(cursor), *(_make(cursor, month) for month in _lacking(cursor, on))]


def _adopt(cursor: CursorWrapper) -> list[str]:
    """Make the default partition that of the months that came into it. No row moves, for none may be deleted."""
    months = _strays(cursor)
    if not months:
        return []
    name = _free_name(cursor, months)
    listed = ", ".join(f"'{month}'" for month in months)
    _execute(
        cursor,
        (
            f"ALTER TABLE {TABLE} DETACH PARTITION {OTHER}",
            f"ALTER TABLE {OTHER} RENAME TO {name}",
            f"ALTER TABLE {TABLE} ATTACH PARTITION {name} FOR VALUES IN ({listed})",
            f"CREATE TABLE {OTHER} PARTITION OF {TABLE} DEFAULT",
            refuse_truncate(OTHER),
        ),
    )
    return [name]


def _make(cursor: CursorWrapper, month: str) -> str:
    name = _free_name(cursor, [month])
    _execute(cursor, (f"CREATE TABLE {name} PARTITION OF {TABLE} FOR VALUES IN ('{month}')", refuse_truncate(name)))
    return name


def _lacking(cursor: CursorWrapper, on: date) -> list[str]:
    cursor.execute(
        "SELECT pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
        f"WHERE i.inhparent = '{TABLE}'::regclass"
    )
    known = {month for (bound,) in cursor.fetchall() for month in re.findall(r"'(.*?)'", bound)}
    return [month for month in months_from(on, 1 + AHEAD) if month not in known]


def _strays(cursor: CursorWrapper) -> list[str]:
    cursor.execute(f"SELECT DISTINCT month FROM {OTHER} ORDER BY month")
    return [month for (month,) in cursor.fetchall()]


def _free_name(cursor: CursorWrapper, months: Sequence[str]) -> str:
    """A partition's name by its months; with a number if an older one, detached, still has the name."""
    plain = f"{TABLE}_{'_to_'.join(dict.fromkeys([months[0], months[-1]]))}".replace("-", "_")
    for number in count(1):
        name = plain if number == 1 else f"{plain}_{number}"
        cursor.execute("SELECT to_regclass(%s) IS NULL", [name])
        if cursor.fetchone() == (True,):
            break
    return name


def _execute(cursor: CursorWrapper, statements: Iterable[str]) -> None:
    for statement in statements:
        cursor.execute(statement)
