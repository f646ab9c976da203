"""What happens while a delivery is under way, or after its worker was killed: nobody is told in the wrong order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.channels import actions, tasks
from gongkai.channels.models import Delivery
from gongkai.channels.rules.states import DeliveryRefused
from gongkai.kernel import outbox
from gongkai.kernel.models import OutboxDelivery
from tests.channels.conftest import COUNTY, NOON, set_up

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock")]


def deliver(*, later=0):
    outbox.drain_all(at=NOON + timedelta(minutes=later))


def begun(channel, *, version=1, lent=False):
    """As a worker leaves it that has called the other side, or was killed then; its event may still be lent to it."""
    delivery = Delivery.objects.get(channel=channel, message__version=version)
    Delivery.objects.filter(pk=delivery.pk).update(begun_at=NOON)
    if lent:
        events = OutboxDelivery.objects.filter(event__payload__delivery=delivery.pk)
        events.update(due_at=NOON + outbox.LEASE)
    return delivery


def test_what_is_withdrawn_under_way_is_taken_back_once_it_is_known_what_became_of_it(put, hook, receiver, take_off):
    put()
    delivery = begun("webhook")
    take_off()
    delivery.refresh_from_db()
    assert delivery.state == "pending"

    deliver()

    delivery.refresh_from_db()
    assert delivery.state == "taken_back"
    assert [said["event"] for said in receiver.heard] == ["withdrawn"]


def test_a_later_version_waits_while_an_earlier_one_is_under_way(put, hook, receiver):
    put()
    earlier = begun("webhook", lent=True)
    put(version=2)
    deliver()
    assert receiver.heard == []

    deliver(later=3)
    deliver(later=6)

    assert [said["version"] for said in receiver.heard] == [2]
    earlier.refresh_from_db()
    assert earlier.state == "replaced"


def test_a_draft_that_a_killed_worker_left_of_an_earlier_version_is_deleted(put, account, wechat):
    put()
    deliver()
    earlier = Delivery.objects.get(channel="wechat")
    Delivery.objects.filter(pk=earlier.pk).update(state="pending", begun_at=NOON, proof="")
    earlier.receipts.all().delete()
    put(version=2, text="每亩补贴99.60元。")
    outbox.append("delivery_due", county_id=COUNTY, payload={"delivery": earlier.pk}, at=NOON)
    deliver()
    deliver(later=3)

    earlier.refresh_from_db()
    assert earlier.state == "taken_back"
    (draft,) = wechat.drafts.values()
    assert draft["news_item"][0]["content"] == "<p>每亩补贴99.60元。</p>"


def test_a_withdrawal_that_lost_its_event_is_found_again(put, hook, receiver, take_off):
    put()
    deliver()
    take_off()
    OutboxDelivery.objects.filter(state="pending").update(state="failed")
    later = NOON + timedelta(hours=3)

    tasks.sweep(later)
    outbox.drain_all(at=later)

    assert receiver.shown == {}
    assert Delivery.objects.get(channel="webhook").state == "taken_back"


def test_a_server_that_is_away_is_asked_again(put, account, wechat, settings):
    settings.WECHAT_API, there = "http://127.0.0.1:9", settings.WECHAT_API
    put()
    deliver()
    assert "address_unreachable" in Delivery.objects.get(channel="wechat").last_problem

    settings.WECHAT_API = there
    deliver(later=5)

    assert Delivery.objects.get(channel="wechat").state == "drafted"


def test_a_secret_that_was_sealed_with_another_key_is_told(put, hook, settings):
    settings.SEAL_KEY = "another"
    put()
    deliver()

    assert "another key" in Delivery.objects.get(channel="webhook").last_problem


def test_a_draft_that_somebody_changed_there_is_found(put, account, wechat):
    put()
    deliver()
    (draft,) = wechat.drafts.values()
    assert actions.look(at=NOON) == 0

    draft["news_item"][0]["content"] = "<p>每亩补贴96.80元。</p>"
    tasks.look(NOON)
    delivery = Delivery.objects.get(channel="wechat")
    assert "96.80" in delivery.difference

    wechat.drafts.clear()
    assert actions.look(at=NOON) == 0


def test_what_stands_nowhere_is_not_compared(put, public):
    set_up("board")
    put()
    deliver()
    public.clear()
    delivery = Delivery.objects.get(channel="board")

    with pytest.raises(DeliveryRefused, match="not_open"):
        actions.compare(delivery_id=delivery.pk, text="每亩", by=None, at=NOON)
    with pytest.raises(DeliveryRefused, match="address_not_allowed"):
        actions.confirm(delivery_id=delivery.pk, url="ftp://x", proof="", by=None, at=NOON)
    with pytest.raises(DeliveryRefused, match="not_open"):
        actions.retry(delivery_id=delivery.pk, by=None, at=NOON)


def test_an_answer_that_says_nothing_is_an_answer(put, hook, receiver):
    receiver.says = {"url": 7, "receipt": None, "state": "draft"}
    put()
    deliver()

    delivery = Delivery.objects.get(channel="webhook")
    assert (delivery.state, delivery.url, delivery.proof) == ("drafted", "", "")


def test_the_jobs_run_when_there_is_nothing_to_do():
    tasks.sweep(NOON)
    tasks.look(NOON)
    tasks.send_letters(NOON)
    tasks.send_letters(NOON.replace(hour=18))
    tasks.sweep_subscriptions(NOON)
