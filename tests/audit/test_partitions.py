"""On PostgreSQL the record has a partition a month, and nothing of what guards it is lost thereby."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest

from tests.fixtures.processes import OwnDatabase, Talk

pytestmark = pytest.mark.postgres

SCRIPT = Path(__file__).with_name("own_process.py")
PARTITIONS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_entry'::regclass ORDER BY 1"
ROWS = "SELECT tableoid::regclass::text, month, seq FROM audit_entry ORDER BY seq"


@dataclass(frozen=True)
class Record:
    """A record on PostgreSQL, and a process that works on it."""

    database: OwnDatabase
    talk: Talk

    def do(self, act: str, *words: object):
        self.talk.say(" ".join([act, *map(str, words)]))
        return json.loads(self.talk.hear())

    def ask(self, sql: str):
        return self.database.ask(sql)

    def change(self, sql: str) -> None:
        with psycopg.connect(self.database.url) as connection:
            connection.execute(sql)

    def partitions(self) -> list[str]:
        return [name for (name,) in self.ask(PARTITIONS)]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A database with the record's tables, made once, to be copied; and a process that works on whichever it is told."""
    name = f"own_audit_{os.getpid()}"
    database = OwnDatabase(address(name), tmp_path_factory.mktemp("audit"), SCRIPT)
    with server() as connection:
        connection.execute(f"CREATE DATABASE {name}")
        with database.prepared().talk("listen") as talk:
            assert talk.hear() == "ready"
            yield Record(database, talk)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def kept(template):
    """A new record."""
    source = template.database.url.rsplit("/", 1)[1]
    name = f"{source}_copy"
    with server() as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
        template.do("use", name)
        yield Record(replace(template.database, url=address(name)), template.talk)
        template.do("use", "postgres")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def server():
    return psycopg.connect(os.environ["GONGKAI_TEST_POSTGRES"], autocommit=True)


def address(name):
    return f"{os.environ['GONGKAI_TEST_POSTGRES'].rsplit('/', 1)[0]}/{name}"


def test_each_night_the_months_to_come_have_their_partitions(kept):
    made = kept.do("keep", "2026-11-30")

    assert made == ["audit_entry_2026_11", "audit_entry_2026_12", "audit_entry_2027_01", "audit_entry_2027_02"]
    assert kept.do("keep", "2026-11-30") == []
    assert kept.do("keep", "2026-12-01") == ["audit_entry_2027_03"]


def test_an_entry_lies_in_its_months_partition_and_only_that_is_looked_at(kept):
    kept.do("keep", "2026-11-30")
    kept.do("record", "2026-11-30", "2026-12-01")

    assert kept.ask(ROWS) == [("audit_entry_2026_11", "2026-11", 1), ("audit_entry_2026_12", "2026-12", 2)]
    plan = kept.do("explain", "2026-12")
    assert "audit_entry_2026_12" in plan
    assert [name for name in kept.partitions() if name in plan] == ["audit_entry_2026_12"]
    assert kept.do("verify") == [2, None, 0]


def test_a_month_without_partition_is_taken_in_and_has_one_the_next_night(kept):
    kept.do("record", "2026-09-30", "2026-11-30")
    assert {partition for partition, *_ in kept.ask(ROWS)} == {"audit_entry_other"}

    made = kept.do("keep", "2026-11-30")
    kept.do("record", "2026-11-30", "2028-01-01")

    both = "audit_entry_2026_09_to_2026_11"
    assert made == [both, "audit_entry_2026_12", "audit_entry_2027_01", "audit_entry_2027_02"]
    assert [row[0] for row in kept.ask(ROWS)] == [both, both, both, "audit_entry_other"]
    assert kept.do("keep", "2026-11-30") == ["audit_entry_2028_01"]
    assert kept.do("verify") == [4, None, 0]


def refused(kept, sql):
    with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        kept.change(sql)


def test_no_partition_lets_itself_be_changed_or_emptied(kept):
    kept.do("record", "2026-11-30")
    kept.do("keep", "2026-11-30")
    kept.do("record", "2026-12-01", "2029-01-01")  # one in each kind of partition: taken over, made ahead, the rest

    assert len({partition for partition, *_ in kept.ask(ROWS)}) == 3
    for table in ["audit_entry", *kept.partitions()]:
        refused(kept, f"TRUNCATE {table}")
    for table in ["audit_entry", "audit_entry_2026_11", "audit_entry_2026_12", "audit_entry_other"]:
        refused(kept, f"UPDATE {table} SET actor_name = 'someone else'")
        refused(kept, f"UPDATE {table} SET month = '2027-01'")
        refused(kept, f"DELETE FROM {table}")
    assert kept.do("verify") == [3, None, 0]


def test_a_partition_takes_only_its_own_month_and_what_is_put_there_by_hand_is_found(kept):
    kept.do("keep", "2026-11-30")
    kept.do("record", "2026-11-30")
    forged = "INSERT INTO audit_entry_2026_12 (SELECT {}, county_id, seq + 1, at, actor_id, actor_name, action, subject_type, subject_id, subject_name, detail, previous_sha256, previous_sm3, sha256, sm3 FROM audit_entry)"

    with pytest.raises(psycopg.errors.CheckViolation):
        kept.change(forged.format("'2026-11'"))
    kept.change(forged.format("'2026-12'"))

    assert kept.do("verify") == [1, 2, 0]


def test_an_archived_month_is_detached_and_the_chain_still_holds(kept, tmp_path):
    kept.do("keep", "2026-11-30")
    kept.do("record", "2026-11-30", "2026-11-30", "2026-12-01", "2026-12-02")

    assert kept.do("write", "2026-11", "2026-12-05", tmp_path / "2026-11.jsonl") == 2
    assert kept.do("verify") == [5, None, 0]  # the archiving itself is the fifth
    kept.change("ALTER TABLE audit_entry DETACH PARTITION audit_entry_2026_11")
    assert kept.do("verify") == [5, None, 2]

    kept.do("record", "2026-11-30")  # long after
    assert kept.do("keep", "2026-12-06") == ["audit_entry_2026_11_2", "audit_entry_2027_03"]
    assert kept.do("verify") == [6, None, 2]


def test_a_month_detached_without_an_archive_is_missed_and_can_be_attached_again(kept):
    kept.do("keep", "2026-11-30")
    kept.do("record", "2026-11-30", "2026-12-01")
    kept.change("ALTER TABLE audit_entry DETACH PARTITION audit_entry_2026_11")
    assert kept.do("verify") == [0, 1, 0]

    kept.change("ALTER TABLE audit_entry ATTACH PARTITION audit_entry_2026_11 FOR VALUES IN ('2026-11')")

    assert kept.do("verify") == [2, None, 0]
    refused(kept, "DELETE FROM audit_entry_2026_11")
    refused(kept, "TRUNCATE audit_entry_2026_11")


def test_the_migration_can_be_undone(kept):
    kept.do("keep", "2026-11-30")

    kept.do("undo")

    assert kept.ask("SELECT count(*) FROM pg_class WHERE relname LIKE 'audit_entry%'") == [(0,)]
    kept.do("prepare")
    assert kept.partitions() == ["audit_entry_other"]
