"""The triggers by which the database itself keeps the record append-only, on both engines."""

from __future__ import annotations

from gongkai.kernel.triggers import Triggers

TABLE = "audit_entry"
MESSAGE = "audit entries are append-only"

_ARMING = {
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
_DISARMING = {
    "sqlite": ["DROP TRIGGER audit_entry_no_update", "DROP TRIGGER audit_entry_no_delete"],
    "postgresql": [
        f"DROP TRIGGER audit_entry_no_truncate ON {TABLE}",
        f"DROP TRIGGER audit_entry_no_change ON {TABLE}",
        "DROP FUNCTION audit_entry_refuse()",
    ],
}

APPEND_ONLY = Triggers(_ARMING, _DISARMING)
