"""The record holds together, and any change to it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from gongkai.audit import actions, queries
from gongkai.audit.models import Entry
from gongkai.audit.rules.chain import Link, Seal, seal
from gongkai.audit.rules.walk import BEGINNING, Kept, Stretch, Walk
from gongkai.kernel.models import PeriodicRun
from gongkai.workdays import actions as workdays

NOON = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
COUNTY = 42


@pytest.fixture
def subject():
    return PeriodicRun(name="example")


def record(subject, action="example.done", *, county_id=COUNTY):
    with transaction.atomic():
        return actions.record(action, subject=subject, by=None, at=NOON, county_id=county_id, detail={"为": "何"})


@pytest.mark.django_db(transaction=True)
def test_entries_are_numbered_and_the_chain_holds(subject):
    entries = [record(subject) for _ in range(3)]

    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert queries.verify(COUNTY) == queries.Verdict(3, None)


@pytest.mark.django_db(transaction=True)
def test_each_county_has_a_chain_of_its_own(subject):
    record(subject)
    record(subject, county_id=None)

    assert queries.verify(COUNTY).entries == 1
    assert queries.verify(None).entries == 1
    assert queries.chains() == [0, COUNTY]


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused(subject):
    with pytest.raises(transaction.TransactionManagementError):
        actions.record("example.done", subject=subject, by=None, at=NOON, county_id=COUNTY)

    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "sql",
    ["UPDATE audit_entry SET actor_name = 'someone else'", "DELETE FROM audit_entry"],
)
def test_the_database_refuses_to_change_the_record(subject, sql):
    record(subject)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_change_made_behind_the_databases_back_is_found(subject, lift_append_only):
    for _ in range(3):
        record(subject)
    with lift_append_only():
        Entry.objects.filter(county_id=COUNTY, seq=2).update(detail={"为": "别的"})

    assert queries.verify(COUNTY) == queries.Verdict(1, 2)


CHANGES = {
    "month": "2026-10",
    "county_id": COUNTY + 1,
    "seq": 9,
    "at": NOON.replace(microsecond=1),
    "actor_id": 7,
    "actor_name": "别人",
    "action": "example.undone",
    "subject_type": "kernel.other",
    "subject_id": "other",
    "subject_name": "other",
    "detail": {"为": "何", "": None},
    "previous_sha256": "0" * 64,
    "previous_sm3": "0" * 64,
    "sha256": "0" * 64,
    "sm3": "0" * 64,
}


@pytest.mark.django_db
@pytest.mark.parametrize("column", [field.name for field in Entry._meta.fields if field.name != "pk"])
def test_a_change_of_any_column_is_found_at_its_entry(subject, lift_append_only, column):
    for _ in range(3):
        record(subject)
    with lift_append_only():
        Entry.objects.filter(county_id=COUNTY, seq=2).update(**{column: CHANGES[column]})

    assert queries.verify(COUNTY) == queries.Verdict(1, 2)


@pytest.mark.django_db(transaction=True)
def test_a_removed_last_entry_is_found(subject, lift_append_only):
    for _ in range(3):
        record(subject)
    with lift_append_only():
        Entry.objects.filter(county_id=COUNTY, seq=3).delete()

    assert not queries.verify(COUNTY).holds


links = st.builds(
    Link,
    county_id=st.integers(0, 9),
    seq=st.integers(1, 9),
    at=st.datetimes(timezones=st.just(UTC)),
    actor_id=st.none() | st.integers(1, 9),
    actor_name=st.text(max_size=8),
    action=st.text(max_size=8),
    subject_type=st.text(max_size=8),
    subject_id=st.text(max_size=8),
    subject_name=st.text(max_size=8),
    detail=st.dictionaries(st.text(max_size=4), st.integers() | st.text(max_size=4), max_size=3),
)


@given(links, links)
def test_two_entries_that_differ_in_anything_have_different_seals(one, other):
    seals = [seal(link, previous_sha256="", previous_sm3="") for link in (one, other)]

    assert (seals[0] == seals[1]) == (one == other)


@given(links)
def test_a_seal_depends_on_what_came_before(link):
    first = seal(link, previous_sha256="a", previous_sm3="a")
    second = seal(link, previous_sha256="b", previous_sm3="b")

    assert first.sha256 != second.sha256
    assert first.sm3 != second.sm3


def chain_of(length):
    found, before = [], BEGINNING
    for seq in range(1, length + 1):
        link = Link(COUNTY, seq, NOON, None, "", "example.done", "kernel.example", "1", "例")
        sealed = seal(link, previous_sha256=before.sha256, previous_sm3=before.sm3)
        found.append(Kept(link, before, sealed))
        before = sealed
    return found


def stretch(chain, first, last):
    return Stretch(COUNTY, first, last, chain[first - 1].previous, chain[last - 1].seal)


def walked(chain, archived, gone):
    walk = Walk(archived)
    holds = all(walk.take(kept) for kept in chain if kept.link.seq not in gone)
    return holds and walk.ends_at(len(chain), chain[-1].seal), walk.skipped


@given(st.integers(1, 12), st.sets(st.integers(1, 12)), st.data())
def test_whatever_is_archived_may_be_gone_and_nothing_else(length, cuts, data):
    chain = chain_of(length)
    starts = sorted({1} | {cut for cut in cuts if cut <= length})
    parts = [stretch(chain, first, end - 1) for first, end in pairwise([*starts, length + 1])]
    archived = data.draw(st.lists(st.sampled_from(parts), unique=True))
    gone = {seq for part in archived for seq in range(part.first, part.last + 1)}

    assert walked(chain, archived, gone) == (True, len(gone))
    for part in archived:
        others = [other for other in archived if other != part]
        assert not walked(chain, others, gone)[0]
        assert not walked(chain, [*others, replace(part, end=Seal("0", "0"))], gone)[0]
        assert not walked(chain, [*others, replace(part, previous=Seal("0", "0"))], gone)[0]


@pytest.mark.django_db
def test_a_change_of_the_calendar_is_recorded():
    workdays.announce_year(year=2027, days=[], notice_number="国办发明电〔2026〕99号", issued_on=None, by=None, at=NOON)

    entry = Entry.objects.get(action="calendar.announce_year")
    assert (entry.county_id, entry.subject_name) == (0, "2027")
