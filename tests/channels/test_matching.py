"""Every release reaches every subscriber whom it concerns, once; and nobody is told of what is gone."""

from __future__ import annotations

import logging
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.channels import actions, subscriptions
from gongkai.channels.models import Delivery, Interest, Message, Notice, Subscriber
from gongkai.channels.rules import subscribing as rules
from gongkai.kernel import outbox
from tests.channels.conftest import COUNTY, NOON, parsed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock")]

BEFORE = NOON - timedelta(days=2)


def ask(address="reader@example.test", key="field:aid", *, frequency="now", asker="a", at=BEFORE):
    return actions.subscribe(
        county_id=COUNTY, address=address, key=key, label=key, frequency=frequency, asker=asker, at=at
    )


def reader(address="reader@example.test", *keys, frequency="now"):
    """One who has confirmed, with the letters that led there done."""
    for nth, key in enumerate(keys or ("field:aid",)):
        subscriber = ask(address, key, frequency=frequency, asker=address, at=BEFORE - timedelta(days=nth))
    actions.confirm_subscription(subscriber_id=subscriber.pk, at=BEFORE)
    Delivery.objects.all().delete()
    return subscriber


def news(mailbox):
    return [(envelope.rcpt_tos[0], parsed(envelope)["Subject"].strip()) for envelope in mailbox.mails]


def deliver(*, later=0):
    outbox.drain_all(at=NOON + timedelta(minutes=later))


def test_nothing_is_sent_before_the_address_is_confirmed(put, mailbox):
    subscriber = ask()
    put(keys=["field:aid"])
    deliver()

    (letter,) = mailbox.mails
    text = parsed(letter).get_content()
    assert f"https://mj.example/subscriptions/{subscriptions.token_of(subscriber)}/confirm/" in text
    assert Notice.objects.count() == 0

    actions.confirm_subscription(subscriber_id=subscriber.pk, at=NOON)
    put("b", keys=["field:aid"])
    deliver()
    assert news(mailbox)[1:] == [("reader@example.test", "b的公告")]


def test_a_letter_can_be_unsubscribed_from_with_one_click(put, mailbox):
    subscriber = reader()
    put(keys=["field:aid"])
    deliver()

    mail = parsed(mailbox.mails[0])
    link = f"https://mj.example/subscriptions/{subscriptions.token_of(subscriber)}/unsubscribe/"
    assert mail["List-Unsubscribe"].strip() == f"<{link}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in mail.get_content()


def test_who_wants_several_things_of_one_release_is_told_once(put, mailbox):
    reader("reader@example.test", "field:aid", "body:civil", "word:补贴")
    put(keys=["field:aid", "body:civil"])
    deliver()
    deliver()

    assert len(mailbox.mails) == 1


def test_daily_and_weekly_letters_gather(put, mailbox):
    reader("day@example.test", frequency="daily")
    reader("week@example.test", frequency="weekly")
    put("a", keys=["field:aid"])
    put("b", keys=["field:aid"])
    deliver()
    assert mailbox.mails == []

    assert actions.send_letters(at=NOON) == 2
    assert actions.send_letters(at=NOON) == 0
    deliver()
    put("c", keys=["field:aid"])
    deliver()
    actions.send_letters(at=NOON + timedelta(days=1))
    deliver(later=24 * 60 + 1)

    told = news(mailbox)
    assert told[:2] == [
        ("day@example.test", "明镜县政务公开：您订阅的2条新信息"),
        ("week@example.test", "明镜县政务公开：您订阅的2条新信息"),
    ]
    assert told[2:] == [("day@example.test", "c的公告")]


def test_what_is_withdrawn_before_the_letter_is_not_in_it(put, mailbox, take_off):
    reader(frequency="daily")
    put("a", keys=["field:aid"])
    put("b", keys=["field:aid"])
    deliver()
    take_off("a")
    actions.send_letters(at=NOON)
    deliver()

    (mail,) = mailbox.mails
    assert parsed(mail)["Subject"] == "b的公告"
    assert "a的公告" not in parsed(mail).get_content()


def test_a_letter_with_nothing_left_is_not_sent(put, mailbox, take_off):
    reader(frequency="daily")
    put("a", keys=["field:aid"])
    deliver()
    actions.send_letters(at=NOON)
    take_off("a")
    deliver()

    assert mailbox.mails == []
    assert Delivery.objects.get(address__startswith="subscriber:").state == "taken_back"


