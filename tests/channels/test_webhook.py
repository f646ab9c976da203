"""What goes to a webhook is signed over time, number and content; nobody else can make it, or send it again later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.channels import actions
from gongkai.channels.models import Channel, Delivery
from gongkai.channels.rules import signing
from gongkai.channels.rules.kinds import Kind
from gongkai.channels.rules.states import DeliveryRefused
from gongkai.kernel import outbox
from tests.channels.conftest import COUNTY, NOON, set_up

NOW = 1_796_000_000


@given(body=st.binary(max_size=200), delivery=st.text(alphabet="abc-123", min_size=1, max_size=12), late=st.integers())
def test_a_signature_holds_for_its_content_its_number_and_its_minutes(body, delivery, late):
    signature = signing.sign(body, secret="s", delivery=delivery, timestamp=NOW)
    known = {"delivery": delivery, "timestamp": NOW, "signature": signature}

    fresh = abs(late) <= signing.TOLERANCE_SECONDS
    assert signing.is_genuine(body, secret="s", now=NOW + late, **known) is fresh
    assert not signing.is_genuine(body + b" ", secret="s", now=NOW, **known)
    assert not signing.is_genuine(body, secret="t", now=NOW, **known)
    assert not signing.is_genuine(body, secret="s", now=NOW, **{**known, "delivery": delivery + "x"})
    assert not signing.is_genuine(body, secret="s", now=NOW + 1, **{**known, "timestamp": NOW + 1})


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_a_receiver_with_another_secret_shows_nothing(put, hook, receiver):
    hook.seal("guessed")
    hook.save()
    put()
    outbox.drain_all(at=NOON)

    delivery = Delivery.objects.get(channel="webhook")
    assert receiver.shown == {}
    assert "status=403" in delivery.last_problem


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_a_delivery_that_arrived_without_our_knowing_is_not_shown_twice(put, hook, receiver):
    put()
    outbox.drain_all(at=NOON)
    delivery = Delivery.objects.get(channel="webhook")
    Delivery.objects.filter(pk=delivery.pk).update(state="pending", begun_at=NOON)
    outbox.append("delivery_due", county_id=COUNTY, payload={"delivery": delivery.pk}, at=NOON)
    outbox.drain_all(at=NOON)

    assert [said["event"] for said in receiver.heard] == ["published"]
    assert delivery.receipts.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_a_channel_may_not_point_into_our_own_network(put):
    set_up("webhook", secret="s", url="https://127.0.0.1:9/")
    put()
    outbox.drain_all(at=NOON)

    assert "address_not_allowed" in Delivery.objects.get(channel="webhook").last_problem


@pytest.mark.django_db
def test_a_secret_is_kept_sealed_and_survives_a_change_of_the_rest():
    channel = set_up("webhook", secret="a-secret", url="https://media.example/hook")
    assert "a-secret" not in channel.secret

    fields = actions.ChannelFields(Kind.WEBHOOK, "新名字", options={"url": "https://media.example/other"})
    changed = actions.save_channel(county_id=COUNTY, fields=fields, by=None, at=NOON, channel_id=channel.pk)

    assert (changed.name, changed.secret) == ("新名字", channel.secret)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"kind": Kind.WEBHOOK, "name": "甲", "options": {"url": "https://a.example/"}}, "secret_missing"),
        ({"kind": Kind.WEBHOOK, "name": "甲", "secret": "s"}, "incomplete"),
        ({"kind": Kind.WEBHOOK, "name": "甲", "secret": "s", "options": {"url": "file:///x"}}, "address_not_allowed"),
        ({"kind": Kind.WEBHOOK, "name": "甲", "secret": "s", "options": {"url": "http://a.example/"}}, "https_missing"),
        ({"kind": Kind.MAIL, "name": "甲", "options": {"to": "，"}}, "mail_address"),
        ({"kind": Kind.MAIL, "name": "甲", "options": {"to": "a@example.test, 编辑部"}}, "mail_address"),
        ({"kind": Kind.BY_HAND, "name": "政府网站"}, "name_taken"),
        (
            {
                "kind": Kind.WEBHOOK,
                "name": "甲",
                "secret": " env:GONGKAI_SECRET_KEY",
                "options": {"url": "https://a.x/"},
            },
            "environment_name",
        ),
        ({"kind": Kind.BOARD, "name": "  "}, "incomplete"),
        ({"kind": Kind.BOARD, "name": "board渠道"}, "name_taken"),
    ],
)
def test_a_channel_that_could_not_work_is_not_kept(fields, refusal):
    set_up("board")

    with pytest.raises(DeliveryRefused, match=refusal):
        actions.save_channel(county_id=COUNTY, fields=actions.ChannelFields(**fields), by=None, at=NOON)

    assert Channel.objects.of(COUNTY).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_a_secret_may_stay_in_the_operators_environment(put, receiver, monkeypatch):
    monkeypatch.setenv("GONGKAI_CHANNEL_MEDIA", "a-secret-of-the-media-centre")
    set_up("webhook", secret="env:GONGKAI_CHANNEL_MEDIA", url=receiver.address)
    put()
    outbox.drain_all(at=NOON + timedelta(minutes=1))

    assert len(receiver.heard) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_without_its_secret_nothing_is_signed_and_nothing_sent(put, receiver):
    set_up("webhook", secret="env:GONGKAI_CHANNEL_NOWHERE", url=receiver.address)
    put()
    outbox.drain_all(at=NOON)

    assert "secret is not set" in Delivery.objects.get(channel="webhook").last_problem


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_what_a_receiver_answers_is_no_script_and_can_be_kept(put, hook, receiver):
    receiver.says = {"url": "javascript:alert(1)", "receipt": "r\0eceipt"}
    put()
    outbox.drain_all(at=NOON)

    delivery = Delivery.objects.get(channel="webhook")
    assert (delivery.state, delivery.url, delivery.proof) == ("sent", "", "receipt")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_what_still_waits_for_a_channel_that_is_switched_off_is_left_to_a_person(put, hook, receiver, take_off):
    put()
    put("b")
    actions.switch(county_id=COUNTY, channel_id=hook.pk, is_active=False, by=None, at=NOON)
    outbox.drain_all(at=NOON)
    waiting, withdrawn = Delivery.objects.filter(channel="webhook").order_by("pk")
    take_off("b")

    assert receiver.heard == []
    withdrawn.refresh_from_db()
    assert (waiting.state, withdrawn.state) == ("failed", "taken_back")

    actions.switch(county_id=COUNTY, channel_id=hook.pk, is_active=True, by=None, at=NOON)
    actions.retry(delivery_id=waiting.pk, by=None, at=NOON)
    outbox.drain_all(at=NOON)
    assert [said["id"] for said in receiver.heard] == ["thing:a"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_a_channel_that_is_switched_off_gets_nothing_more(put, hook, receiver):
    actions.switch(county_id=COUNTY, channel_id=hook.pk, is_active=False, by=None, at=NOON)
    put()
    outbox.drain_all(at=NOON)

    assert receiver.heard == []
    site = Channel.objects.get(kind="site")
    with pytest.raises(DeliveryRefused, match="own_channel"):
        actions.switch(county_id=COUNTY, channel_id=site.pk, is_active=False, by=None, at=NOON)
