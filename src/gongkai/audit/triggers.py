"""The triggers by which the database itself keeps the record append-only, on both engines."""

from __future__ import annotations

from gongkai.kernel.triggers import Triggers

TABLE = "audit_entry"
MESSAGE = "audit entries are append-only"
LOG_TABLES = ("audit_logentry", "audit_logsubtree", "audit_treehead")
LOG_MESSAGE = "the transparency log is append-only"


def _append_only(*tables: str, name: str, message: str) -> Triggers:
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
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        ]
    dropping = [f"DROP TRIGGER {table}_no_{verb}" for table in tables for verb in ("update", "delete")]
    lifting = [f"DROP TRIGGER {table}_no_{what} ON {table}" for table in tables for what in ("truncate", "change")]
    return Triggers(
        {"sqlite": sqlite, "postgresql": postgresql},
        {"sqlite": dropping, "postgresql": [*lifting, f"DROP FUNCTION {name}()"]},
    )


APPEND_ONLY = _append_only(TABLE, name="audit_entry_refuse", message=MESSAGE)
LOG_APPEND_ONLY = _append_only(*LOG_TABLES, name="audit_log_refuse", message=LOG_MESSAGE)
