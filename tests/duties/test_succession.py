"""What an abolished body owed by an issued catalogue, its successor owes from that day on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.catalogues import queries as catalogues
from gongkai.duties import actions
from gongkai.duties.models import Duty
from gongkai.duties.queries import owed_row
from gongkai.organisations import actions as organisations
from gongkai.organisations.models import Body
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions as publishing
from tests.factories.catalogues import RowFactory, VersionFactory
from tests.factories.organisations import BodyFactory, OfficerFactory

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
ON = date(2025, 4, 2)
NEXT = ON + timedelta(days=1)
QUARTERLY = {"rules": [{"kind": "periodic", "amount": 1, "unit": "quarter", "trigger": None, "scope": None}]}


@pytest.fixture
def old():
    return BodyFactory()


@pytest.fixture
def heir(old):
    return BodyFactory(county=old.county)


def row_of(*bodies, **facts):
    version = VersionFactory(issued=True, county=bodies[0].county)
    return RowFactory(version=version, owners=list(bodies), **facts)


def abolish(body, successor, *, on=ON):
    organisations.abolish_body(body_id=body.pk, successor_id=successor.pk, on=on, by=None, at=AT)


def generate(row, *, on=ON):
    return actions.generate(county=row.county, on=on, at=AT)


def register(row, body):
    return actions.register_event(
        matter_id=row.matter_id, body=body, trigger="formed", occurred_on=ON, title="公告", by=None, at=AT
    )


def owners(row, *, on=ON):
    return [line.body_id for line in catalogues.owed(row.county, on=on)]


def test_the_successor_keeps_the_duties_overnight_and_the_old_body_gets_none_back(old, heir):
    row = row_of(old, time_rules=QUARTERLY)
    generate(row)
    before = set(Duty.objects.values_list("id", "occurrence"))

    abolish(old, heir)
    first, second = generate(row, on=NEXT), generate(row, on=NEXT)

    assert set(Duty.objects.filter(body=heir).values_list("id", "occurrence")) == before
    assert not Duty.objects.filter(body=old).exists()
    assert [(told.created, told.updated, told.dropped) for told in (first, second)] == [(0, 0, 0)] * 2


def test_a_row_that_both_owed_is_owed_once(old, heir):
    row = row_of(old, heir, time_rules=QUARTERLY)
    generate(row)

    abolish(old, heir)
    generate(row)

    assert owners(row) == [heir.pk]
    assert list(Duty.objects.values_list("body_id", flat=True)) == [heir.pk] * 3


def test_a_body_to_be_abolished_later_owes_until_that_day(old, heir):
    row = row_of(old, time_rules=QUARTERLY)
    abolish(old, heir, on=NEXT)
    generate(row)
    assert owners(row) == [old.pk]

    generate(row, on=NEXT)

    assert owners(row, on=NEXT) == [heir.pk]
    assert list(Duty.objects.values_list("body_id", flat=True)) == [heir.pk] * 3


def test_what_the_old_body_has_done_for_a_quarter_is_not_asked_again(old, heir):
    row = row_of(old, time_rules=QUARTERLY)
    generate(row)
    Duty.objects.filter(occurrence="2025-Q1").update(state="fulfilled", fulfilled_on=ON, closed_at=AT)

    abolish(old, heir)
    generate(row)

    assert set(Duty.objects.filter(body=heir).values_list("occurrence", flat=True)) == {"2025-Q2", "2025-Q3"}


def test_the_line_of_successors_is_followed_to_its_end(old, heir):
    row, last = row_of(old), BodyFactory(county=old.county)
    abolish(old, heir)
    abolish(heir, last)

    assert owners(row) == [last.pk]
    assert owed_row(row.matter_id, last, on=ON) == row
    assert owed_row(row.matter_id, heir, on=ON) is None


def test_a_ring_of_successors_and_a_body_without_one_leave_the_body(old, heir):
    row = row_of(old, heir, alone := BodyFactory(county=old.county))
    Body.objects.filter(pk=old.pk).update(abolished_on=ON, successor=heir)
    Body.objects.filter(pk=heir.pk).update(abolished_on=ON, successor=old)
    Body.objects.filter(pk=alone.pk).update(abolished_on=ON)

    assert owners(row) == [old.pk, heir.pk, alone.pk]


def test_the_successor_owns_drafts_and_registers_under_the_row(old, heir):
    row = row_of(old)
    abolish(old, heir)
    publisher = OfficerFactory(body=heir, role=Role.PUBLISHER)

    draft = publishing.start_draft(body=heir, matter_id=row.matter_id, by=publisher, at=AT)
    register(row, heir)

    assert draft.row == row
    assert [found.id for found in catalogues.rows_of_body(heir, on=ON)] == [row.pk]
    assert catalogues.rows_of_body(Body.objects.get(pk=old.pk), on=ON) == []
    with pytest.raises(actions.DutyRefused, match="not_owed"):
        register(row, Body.objects.get(pk=old.pk))


def test_an_event_of_the_old_body_is_redated_for_the_successor(old, heir):
    row = row_of(old)
    event = register(row, old)
    Duty.objects.filter(event=event).update(due_on=date(2025, 6, 1))

    abolish(old, heir)
    generate(row)

    duty = Duty.objects.get(event=event)
    assert (duty.body_id, duty.due_on, duty.previous_due_on) == (heir.pk, date(2025, 4, 30), date(2025, 6, 1))


def test_a_township_with_its_own_catalogue_owes_by_it_what_it_takes_over(old):
    north, south = BodyFactory.create_batch(2, county=old.county, level="township")
    row = row_of(north, south)
    own = VersionFactory(issued=True, county=old.county, catalogue__owner=south, catalogue__county=old.county)
    mine = RowFactory(version=own, matter=row.matter, owners=[south])

    abolish(north, south)

    assert [(line.row_id, line.body_id) for line in catalogues.owed(old.county, on=ON)] == [(mine.pk, south.pk)]
    assert owed_row(row.matter_id, south, on=ON) == mine


def test_many_abolished_bodies_cost_no_more_queries(old, heir, django_assert_num_queries):
    others = BodyFactory.create_batch(5, county=old.county)
    row = row_of(old, *others)
    for body in (old, *others):
        abolish(body, heir)

    with django_assert_num_queries(3):
        assert owners(row) == [heir.pk]
