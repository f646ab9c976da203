"""One release reaches each of its channels once; what is withdrawn comes off all of them, or a person is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gongkai.channels import actions
from gongkai.channels.models import Delivery, Message, Receipt
from gongkai.channels.rules import states
from gongkai.kernel import outbox
from gongkai.kernel.models import OutboxEvent
from tests.channels.conftest import NOON, parsed, set_up

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock")]


def by_channel():
    return dict(Delivery.objects.order_by("message__version").values_list("channel", "state"))


def deliver(*, later=0):
    outbox.drain_all(at=NOON + timedelta(minutes=later))


def test_a_release_goes_to_the_site_and_to_what_its_row_names(put, hook):
    set_up("board", carriers=["公示栏"])
    put()

    deliver()

    assert by_channel() == {"site": "sent", "feed": "sent", "webhook": "sent"}
    assert Receipt.objects.filter(step="placed").count() == 3
    assert OutboxEvent.objects.filter(topic="delivery_due").count() == 3  # two would let two workers send at once
    assert Delivery.objects.get(channel="site").url == "https://mj.example/info/a/"


def test_the_same_version_is_released_once(put, hook, receiver):
    put()
    put()
    deliver()
    put()
    deliver()

    assert Message.objects.count() == 1
    assert [said["event"] for said in receiver.heard] == ["published"]


def test_what_only_people_can_do_waits_for_them_until_they_confirm(put):
    set_up("board")
    put()
    deliver()
    waiting = Delivery.objects.get(channel="board")
    assert waiting.state == "drafted"

    with pytest.raises(states.DeliveryRefused, match="address_missing"):
        actions.confirm(delivery_id=waiting.pk, url=" ", proof="", by=None, at=NOON)
    actions.confirm(delivery_id=waiting.pk, url="", proof="公开栏照片，11月30日张贴", by=None, at=NOON)

    waiting.refresh_from_db()
    assert waiting.state == "sent"
    assert waiting.receipts.get(step="confirmed").proof == "公开栏照片，11月30日张贴"


def test_a_withdrawal_takes_back_what_can_be_and_leaves_the_rest_to_a_person(put, hook, receiver, mailbox, take_off):
    set_up("mail", to="media@example.test")
    set_up("board")
    set_up("village_group")
    put()
    deliver()
    posted = Delivery.objects.get(channel="board")
    actions.confirm(delivery_id=posted.pk, url="", proof="已张贴", by=None, at=NOON)

    take_off()
    deliver()

    assert by_channel() == {
        "site": "taken_back",
        "feed": "taken_back",
        "webhook": "taken_back",
        "mail": "stuck",
        "board": "stuck",
        "village_group": "taken_back",
    }
    assert receiver.shown == {}
    actions.remove_by_hand(delivery_id=posted.pk, proof="已从公开栏取下", by=None, at=NOON)
    assert by_channel()["board"] == "taken_back"


def test_what_is_withdrawn_before_it_left_never_leaves(put, hook, receiver, take_off):
    put()
    take_off()

    deliver()

    assert receiver.heard == []
    assert set(by_channel().values()) == {"taken_back"}


def test_a_correction_replaces_what_had_not_gone_out_and_what_it_overwrites(put, hook, receiver):
    receiver.status = 503
    put()
    deliver()
    put(version=2, text="每亩补贴99.60元。")
    receiver.status = 200
    deliver(later=5)

    assert [said["version"] for said in receiver.heard] == [2]
    states_of = dict(Delivery.objects.filter(channel="webhook").values_list("message__version", "state"))
    assert states_of == {1: "replaced", 2: "sent"}
    assert Delivery.objects.get(channel="site", message__version=1).state == "replaced"


def test_a_channel_that_fails_for_good_is_left_to_its_owner_who_may_try_again(put, hook, receiver):
    receiver.status = 500
    put()
    for hour in range(10):
        outbox.drain_all(at=NOON + timedelta(hours=hour))
    failed = Delivery.objects.get(channel="webhook")
    assert (failed.state, failed.owner_body_id) == ("failed", 31)
    assert "status=500" in failed.last_problem
    assert Delivery.objects.waiting().get() == failed

    receiver.status = 200
    actions.retry(delivery_id=failed.pk, by=None, at=NOON)
    deliver()

    failed.refresh_from_db()
    assert failed.state == "sent"
    assert len(receiver.heard) == 1


def test_a_withdrawal_that_its_channel_does_not_hear_is_left_to_a_person(put, hook, receiver, take_off):
    put()
    deliver()
    receiver.status = 500
    take_off()

    for hour in range(10):
        outbox.drain_all(at=NOON + timedelta(hours=hour))

    assert by_channel()["webhook"] == "stuck"


def test_another_text_at_the_other_end_is_found(put, hook, receiver):
    receiver.says = {"text": "县融媒体中心转载：每亩补贴96.80元。"}
    put()
    deliver()

    delivery = Delivery.objects.get(channel="webhook")
    assert delivery.differs
    assert "98.60" in delivery.difference
    assert "96.80" in delivery.difference

    actions.compare(delivery_id=delivery.pk, text="县融媒体中心转载： 每亩补贴 98.60 元。", by=None, at=NOON)
    delivery.refresh_from_db()
    assert not delivery.differs


def test_what_lost_its_event_is_sent_on_its_way_again(put, hook, receiver):
    put()
    outbox.OutboxDelivery.objects.update(state="failed")
    later = NOON + timedelta(hours=3)

    assert actions.sweep(at=later) == 3
    outbox.drain_all(at=later)

    assert len(receiver.heard) == 1


def test_mail_to_fixed_addresses_goes_through_a_mail_server(put, mailbox):
    set_up("mail", carriers=["精准推送"], to="a@example.test, b@example.test")
    put()
    deliver()

    (envelope,) = mailbox.mails
    mail = parsed(envelope)
    assert envelope.rcpt_tos == ["a@example.test", "b@example.test"]
    assert mail["Subject"] == "a的公告"
    assert "https://mj.example/info/a/" in mail.get_content()
    assert Delivery.objects.get(channel="mail").proof == mail["Message-ID"]


def test_a_mail_channel_without_an_address_has_sent_nothing_and_says_so(put, mailbox):
    channel = set_up("mail", to="a@example.test")
    channel.options = {"to": ","}
    channel.save()
    put()
    deliver()

    delivery = Delivery.objects.get(channel="mail")
    assert (delivery.state, delivery.last_problem) == ("pending", "no address")


def test_a_title_of_two_lines_is_one_subject(put, mailbox, public):
    set_up("mail", to="a@example.test；b@example.test")
    put()
    public["thing:a"] = replace(public["thing:a"], title="关于补贴\nBcc: x@example.test")
    deliver()

    assert parsed(mailbox.mails[0])["Subject"] == "关于补贴 Bcc: x@example.test"
    assert mailbox.mails[0].rcpt_tos == ["a@example.test", "b@example.test"]


def test_each_move_of_the_table_starts_and_ends_in_a_state_that_exists_and_every_state_is_reached():
    reached = {move.target for move in states.MOVES} | {states.State.PENDING}

    assert reached == set(states.State)
    assert len({(move.name, move.source) for move in states.MOVES}) == len(states.MOVES)
