"""The transparency log proves what it holds, refuses to be changed, and names what was changed nonetheless."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from gongkai.audit import log, log_queries, signing
from gongkai.audit.log_checks import verify_stored
from gongkai.audit.models import Log, LogEntry, LogSubtree, TreeHead
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


def rows(model):
    """One row of each kind that the log has: an entry and a subtree in its midst, the older head, the log itself."""
    told = {LogEntry: {"index": 5}, LogSubtree: {"level": 1, "index": 1}, TreeHead: {"number": 1}, Log: {}}
    return model.objects.filter(county_id=COUNTY, **told[model])


def flipped(value):
    """The value with one byte other: in a text at many places, letters in the other case as well."""
    if isinstance(value, str):
        for place, character in list(enumerate(value))[:: 1 + len(value) // 12]:
            others = {chr(ord(character) ^ 1), character.swapcase()} - {character}
            yield from (value[:place] + other + value[place + 1 :] for other in sorted(others))
    elif isinstance(value, datetime):
        yield from (value.replace(microsecond=1), value.replace(second=1), value.replace(year=2024))
    else:
        yield from (value ^ 1 << bit for bit in (0, 1, 2, 14) if value ^ 1 << bit)


PLACES = {  # how far the flaw that is named may lie from the row: its entries, its head's number and size
    LogEntry: {5},
    LogSubtree: {2, 3},
    TreeHead: {1, 4},
    Log: set(range(20)),
}
COLUMNS = [(model, field.name) for model in PLACES for field in model._meta.fields if field.name != "pk"]


def named(model, found):
    return any(PLACES[model] & set(range(flaw.index, (flaw.until or flaw.index) + 1)) for flaw in found)


@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=[f"{model.__name__}-{column}" for model, column in COLUMNS])
def test_one_byte_flipped_in_any_column_of_any_table_is_named(signed, lift_log, model, column):
    values = list(flipped(rows(model).values_list(column, flat=True).get()))
    assert values
    told = []
    with lift_log():
        for value in values:
            with suppress(IntegrityError), transaction.atomic():  # where another row has the key, the database refuses
                assert rows(model).update(**{column: value}) == 1
                found = flaws()
                transaction.set_rollback(True)
                told += [(value, found, named(model, found) or bool(found) and (model, column) == (TreeHead, "size"))]
    assert told
    assert [change for change in told if not change[2]] == []
    assert flaws() == []


@pytest.mark.parametrize("model", PLACES, ids=lambda model: model.__name__)
def test_any_one_row_removed_from_any_table_is_named_by_the_command(signed, lift_log, model):
    with lift_log():
        for row in model.objects.filter(county_id=COUNTY):
            with transaction.atomic():
                assert model.objects.filter(pk=row.pk).delete()[0] == 1
                said = command()
                transaction.set_rollback(True)
            assert any(place in said for place in place_of(row)), (row, said)
    assert "完好" in command()


def place_of(row):
    """How the command may name a row."""
    if isinstance(row, LogSubtree):
        first = row.index << row.level
        return [f"第 {first} 至 {first + (1 << row.level) - 1} 条"]
    if isinstance(row, LogEntry):
        return [f"第 {row.index} 条：条目缺失"]
    return [f"第 {row.number} 个树头：签过名的树头缺失"] if isinstance(row, TreeHead) else ["第 0 条："]


def command():
    said = StringIO()
    with suppress(SystemExit):
        call_command("verify_log", stdout=said)
    return said.getvalue()


def test_entries_replaced_together_with_all_their_hashes_do_not_match_the_signed_head(signed, lift_log):
    with lift_log():
        LogEntry.objects.filter(county_id=COUNTY).delete()
        LogSubtree.objects.filter(county_id=COUNTY).delete()
        Log.objects.filter(county_id=COUNTY).update(size=0)
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
