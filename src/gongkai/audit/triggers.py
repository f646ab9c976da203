"""The triggers by which the database itself keeps the record append-only, on both engines."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.kernel.triggers import Triggers

TABLE = "audit_entry"
ARCHIVED = "audit_archivedstretch"
REFUSE = "audit_entry_refuse"
MESSAGE = "audit entries are append-only"
LOG_TABLES = ("audit_logentry", "audit_logsubtree", "audit_treehead")
LOG_MESSAGE = "the transparency log is append-only"


def _append_only(*tables: str, name: str, message: str, also: Sequence[str] = ()) -> Triggers:
    """Triggers that refuse to change or empty the tables; `name` is that of PostgreSQL's function."""
    sqlite, postgresql = (
        [],
        [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
        ],
    )
    for table in tables:
        sqlite += [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            for verb in ("update", "delete")
        ]
        postgresql += [
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
            _no_truncate(table, name),
        ]
    dropping = [f"DROP TRIGGER {table}_no_{verb}" for table in tables for verb in ("update", "delete")]
    return Triggers(
        {"sqlite": sqlite, "postgresql": [*postgresql, *also]},
        {"sqlite": dropping, "postgresql": [f"DROP FUNCTION {name}() CASCADE"]},  # and every trigger that calls it
    )


def _no_truncate(table: str, function: str) -> str:
    return f"CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"


def refuse_truncate(partition: str) -> str:
    """The statement that a new partition needs: it inherits the triggers for each row, but not this one."""
    return _no_truncate(partition, REFUSE)


_ON_EACH_PARTITION = (
    f"DO $$ DECLARE partition regclass; BEGIN "
    f"FOR partition IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = '{TABLE}'::regclass LOOP "
    f"EXECUTE format('{_no_truncate('%s', REFUSE)}', partition); END LOOP; END $$"
)
APPEND_ONLY = _append_only(TABLE, ARCHIVED, name=REFUSE, message=MESSAGE, also=(_ON_EACH_PARTITION,))
LOG_APPEND_ONLY = _append_only(*LOG_TABLES, name="audit_log_refuse", message=LOG_MESSAGE)