def test_a_correction_is_told_in_the_place_of_what_it_corrects(put, mailbox):
    reader(frequency="daily")
    put("a", keys=["field:aid"])
    put("a", 2, keys=["field:aid"])
    deliver()
    actions.send_letters(at=NOON)
    deliver()

    text = parsed(mailbox.mails[0]).get_content()
    assert text.count("a的公告") == 1
    assert "更正：a的公告" in text


def test_who_leaves_is_forgotten_and_gets_nothing_more(put, mailbox):
    subscriber = reader()
    put(keys=["field:aid"])
    actions.unsubscribe(subscriber_id=subscriber.pk, at=NOON)
    deliver()

    subscriber.refresh_from_db()
    assert mailbox.mails == []
    assert (subscriber.sealed, subscriber.fingerprint, subscriber.interests.count()) == ("", "", 0)
    assert subscriptions.by_token(COUNTY, subscriptions.token_of(subscriber)) is None


def test_an_address_is_nowhere_to_be_read_in_the_database_or_the_log(put, mailbox, caplog):
    mailbox.refused.add("reader@example.test")
    subscriber = reader()
    with caplog.at_level(logging.DEBUG):
        put(keys=["field:aid"])
        deliver()

    delivery = Delivery.objects.get(address__startswith="subscriber:")
    assert delivery.state == "pending"
    assert "550" in delivery.last_problem
    kept = [*Delivery.objects.values_list("address", "last_problem"), subscriber.sealed, subscriber.fingerprint]
    kept += Message.objects.values_list("key", "subject", "text")
    kept += outbox.OutboxDelivery.objects.values_list("last_error", flat=True)
    assert "reader@" not in repr(kept)
    ours = [caplog.handler.format(r) for r in caplog.records if r.name.startswith(("gongkai", "django"))]
    assert ours
    assert not any("reader@" in line for line in ours)


def test_the_sweeper_proves_it_and_adds_what_is_missing(put, mailbox):
    dice = Random("matching")
    kinds = ["field:aid", "field:land", "body:civil", "place:yun", "word:补贴", "word:征地", "all"]
    wanted = {f"r{n}@example.test": set(dice.sample(kinds, dice.randint(1, 3))) for n in range(12)}
    for address, keys in wanted.items():
        reader(address, *keys, frequency="daily")
    owed = 0
    for n in range(15):
        keys = set(dice.sample([k for k in kinds if not k.startswith("word:")], 2))
        text = dice.choice(["每亩补 贴98元。", "征地公告如下。", "别的。"])
        put(f"p{n}", keys=sorted(keys), text=text)
        words = {f"word:{word}" for word in ("补贴", "征地") if word in text.replace(" ", "")}
        owed += sum(1 for theirs in wanted.values() if theirs & (keys | words))
    deliver()

    proof = actions.prove(county_id=COUNTY, at=NOON)
    assert (proof.releases, proof.owed, proof.noted, proof.missing) == (15, owed, owed, 0)
    assert Notice.objects.count() == owed

    Notice.objects.filter(pk__in=Notice.objects.values_list("pk")[:3]).delete()
    assert actions.sweep_subscriptions(county_id=COUNTY, at=NOON).missing == 3
    assert actions.prove(county_id=COUNTY, at=NOON).missing == 0
    assert Notice.objects.count() == owed
    assert actions.counties_with_subscribers() == [COUNTY]


def test_nobody_is_told_of_what_came_out_before_she_confirmed(put, mailbox):
    put(keys=["field:aid"])
    subscriber = ask()
    actions.confirm_subscription(subscriber_id=subscriber.pk, at=NOON + timedelta(minutes=1))
    deliver()

    assert actions.sweep_subscriptions(county_id=COUNTY, at=NOON).owed == 0
    assert Notice.objects.count() == 0


def test_what_nobody_confirms_is_deleted_after_a_week():
    ask()
    assert actions.forget_unconfirmed(at=BEFORE + timedelta(days=6)) == 0

    actions.forget_unconfirmed(at=BEFORE + timedelta(days=7))

    assert Subscriber.objects.count() == Interest.objects.count() == 0


