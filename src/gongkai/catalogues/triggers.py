"""The triggers by which the database itself keeps issued rows and their bodies unchanged, on both engines.

SQLite rebuilds a table when a migration alters it and loses its triggers: such a migration ends with `FROZEN.arm`.
"""

from __future__ import annotations

from gongkai.kernel.triggers import Triggers

MESSAGE = "rows of an issued catalogue never change"
ROW, OWED = "catalogues_row", "catalogues_rowbody"

_IS_FROZEN = (
    "EXISTS (SELECT 1 FROM catalogues_version v WHERE v.id = {version} AND v.state IN ('issued', 'superseded'))"
)
_OF_ROW = "(SELECT r.version_id FROM catalogues_row r WHERE r.id = OLD.row_id)"


def _sqlite(table: str, event: str, version: str) -> str:
    return (
        f"CREATE TRIGGER {table}_frozen_{event.lower()} BEFORE {event} ON {table} "
        f"WHEN {_IS_FROZEN.format(version=version)} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


SQLITE = [
    _sqlite(ROW, "UPDATE", "OLD.version_id"),
    _sqlite(ROW, "DELETE", "OLD.version_id"),
    _sqlite(OWED, "UPDATE", _OF_ROW),
    _sqlite(OWED, "DELETE", _OF_ROW),
]
SQLITE_UNDO = [f"DROP TRIGGER {table}_frozen_{event}" for table in (ROW, OWED) for event in ("update", "delete")]


def _postgresql(table: str, version: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_IS_FROZEN.format(version=version)} THEN RAISE EXCEPTION '{MESSAGE}'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_frozen()",
    ]


POSTGRESQL = _postgresql(ROW, "OLD.version_id") + _postgresql(OWED, _OF_ROW)
POSTGRESQL_UNDO = [
    statement
    for table in (ROW, OWED)
    for statement in (f"DROP TRIGGER {table}_frozen ON {table}", f"DROP FUNCTION {table}_frozen()")
]

FROZEN = Triggers(
    arming={"sqlite": SQLITE, "postgresql": POSTGRESQL},
    disarming={"sqlite": SQLITE_UNDO, "postgresql": POSTGRESQL_UNDO},
)
