"""A draft is put into the account's draft box through the real calls; a person publishes it and says where."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.channels import actions
from gongkai.channels.models import Channel, Delivery
from gongkai.kernel import outbox
from tests.channels.conftest import NOON

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock", "account")]


def draft_of(wechat):
    (draft,) = wechat.drafts.values()
    return draft["news_item"][0]


def deliver(*, later=0):
    outbox.drain_all(at=NOON + timedelta(minutes=later))
    return Delivery.objects.filter(channel="wechat").order_by("id").last()


def test_a_release_becomes_a_draft_that_waits_for_a_person(put, wechat):
    put()
    delivery = deliver()

    article = draft_of(wechat)
    assert (article["title"], article["content"]) == ("a的公告", "<p>每亩补贴98.60元。</p>")
    assert article["content_source_url"] == f"https://mj.example/info/a/#{delivery.public_id}"
    assert (delivery.state, delivery.proof) == ("drafted", next(iter(wechat.drafts)))
    assert not delivery.differs
    assert delivery.expected == delivery.found

    actions.confirm(delivery_id=delivery.pk, url="https://mp.weixin.qq.com/s/abc", proof="", by=None, at=NOON, text="")
    delivery.refresh_from_db()
    assert (delivery.state, delivery.url) == ("sent", "https://mp.weixin.qq.com/s/abc")


def test_the_cover_is_uploaded_once_for_an_account(put, wechat):
    put("a")
    deliver()
    put("b")
    deliver()

    assert len(wechat.covers) == 1
    assert Channel.objects.get(kind="wechat").options["cover"] in wechat.covers
    assert len(wechat.drafts) == 2


def test_a_withdrawn_draft_is_deleted(put, wechat, take_off):
    put()
    deliver()
    take_off()

    assert deliver().state == "taken_back"
    assert wechat.drafts == {}


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_what_a_person_published_a_person_takes_off(put, wechat, take_off, is_confirmed):
    put()
    delivery = deliver()
    if is_confirmed:
        actions.confirm(delivery_id=delivery.pk, url="https://mp.weixin.qq.com/s/a", proof="", by=None, at=NOON)
    else:
        wechat.drafts.clear()  # published from the draft box, and nobody told us yet
    take_off()

    assert deliver().state == "stuck"


def test_a_draft_left_behind_by_a_killed_worker_is_found_and_not_made_twice(put, wechat):
    put()
    deliver()
    Delivery.objects.filter(channel="wechat").update(state="pending", begun_at=NOON, proof="")
    Delivery.objects.get(channel="wechat").receipts.all().delete()
    outbox.append("delivery_due", county_id=7, payload={"delivery": Delivery.objects.get(channel="wechat").pk}, at=NOON)

    delivery = deliver()

    assert len(wechat.drafts) == 1
    assert delivery.proof == next(iter(wechat.drafts))


def test_a_long_piece_leads_to_its_original_and_pictures_are_left_there(put, wechat, public):
    put(text="长" * 20_000)
    deliver()

    assert "阅读原文" in draft_of(wechat)["content"]
    assert not Delivery.objects.get(channel="wechat").differs


def test_a_wrong_secret_is_told_without_being_shown(put, wechat, account):
    account.seal("wrong")
    account.save()
    put()

    delivery = deliver()

    assert delivery.state == "pending"
    assert "40125" in delivery.last_problem
    assert "wrong" not in delivery.last_problem


def test_a_correction_deletes_the_draft_of_the_earlier_version(put, wechat):
    put()
    deliver()
    put(version=2, text="每亩补贴99.60元。")
    deliver()

    assert draft_of(wechat)["content"] == "<p>每亩补贴99.60元。</p>"
