"""Is a digest sent at most once a working day, and only to whom something needs?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.channels.models import Delivery, Message
from gongkai.kernel import periodic
from gongkai.workbench import actions
from tests.factories.organisations import CountySettingFactory
from tests.factories.publishing import InformationFactory

HALF_PAST_EIGHT = datetime(2025, 5, 12, 0, 30, tzinfo=UTC)
SATURDAY = datetime(2025, 5, 10, 0, 30, tzinfo=UTC)
WORKED_SUNDAY = datetime(2025, 4, 27, 0, 30, tzinfo=UTC)
PAST, SOON = date(2025, 5, 6), date(2025, 5, 14)


@pytest.fixture
def due(place):
    place.duty("救助资金", due_on=PAST)
    place.duty("救助人数", due_on=SOON)
    return place


def test_the_officer_is_told_what_waits_and_what_comes_first(due):
    actions.send_digests(HALF_PAST_EIGHT)

    message = Message.objects.get()
    assert "1项任务逾期、1项任务即将到期" in message.subject
    assert "2025-05-06 逾期6天　救助资金" in message.text
    assert Delivery.objects.get().address == due.clerk.email


def test_running_again_the_same_day_tells_nobody_twice(due):
    first = actions.send_digests(HALF_PAST_EIGHT)
    again = [actions.send_digests(HALF_PAST_EIGHT), actions.send_digests(HALF_PAST_EIGHT.replace(hour=9))]

    assert (first, again) == (1, [0, 0])
    assert Message.objects.count() == 1


def test_the_next_working_day_is_another_digest(due):
    actions.send_digests(HALF_PAST_EIGHT)

    assert actions.send_digests(HALF_PAST_EIGHT.replace(day=13)) == 1


def test_nobody_is_told_on_a_rest_day(due):
    assert actions.send_digests(SATURDAY) == 0


def test_a_weekend_that_is_worked_is_a_working_day(place):
    place.duty("救助资金", due_on=date(2025, 4, 25))

    assert actions.send_digests(WORKED_SUNDAY) == 1


def test_nobody_is_told_when_nothing_needs_her(place):
    place.duty("以后的事", due_on=date(2025, 8, 1))
    place.duty("办完的事", fulfilled=True)

    assert actions.send_digests(HALF_PAST_EIGHT) == 0
    assert not Message.objects.exists()


def test_nobody_is_told_before_the_countys_hour(due):
    CountySettingFactory(county=due.county, key="channels.digest_hour", value=10)

    assert actions.send_digests(HALF_PAST_EIGHT) == 0
    assert actions.send_digests(HALF_PAST_EIGHT.replace(hour=2)) == 1


def test_a_returned_draft_is_told_to_who_wrote_it(place):
    InformationFactory(body=place.health, drafted_by=place.signer, returned_note="金额对不上")

    actions.send_digests(HALF_PAST_EIGHT)

    assert "1篇稿件退回修改" in Message.objects.get().text
    assert Delivery.objects.get().address == place.signer.email


def test_a_signer_is_told_of_what_waits_but_not_of_her_own(place):
    InformationFactory(in_review=True, body=place.civil, drafted_by=place.clerk)
    InformationFactory(in_review=True, body=place.civil, drafted_by=place.signer)

    actions.send_digests(HALF_PAST_EIGHT)

    assert "1篇稿件等您审签" in Message.objects.get().text


def test_somebody_without_an_address_is_not_marked_as_told(due):
    due.clerk.email = ""
    due.clerk.save()

    assert actions.send_digests(HALF_PAST_EIGHT) == 0
    due.clerk.refresh_from_db()
    assert due.clerk.digest_sent_on is None


def test_a_digest_names_the_countys_own_address(due):
    CountySettingFactory(county=due.county, key="site.domain", value="www.example.gov.cn")

    actions.send_digests(HALF_PAST_EIGHT)

    assert "https://www.example.gov.cn/desk/" in Message.objects.get().text


def test_a_digest_counts_neither_sign_ins_nor_reads(due, client):
    client.force_login(due.clerk)
    client.get("/desk/")
    actions.send_digests(HALF_PAST_EIGHT)

    text = Message.objects.get().text
    assert not any(word in text for word in ("登录", "已读", "浏览"))


def test_the_schedule_sends_at_half_past(due):
    periodic.run_due(at=HALF_PAST_EIGHT.replace(minute=0))

    periodic.run_due(at=HALF_PAST_EIGHT)

    assert Message.objects.filter(key=f"digest:{due.clerk.pk}:2025-05-12").count() == 1
