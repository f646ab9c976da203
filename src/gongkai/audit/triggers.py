"""The triggers by which the database itself keeps the record append-only, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_entry"
MESSAGE = "audit entries are append-only"

ARM = {
    "sqlite": [
        f"CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        f"CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
        f"CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
        f"CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
    ],
}
DISARM = {
    "sqlite": ["DROP TRIGGER audit_entry_no_update", "DROP TRIGGER audit_entry_no_delete"],
    "postgresql": [
        f"DROP TRIGGER audit_entry_no_truncate ON {TABLE}",
        f"DROP TRIGGER audit_entry_no_change ON {TABLE}",
        "DROP FUNCTION audit_entry_refuse()",
    ],
}


def arm(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place."""
    _execute(connection, ARM[connection.vendor])


def disarm(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away (a reversed migration; a test database being emptied)."""
    _execute(connection, DISARM[connection.vendor])


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Work without the triggers, and put them back."""
    disarm(connection)
    try:
        yield
    finally:
        arm(connection)


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
