"""The transparency log proves what it holds, refuses to be changed, and names what was changed nonetheless."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from gongkai.audit import log, log_queries, signing
from gongkai.audit.log_checks import verify_stored
from gongkai.audit.models import LogEntry, LogSubtree, TreeHead
from gongkai.audit.rules import merkle
from gongkai.audit.rules.log_files import Flaw, Found
from gongkai.audit.rules.log_lines import Line

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
COUNTY, OTHER = 42, 43


def line(number, event="published"):
    return Line(event=event, public_id=f"piece{number}", sha256=f"{number:064x}", at=NOON)


def add(count, *, county=COUNTY, first=0):
    with transaction.atomic():
        log.append(county_id=county, lines=[line(first + n) for n in range(count)], at=NOON)


def sign(county=COUNTY):
    return log.sign_head(county_id=county, origin="gongkai/990101", at=NOON)


@pytest.fixture
def signed():
    """Eleven entries in two goes, each with its head."""
    add(4)
    sign()
    add(7, first=4)
    return sign()


def flaws(county=COUNTY):
    return verify_stored(county).found


def test_a_log_grown_in_parts_is_the_log_grown_at_once(signed):
    add(11, county=OTHER)

    assert sign(OTHER).root == signed.root
    assert flaws() == flaws(OTHER) == []


@pytest.mark.parametrize("index", range(11))
def test_every_entry_is_proved_to_stand_in_it(signed, index):
    (proof,) = log_queries.proofs(COUNTY, f"piece{index}")

    leaf = line(index).leaf()
    assert merkle.root_by_inclusion(index, 11, leaf, proof.path).hex() == signed.root


def test_a_proof_costs_no_more_queries_in_a_longer_log(signed, django_assert_num_queries):
    add(300, county=OTHER)
    sign(OTHER)

    for county in (COUNTY, OTHER):
        with django_assert_num_queries(4):  # head, entry, leaves, subtrees
            log_queries.proofs(county, "piece3")


def test_what_no_head_covers_yet_has_no_proof(signed):
    add(1, first=11)

    assert log_queries.proofs(COUNTY, "piece11") == []


def test_the_newer_head_contains_the_older_one(signed):
    before = log_queries.head_before(COUNTY, signed.size)

    proof = log_queries.consistency(COUNTY, before.size, signed.size)

    roots = bytes.fromhex(before.root), bytes.fromhex(signed.root)
    assert merkle.is_consistent(before.size, signed.size, *roots, proof)


def test_a_log_that_has_not_grown_is_not_signed_again(signed):
    assert sign() == signed
    assert sign(OTHER) is None


def test_what_is_undone_leaves_no_entry():
    with transaction.atomic():
        log.append(county_id=COUNTY, lines=[line(1)], at=NOON)
        transaction.set_rollback(True)

    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("change", ["UPDATE {} SET county_id = 1", "DELETE FROM {}"])
@pytest.mark.parametrize("model", [LogEntry, LogSubtree, TreeHead])
def test_the_database_itself_refuses_to_change_it(signed, model, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(model._meta.db_table))


def tamper(lift_log, sql):
    with lift_log(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE audit_logentry SET sha256 = 'f' || substr(sha256, 2) WHERE {} = 5", Found(Flaw.ENTRY_CHANGED, 5, "piece5")),
        ("UPDATE audit_logentry SET leaf = 'f' || substr(leaf, 2) WHERE {} = 5", Found(Flaw.ENTRY_CHANGED, 5, "piece5")),
        ("UPDATE audit_logentry SET public_id = 'piece6' WHERE {} = 5", Found(Flaw.ENTRY_CHANGED, 5, "piece6")),
        ("DELETE FROM audit_logentry WHERE {} = 5", Found(Flaw.ENTRY_MISSING, 5, until=5)),
        ("DELETE FROM audit_logentry WHERE {} > 8", Found(Flaw.ENTRY_MISSING, 9, until=10)),
        ("DELETE FROM audit_logsubtree WHERE level = 2 AND {} = 1", Found(Flaw.SUBTREE, 4, until=7)),
        ("UPDATE audit_logsubtree SET sha256 = 'f' || substr(sha256, 2) WHERE level = 1 AND {} = 1", Found(Flaw.SUBTREE, 2, until=3)),
        ("UPDATE audit_treehead SET root = 'f' || substr(root, 2) WHERE size = 4", Found(Flaw.SIGNATURE, 4)),
    ],
)  # fmt: skip
def test_a_byte_flipped_or_a_row_removed_is_named(signed, lift_log, sql, found):
    tamper(lift_log, sql.format('"index"'))

    assert found in flaws()


def test_entries_replaced_together_with_all_their_hashes_do_not_match_the_signed_head(signed, lift_log):
    with lift_log():
        LogEntry.objects.filter(county_id=COUNTY).delete()
        LogSubtree.objects.filter(county_id=COUNTY).delete()
        log.Log.objects.filter(county_id=COUNTY).delete()
    add(11, first=100)

    assert Found(Flaw.ROOT, 4) in flaws()


def test_a_head_signed_with_another_key_is_not_the_countys(signed):
    assert verify_stored(COUNTY, key=signing.public_key()).holds
    assert verify_stored(COUNTY, key="00" * 32).found == [Found(Flaw.OTHER_KEY, 4), Found(Flaw.OTHER_KEY, 11)]


def test_the_command_walks_every_countys_log(signed, lift_log):
    add(2, county=OTHER)
    tamper(lift_log, f"""DELETE FROM audit_logentry WHERE county_id = {OTHER} AND "index" = 0""")
    said = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("verify_log", "--json", stdout=said)

    told = json.loads(said.getvalue())
    assert ended.value.code == 1
    assert told["checked"][f"县 {COUNTY}"]["holds"]
    assert told["checked"][f"县 {OTHER}"]["found"][0]["flaw"] == "entry_missing"
