"""A county's duties come from its catalogue and its events, once each."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.audit.models import Entry
from gongkai.duties import actions
from gongkai.duties.models import Duty
from gongkai.organisations.rules.roles import Role
from gongkai.workdays import actions as workdays
from gongkai.workdays.rules.calendar import DayKind, SpecialDay
from tests.factories.catalogues import RowFactory, VersionFactory
from tests.factories.organisations import BodyFactory, OfficerFactory

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
ON = date(2025, 4, 2)
QUARTERLY = {"rules": [{"kind": "periodic", "amount": 1, "unit": "quarter", "trigger": None, "scope": None}]}


def generate(county, *, on=ON, at=AT):
    return actions.generate(county=county, on=on, at=at)


def row_owed_by_a_department(**row):
    version = VersionFactory(issued=True)
    body = BodyFactory(county=version.catalogue.county)
    return RowFactory(version=version, owners=[body], **row), body


def test_a_quarterly_row_is_owed_for_the_past_the_present_and_the_next_quarter():
    row, body = row_owed_by_a_department(time_rules=QUARTERLY)

    generate(row.county)

    found = Duty.objects.filter(body=body).order_by("due_on").values_list("occurrence", "starts_on", "due_on")
    assert list(found) == [
        ("2025-Q1", date(2025, 3, 31), date(2025, 4, 28)),
        ("2025-Q2", date(2025, 6, 30), date(2025, 7, 28)),
        ("2025-Q3", date(2025, 9, 30), date(2025, 11, 4)),
    ]


def test_twenty_days_after_forming_makes_one_standing_duty_and_no_date():
    row, _body = row_owed_by_a_department()

    generate(row.county)

    duty = Duty.objects.get()
    assert (duty.kind, duty.occurrence, duty.due_on) == ("standing", "standing", None)
    assert duty.review_on == date(2026, 1, 12)  # twelve months after 10 January, a Saturday, so the Monday


def test_each_body_that_owes_the_row_owes_it_for_itself():
    version = VersionFactory(issued=True)
    bodies = BodyFactory.create_batch(3, county=version.catalogue.county)
    RowFactory(version=version, owners=bodies)

    generate(version.catalogue.county)

    assert set(Duty.objects.values_list("body_id", flat=True)) == {body.pk for body in bodies}


def test_generating_twice_writes_nothing_the_second_time():
    row, _body = row_owed_by_a_department(time_rules=QUARTERLY)
    generate(row.county)
    before = list(Duty.objects.order_by("id").values())
    entries = Entry.objects.count()

    again = generate(row.county)

    assert (again.created, again.updated, again.dropped) == (0, 0, 0)
    assert list(Duty.objects.order_by("id").values()) == before
    assert Entry.objects.count() == entries


def test_rows_that_do_not_apply_or_are_on_request_only_owe_nothing():
    row, body = row_owed_by_a_department(mode=["依申请"])
    RowFactory(version=row.version, decision="not_applicable", owners=[body])

    generate(row.county)

    assert not Duty.objects.exists()


def test_a_registered_event_falls_due_by_the_limit_of_its_row():
    row, body = row_owed_by_a_department()
    officer = OfficerFactory(body=body, role=Role.PUBLISHER)

    event = actions.register_event(
        matter_id=row.matter_id,
        body=body,
        trigger="formed",
        occurred_on=date(2025, 4, 1),
        title="2025年实施方案",
        by=officer,
        at=AT,
    )

    duty = Duty.objects.get(event=event)
    assert (duty.kind, duty.occurrence, duty.due_on) == ("event", f"event:{event.pk}", date(2025, 4, 29))
    assert duty.working["start"] == "2025-04-01"


def test_a_repeat_of_a_business_systems_own_key_is_one_event():
    row, body = row_owed_by_a_department()
    told = {
        "matter_id": row.matter_id,
        "body": body,
        "trigger": "formed",
        "occurred_on": date(2025, 4, 1),
        "title": "处罚决定",
        "by": None,
        "at": AT,
        "source": "case-system",
        "source_key": "A-17",
    }

    first, second = actions.register_event(**told), actions.register_event(**told)

    assert first == second
    assert Duty.objects.filter(kind="event").count() == 1


def test_a_repeat_with_an_empty_key_is_two_events():
    row, body = row_owed_by_a_department()
    told = {
        "matter_id": row.matter_id,
        "body": body,
        "trigger": "formed",
        "occurred_on": date(2025, 4, 1),
        "title": "公告",
        "by": None,
        "at": AT,
    }

    actions.register_event(**told)
    actions.register_event(**told)

    assert Duty.objects.filter(kind="event").count() == 2


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"trigger": "hearing"}, actions.Refusal.NO_SUCH_TRIGGER),
        ({"occurred_on": date(2025, 4, 3)}, actions.Refusal.DATE_IN_FUTURE),
    ],
)
def test_an_event_that_the_row_does_not_know_is_refused(change, refusal):
    row, body = row_owed_by_a_department()
    told = {"trigger": "formed", "occurred_on": date(2025, 4, 1)} | change

    with pytest.raises(actions.DutyRefused) as refused:
        actions.register_event(matter_id=row.matter_id, body=body, title="公告", by=None, at=AT, **told)

    assert refused.value.refusal is refusal
    assert not Duty.objects.exists()


def test_an_officer_of_another_body_registers_nothing():
    row, body = row_owed_by_a_department()
    stranger = OfficerFactory(body=BodyFactory(county=row.county))

    with pytest.raises(actions.DutyRefused, match="not_permitted"):
        actions.register_event(
            matter_id=row.matter_id, body=body, trigger="formed", occurred_on=ON, title="公告", by=stranger, at=AT
        )


def test_a_body_that_does_not_owe_the_matter_registers_nothing():
    row, _body = row_owed_by_a_department()

    with pytest.raises(actions.DutyRefused, match="not_owed"):
        actions.register_event(
            matter_id=row.matter_id,
            body=BodyFactory(county=row.county),
            trigger="formed",
            occurred_on=ON,
            title="公告",
            by=None,
            at=AT,
        )


def test_a_corrected_calendar_moves_open_duties_and_keeps_the_earlier_day():
    row, _body = row_owed_by_a_department(time_rules=QUARTERLY)
    generate(row.county)
    rest = SpecialDay(date(2025, 4, 25), DayKind.REST, "县庆")

    workdays.set_local_day(county_id=row.county_id, day=rest, by=None, at=AT)
    report = generate(row.county)

    duty = Duty.objects.get(occurrence="2025-Q1")
    assert (duty.due_on, duty.previous_due_on) == (date(2025, 4, 29), date(2025, 4, 28))
    assert [moved.duty_id for moved in report.redated] == [duty.pk]


def test_a_calendar_corrected_back_leaves_nothing_to_confirm():
    row, _body = row_owed_by_a_department(time_rules=QUARTERLY)
    generate(row.county)
    rest = SpecialDay(date(2025, 4, 25), DayKind.REST, "县庆")
    workdays.set_local_day(county_id=row.county_id, day=rest, by=None, at=AT)
    generate(row.county)

    workdays.remove_local_day(county_id=row.county_id, on=rest.on, by=None, at=AT)
    generate(row.county)

    duty = Duty.objects.get(occurrence="2025-Q1")
    assert (duty.due_on, duty.previous_due_on) == (date(2025, 4, 28), None)


def test_closed_duties_are_never_touched():
    row, _body = row_owed_by_a_department(time_rules=QUARTERLY)
    generate(row.county)
    Duty.objects.filter(occurrence="2025-Q1").update(state="fulfilled", fulfilled_on=date(2025, 4, 1), closed_at=AT)
    rest = SpecialDay(date(2025, 4, 25), DayKind.REST, "县庆")
    workdays.set_local_day(county_id=row.county_id, day=rest, by=None, at=AT)

    generate(row.county)

    assert Duty.objects.get(occurrence="2025-Q1").due_on == date(2025, 4, 28)


def test_an_officer_confirms_a_new_day_and_the_earlier_one_goes():
    row, body = row_owed_by_a_department(time_rules=QUARTERLY)
    generate(row.county)
    rest = SpecialDay(date(2025, 4, 25), DayKind.REST, "县庆")
    workdays.set_local_day(county_id=row.county_id, day=rest, by=None, at=AT)
    generate(row.county)
    duty = Duty.objects.get(occurrence="2025-Q1")

    actions.confirm_redate(duty_id=duty.pk, by=OfficerFactory(body=body), at=AT)

    duty.refresh_from_db()
    assert duty.previous_due_on is None


def test_what_a_new_catalogue_no_longer_asks_for_goes_but_what_is_overdue_stays():
    row, body = row_owed_by_a_department(time_rules=QUARTERLY)
    generate(row.county)
    on = date(2025, 5, 10)
    newer = VersionFactory(catalogue=row.version.catalogue, state="draft", number=2, county=row.county)
    RowFactory(version=newer, matter=row.matter, decision="not_applicable", owners=[body])
    type(newer).objects.filter(pk=row.version_id).update(state="superseded", in_force_until=on)
    type(newer).objects.filter(pk=newer.pk).update(state="issued", in_force_from=on, issued_at=AT)

    generate(row.county, on=on)

    assert list(Duty.objects.values_list("occurrence", flat=True)) == ["2025-Q1"]


def test_a_stricter_row_redates_and_does_not_duplicate():
    row, body = row_owed_by_a_department()
    event = actions.register_event(
        matter_id=row.matter_id, body=body, trigger="formed", occurred_on=date(2025, 4, 1), title="公告", by=None, at=AT
    )
    newer = VersionFactory(catalogue=row.version.catalogue, number=2, county=row.county)
    stricter = {"rules": [{"kind": "within", "trigger": "formed_or_changed", "amount": 7, "unit": "workday"}]}
    RowFactory(version=newer, matter=row.matter, time_rules=stricter, owners=[body])
    type(newer).objects.filter(pk=row.version_id).update(state="superseded", in_force_until=ON)
    type(newer).objects.filter(pk=newer.pk).update(state="issued", in_force_from=ON, issued_at=AT)

    generate(row.county)

    duty = Duty.objects.get(event=event)
    assert (duty.due_on, duty.previous_due_on) == (date(2025, 4, 11), date(2025, 4, 29))
    assert duty.row.version_id == newer.pk