def test_what_had_gathered_goes_out_although_each_thing_is_wanted_at_once_from_now_on(put, mailbox):
    subscriber = reader(frequency="daily")
    put(keys=["field:aid"])
    deliver()
    actions.change_frequency(subscriber_id=subscriber.pk, frequency="now", at=NOON)

    actions.send_letters(at=NOON)
    deliver()

    assert news(mailbox) == [("reader@example.test", "a的公告")]


def test_to_ask_tells_nobody_whether_an_address_is_known():
    reader("known@example.test", "field:aid")

    def asked(address, asker):
        """How often one may ask the same of an address, until it is refused."""
        for n in range(rules.MOST_PER_ASKER + 1):
            try:
                ask(address, "field:aid", asker=asker, at=NOON)
                ask(f"{asker}{n}@example.test", asker=asker, at=NOON)
            except rules.TooMany:
                return n
        return None

    assert asked("known@example.test", "a") == asked("unknown@example.test", "b")


def test_an_address_gets_three_letters_a_day_and_the_last_confirms_what_came_after(mailbox):
    for n in range(rules.MOST_LETTERS_TO_CONFIRM + 1):
        subscriber = ask(key=f"field:{n}", asker=str(n), at=NOON)
    deliver()

    assert len(mailbox.mails) == rules.MOST_LETTERS_TO_CONFIRM
    assert actions.confirm_subscription(subscriber_id=subscriber.pk, at=NOON) == rules.MOST_LETTERS_TO_CONFIRM + 1


@pytest.mark.parametrize("word", ["evil.cn/x", "看https://a", "加me@evil.cn"])
def test_nobody_makes_our_letter_lead_to_a_place_of_his(word):
    with pytest.raises(rules.NoAddress):
        ask(key=rules.word_key(word))


def test_from_where_one_asked_is_forgotten_after_its_hour():
    ask(at=NOON)
    actions.forget_unconfirmed(at=NOON + timedelta(hours=1))

    assert Interest.objects.get().asker == ""


def test_to_leave_twice_is_to_leave_once():
    subscriber = reader()
    for _twice in range(2):
        actions.unsubscribe(subscriber_id=subscriber.pk, at=NOON)

    subscriber.refresh_from_db()
    assert subscriber.ended_at == NOON


def test_nobody_is_flooded():
    for n in range(rules.MOST_PER_ASKER):
        ask(address=f"r{n}@example.test", asker="one")
    with pytest.raises(rules.TooMany):
        ask(address="more@example.test", asker="one")
    with pytest.raises(rules.NoAddress):
        ask(address="no address", asker="y")
    with pytest.raises(rules.NoAddress):
        ask(key="word:一", asker="y")


def test_dropping_the_last_interest_is_leaving():
    subscriber = reader("reader@example.test", "field:aid", "body:civil")
    first, last = subscriber.interests.order_by("pk")
    actions.drop_interest(subscriber_id=subscriber.pk, interest_id=first.pk, at=NOON)
    actions.change_frequency(subscriber_id=subscriber.pk, frequency="weekly", at=NOON)
    subscriber.refresh_from_db()
    assert (subscriber.ended_at, subscriber.frequency) == (None, "weekly")

    actions.drop_interest(subscriber_id=subscriber.pk, interest_id=last.pk, at=NOON)

    subscriber.refresh_from_db()
    assert subscriber.ended_at == NOON


@given(st.text(alphabet="补贴ＡBc １2", min_size=1, max_size=8), st.text(alphabet="补贴甲乙ABC 12", max_size=30))
def test_a_word_is_found_whatever_its_width_case_and_spaces(word, text):
    key = rules.word_key(word)

    assert (key in rules.words_in(text, [key])) == (rules.folded(word) in rules.folded(text))
    assert rules.words_in(f"{text}{word.upper()}", [key]) == {key}


@given(last=st.dates(), days=st.integers(0, 20))
def test_a_day_has_one_letter_and_so_has_a_week(last, days):
    on = min(last, last.max - timedelta(days=20)) + timedelta(days=days)
    last = on - timedelta(days=days)

    assert rules.is_letter_due(frequency="daily", last_on=last, on=on) == (days > 0)
    same_week = last.isocalendar()[:2] == on.isocalendar()[:2]
    assert rules.is_letter_due(frequency="weekly", last_on=last, on=on) == (not same_week)
