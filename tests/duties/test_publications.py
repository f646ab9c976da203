"""What publishing tells duties, and events taken in by the hundred."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.duties import actions, fetching
from gongkai.duties.actions import DutyRefused, NewEvent, Publication, Refusal
from gongkai.duties.models import Duty, DutyEvent
from gongkai.organisations.rules.roles import Role
from tests.factories.catalogues import RowFactory
from tests.factories.duties import DutyFactory
from tests.factories.organisations import BodyFactory, OfficerFactory

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 10, 1, tzinfo=UTC)
ON = date(2025, 4, 10)


@pytest.fixture
def row():
    return RowFactory(issued=True)


@pytest.fixture
def body(row):
    return BodyFactory(county=row.county)


def publish(row, body, *duties, on=ON):
    pieces = [
        Publication(f"info{n}", "公告", on, row.matter_id, body.pk, duty.pk if duty else None)
        for n, duty in enumerate(duties or (None,))
    ]
    return actions.record_publications(county=row.county, publications=pieces, by=None, at=AT)


def standing(row, body, scope="", **facts):
    return DutyFactory(row=row, body=body, standing=True, scope=scope, rule_key=f"{scope}|standing|", **facts)


def test_a_duty_that_is_done_gets_more_evidence_and_stays_as_it_is(row, body):
    duty = DutyFactory(row=row, body=body, fulfilled=True)

    closed = publish(row, body, duty)

    before = duty.fulfilled_on
    duty.refresh_from_db()
    assert (closed, duty.fulfilled_on, duty.fulfilments.count()) == ([], before, 1)


def test_something_new_under_a_standing_duty_puts_its_review_off(row, body):
    duty = standing(
        row, body, state="fulfilled", fulfilled_on=date(2024, 1, 2), closed_at=AT, review_on=date(2025, 1, 2)
    )

    publish(row, body, None, None)

    duty.refresh_from_db()
    assert (duty.fulfilled_on, duty.review_on) == (date(2024, 1, 2), date(2026, 4, 10))


def test_of_two_pieces_taken_in_together_the_first_to_appear_closes_the_duty(row, body):
    duty = DutyFactory(row=row, body=body, due_on=date(2025, 4, 30))
    late, early = (
        Publication(name, "公告", day, row.matter_id, body.pk, duty.pk)
        for name, day in (("late", date(2025, 5, 10)), ("early", date(2025, 4, 20)))
    )

    actions.record_publications(county=row.county, publications=[late, early], by=None, at=AT)

    assert Duty.objects.get(pk=duty.pk).fulfilled_on == date(2025, 4, 20)


def test_after_a_withdrawal_a_duty_is_fulfilled_from_the_day_of_what_remains(row, body):
    duty = DutyFactory(row=row, body=body, due_on=date(2025, 4, 30))
    pieces = [
        Publication("early", "公告", date(2025, 4, 20), row.matter_id, body.pk, duty.pk),
        Publication("late", "公告", date(2025, 5, 10), row.matter_id, body.pk, duty.pk),
    ]
    actions.record_publications(county=row.county, publications=pieces, by=None, at=AT)

    reopened = actions.forget_publication(information_id="early", reason="撤回", by=None, at=AT)

    assert (reopened, Duty.objects.get(pk=duty.pk).fulfilled_on) == ([], date(2025, 5, 10))


def test_a_piece_speaks_for_the_whole_row_and_for_its_own_part(row, body):
    whole, own, other = standing(row, body), standing(row, body, "处罚依据"), standing(row, body, "咨询电话")
    duty = DutyFactory(row=row, body=body, scope="处罚依据")

    publish(row, body, duty)

    states = dict(Duty.objects.values_list("pk", "state"))
    assert states == {whole.pk: "fulfilled", own.pk: "fulfilled", other.pk: "open", duty.pk: "fulfilled"}


def test_the_only_standing_duty_is_meant_whatever_it_is_called(row, body):
    duty = standing(row, body, "除处罚决定外其他内容")

    publish(row, body)

    assert Duty.objects.get(pk=duty.pk).state == "fulfilled"


def test_a_standing_duty_fulfilled_elsewhere_is_looked_at_again(row, body):
    duty = standing(row, body)
    found = fetching.Fetched("https://example.org/", "职责", None, "0" * 64)

    actions.fulfil_with_external(duty_id=duty.pk, url=found.url, by=None, at=AT, fetch=lambda url: found)

    duty.refresh_from_db()
    assert (duty.fulfilled_on, duty.review_on) == (ON, date(2026, 4, 10))


def test_a_closed_duty_is_not_waived(row, body):
    with pytest.raises(DutyRefused, match=Refusal.NOT_OPEN):
        actions.waive(
            duty_id=DutyFactory(row=row, body=body, nil=True).pk,
            reason="理由",
            by=OfficerFactory(body=BodyFactory(county=row.county), role=Role.OPENNESS_OFFICE),
            at=AT,
        )


def test_a_body_above_the_county_owes_nothing_here(row):
    ministry = BodyFactory(county=None, division=row.county.division, level="nation", short_name="部")

    with pytest.raises(DutyRefused, match=Refusal.OTHER_COUNTY):
        actions.sign_period(body=ministry, kind=actions.NIL, period="2025-Q1", duty_ids=[1], by=OfficerFactory(), at=AT)


@pytest.fixture
def owed(row):
    body = BodyFactory(county=row.county)
    return RowFactory(version=row.version, county=row.county, owners=[body]), body


def test_events_are_taken_in_once_and_dated_by_the_next_generation(owed):
    row, body = owed
    told = [NewEvent(row.matter_id, body.pk, "formed", date(2025, 4, n), "决定", f"A-{n}") for n in (1, 2)]

    first = actions.take_in_events(county=row.county, events=told, source="system", by=None, at=AT)
    second = actions.take_in_events(county=row.county, events=told, source="system", by=None, at=AT)
    actions.generate(county=row.county, on=ON, at=AT)

    assert first == second
    assert set(first) == {"A-1", "A-2"}
    assert list(Duty.objects.filter(kind="event").order_by("due_on").values_list("due_on", flat=True)) == [
        date(2025, 4, 29),
        date(2025, 4, 30),
    ]


def test_one_event_that_nobody_owes_refuses_them_all(owed):
    row, body = owed
    told = [
        NewEvent(row.matter_id, body.pk, "formed", ON, "决定", "A-1"),
        NewEvent(row.matter_id, BodyFactory(county=row.county).pk, "formed", ON, "决定", "A-2"),
    ]

    with pytest.raises(DutyRefused, match=Refusal.NOT_OWED):
        actions.take_in_events(county=row.county, events=told, source="system", by=None, at=AT)

    assert not DutyEvent.objects.exists()
