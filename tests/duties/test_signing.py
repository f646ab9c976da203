"""What is settled by a signature: nothing to report, still valid, waived, opened again, handed over."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from gongkai.duties import actions, queries
from gongkai.duties.actions import NIL, STILL_VALID, DutyRefused, Refusal
from gongkai.duties.models import Duty, PeriodReturn
from gongkai.organisations import events as organisations
from gongkai.organisations.rules.roles import Role
from tests.factories.catalogues import RowFactory
from tests.factories.duties import DutyEventFactory, DutyFactory, FulfilmentFactory, PeriodReturnFactory
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


@pytest.fixture
def officer(body):
    return OfficerFactory(body=body)


@pytest.fixture
def office(row):
    return OfficerFactory(body=BodyFactory(county=row.county), role=Role.OPENNESS_OFFICE)


def quarterly(row, body, n=0, **facts):
    return DutyFactory(row=row, body=body, rule_key=f"第{n}部分|periodic|", **facts)


def test_one_signature_closes_what_is_ticked_and_leaves_the_rest(row, body, officer):
    first, second, unticked = (quarterly(row, body, n) for n in range(3))

    signed = actions.sign_period(
        body=body, kind=NIL, period="2025-Q1", duty_ids=[first.pk, second.pk], by=officer, at=AT
    )

    states = dict(Duty.objects.values_list("pk", "state"))
    assert states == {first.pk: "nil", second.pk: "nil", unticked.pk: "open"}
    assert signed.fulfilments.count() == 2


def test_the_list_shows_what_the_signature_would_close(row, body, officer):
    duty = quarterly(row, body)
    quarterly(row, body, 1, occurrence="2025-Q2", starts_on=date(2025, 6, 30), due_on=date(2025, 7, 28))

    (period,) = queries.signable_periods(body, on=ON)
    lines = queries.signable_duties(body, kind=period.kind, period=period.period, on=ON)

    assert (period.kind, period.period, period.count) == (NIL, "2025-Q1", 1)
    assert [line.id for line in lines] == [duty.pk]


def test_an_event_is_never_signed_away_as_nil(row, body, officer):
    event = DutyEventFactory(row=row, body=body)
    duty = DutyFactory(row=row, body=body, kind="event", event=event, occurrence=f"event:{event.pk}")

    with pytest.raises(DutyRefused, match=Refusal.NOT_SIGNABLE):
        actions.sign_period(body=body, kind=NIL, period=duty.occurrence, duty_ids=[duty.pk], by=officer, at=AT)


def test_the_database_holds_that_an_event_is_never_nil(row, body):
    event = DutyEventFactory(row=row, body=body)

    with pytest.raises(IntegrityError):
        DutyFactory(row=row, body=body, kind="event", event=event, occurrence=f"event:{event.pk}", nil=True)


def test_a_period_that_still_runs_is_not_signed(row, body, officer):
    running = quarterly(row, body, starts_on=date(2025, 6, 30), due_on=date(2025, 7, 28), occurrence="2025-Q2")

    with pytest.raises(DutyRefused, match=Refusal.NOT_SIGNABLE):
        actions.sign_period(body=body, kind=NIL, period="2025-Q2", duty_ids=[running.pk], by=officer, at=AT)


def test_a_single_line_that_is_not_hers_refuses_the_whole_signature(row, body, officer):
    own, foreign = quarterly(row, body), quarterly(row, BodyFactory(county=row.county))

    with pytest.raises(DutyRefused, match=Refusal.NOT_SIGNABLE):
        actions.sign_period(body=body, kind=NIL, period="2025-Q1", duty_ids=[own.pk, foreign.pk], by=officer, at=AT)

    assert not PeriodReturn.objects.exists()
    assert Duty.objects.get(pk=own.pk).state == "open"


def test_an_empty_signature_is_refused(body, officer):
    with pytest.raises(DutyRefused, match=Refusal.NOTHING_SIGNED):
        actions.sign_period(body=body, kind=NIL, period="2025-Q1", duty_ids=[], by=officer, at=AT)


def test_what_is_still_valid_is_looked_at_again_in_a_year(row, body, officer):
    duty = DutyFactory(
        row=row,
        body=body,
        standing=True,
        state="fulfilled",
        fulfilled_on=date(2024, 4, 1),
        closed_at=AT,
        review_on=date(2025, 4, 1),
    )

    actions.sign_period(body=body, kind=STILL_VALID, period="standing", duty_ids=[duty.pk], by=officer, at=AT)

    duty.refresh_from_db()
    assert (duty.state, duty.review_on) == ("fulfilled", date(2026, 4, 10))


def test_a_waiver_needs_a_reason_and_the_office(row, body, officer, office):
    duty = quarterly(row, body)

    with pytest.raises(DutyRefused, match=Refusal.NOT_PERMITTED):
        actions.waive(duty_id=duty.pk, reason="机构改革", by=officer, at=AT)
    with pytest.raises(DutyRefused, match=Refusal.REASON_MISSING):
        actions.waive(duty_id=duty.pk, reason=" ", by=office, at=AT)
    actions.waive(duty_id=duty.pk, reason="机构改革，职责划出", by=office, at=AT)

    duty.refresh_from_db()
    assert (duty.state, duty.reason, duty.approved_by) == ("waived", "机构改革，职责划出", office)


def test_a_closed_duty_is_opened_again_with_a_reason(row, body, office):
    duty = FulfilmentFactory(duty=DutyFactory(row=row, body=body, fulfilled=True)).duty

    actions.reopen(duty_id=duty.pk, reason="链接失效", by=office, at=AT)

    duty.refresh_from_db()
    assert (duty.state, duty.fulfilled_on, duty.closed_at) == ("open", None, None)
    assert not duty.fulfilments.exists()


@pytest.mark.parametrize(
    ("facts", "reason", "refusal"),
    [({}, "理由", Refusal.NOT_CLOSED), ({"fulfilled": True}, " ", Refusal.REASON_MISSING)],
)
def test_opening_again_is_refused(row, body, office, facts, reason, refusal):
    duty = DutyFactory(row=row, body=body, **facts)

    with pytest.raises(DutyRefused, match=refusal):
        actions.reopen(duty_id=duty.pk, reason=reason, by=office, at=AT)


def test_there_is_nothing_to_confirm_where_no_day_moved(row, body, officer):
    with pytest.raises(DutyRefused, match=Refusal.NOTHING_TO_CONFIRM):
        actions.confirm_redate(duty_id=quarterly(row, body).pk, by=officer, at=AT)


def test_an_abolished_bodys_successor_owes_what_was_open(row, body):
    successor = BodyFactory(county=row.county)
    moving, doubled, done = (
        quarterly(row, body, 1),
        quarterly(row, body, 2),
        quarterly(row, body, 3, nil=True),
    )
    quarterly(row, successor, 2)

    organisations.body_abolished.send(None, body_id=body.pk, successor_id=successor.pk, on=ON, by=None, at=AT)

    assert Duty.objects.get(pk=moving.pk).body == successor
    assert not Duty.objects.filter(pk=doubled.pk).exists()
    assert Duty.objects.get(pk=done.pk).body == body


def test_a_withdrawn_piece_leaves_a_duty_with_other_evidence_done(row, body):
    duty = DutyFactory(row=row, body=body, fulfilled=True)
    FulfilmentFactory(duty=duty, information_id="gone")
    FulfilmentFactory(duty=duty, information_id="stays")

    reopened = actions.forget_publication(information_id="gone", reason="撤回", by=None, at=AT)

    duty.refresh_from_db()
    assert (reopened, duty.state) == ([], "fulfilled")


def test_every_factory_makes_what_the_models_allow(row):
    for made in (
        DutyFactory(row=row),
        DutyFactory(row=row, standing=True),
        DutyFactory(row=row, fulfilled=True),
        DutyEventFactory(row=row),
        FulfilmentFactory(),
        PeriodReturnFactory(),
    ):
        made.full_clean()


def test_the_evidence_of_a_duty_is_told(row, body):
    fulfilment = FulfilmentFactory(duty=DutyFactory(row=row, body=body, fulfilled=True))

    (line,) = queries.evidence_of(fulfilment.duty_id)

    assert (line.by_kind, line.information_id, line.title) == (
        "information",
        fulfilment.information_id,
        fulfilment.title,
    )
