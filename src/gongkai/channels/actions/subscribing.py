"""Subscribing without an account: asked for, confirmed by mail, changed and ended by a link. What ends is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from gongkai.channels.actions.telling import MAIL
from gongkai.channels.actions.topics import DELIVERY_DUE
from gongkai.channels.letters import CONFIRM
from gongkai.channels.models import Delivery, Interest, Message, Subscriber
from gongkai.channels.rules import subscribing as rules
from gongkai.channels.subscriptions import ADDRESS, PREFIX, fingerprint_of
from gongkai.kernel import outbox, sealing

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


@transaction.atomic
def subscribe(
    *, county_id: int, address: str, key: str, label: str, frequency: str, asker: str, at: datetime
) -> Subscriber:
    """Take a wish down and ask the address's owner to confirm it. Whether the address was known is told to nobody.

    `asker` is a digest of where the wish comes from.
    """
    address = address.strip()
    _refuse(address, key)
    recent = Interest.objects.filter(county_id=county_id, asked_at__gt=at - AN_HOUR)
    rules.refuse_too_many(by_asker=recent.filter(asker=asker).count(), by_county=recent.count())
    subscriber, _is_new = Subscriber.objects.select_for_update().get_or_create(
        county_id=county_id,
        fingerprint=fingerprint_of(address),
        ended_at=None,
        defaults={
            "sealed": sealing.seal(address, purpose=ADDRESS),
            "frequency": Subscriber.Frequency(frequency),
            "asked_at": at,
        },
    )
    _want(subscriber, key=key, label=label, asker=asker, at=at)
    return subscriber


@transaction.atomic
def confirm_subscription(*, subscriber_id: int, at: datetime) -> int:
    """The owner of the address confirms what was asked for in her name; return how much that is."""
    subscriber = _locked(subscriber_id)
    waiting = subscriber.interests.filter(confirmed_at=None, asked_at__gt=at - rules.UNCONFIRMED_FOR)
    confirmed: int = waiting.update(confirmed_at=at)
    if confirmed and subscriber.confirmed_at is None:
        subscriber.confirmed_at = at
        subscriber.save(update_fields=["confirmed_at"])
    return confirmed


@transaction.atomic
def change_frequency(*, subscriber_id: int, frequency: str, at: datetime) -> None:
    """At once, each day, or each week."""
    subscriber = _locked(subscriber_id)
    subscriber.frequency = Subscriber.Frequency(frequency)
    subscriber.save(update_fields=["frequency"])


@transaction.atomic
def drop_interest(*, subscriber_id: int, interest_id: int, at: datetime) -> None:
    """No longer this one; who drops the last one leaves."""
    subscriber = _locked(subscriber_id)
    subscriber.interests.filter(pk=interest_id).delete()
    if not subscriber.interests.exists():
        unsubscribe(subscriber_id=subscriber_id, at=at)


@transaction.atomic
def unsubscribe(*, subscriber_id: int, at: datetime) -> None:
    """She leaves: her address and her wishes are deleted; that letters went out stays, without saying to whom.
    Twice is once."""
    subscriber = Subscriber.objects.select_for_update().filter(pk=subscriber_id, ended_at=None).first()
    if subscriber is None:
        return
    subscriber.interests.all().delete()
    subscriber.sealed, subscriber.fingerprint, subscriber.ended_at = "", "", at
    subscriber.save(update_fields=["sealed", "fingerprint", "ended_at"])


@transaction.atomic
def forget_unconfirmed(*, at: datetime) -> int:
    """What nobody confirmed in time is deleted, with the address; from where anybody asked, once its hour is over."""
    late = at - rules.UNCONFIRMED_FOR
    Interest.objects.exclude(asker="").filter(asked_at__lte=at - AN_HOUR).update(asker="")
    Interest.objects.filter(confirmed_at=None, asked_at__lte=late).delete()
    return Subscriber.objects.filter(confirmed_at=None, ended_at=None, interests=None).delete()[0]


def _refuse(address: str, key: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise rules.NoAddress from error
    if key.startswith(rules.WORD) and not rules.is_word(key.removeprefix(rules.WORD)):
        raise rules.NoAddress


def _letters_to(subscriber: Subscriber, *, since: datetime) -> int:
    letters = Message.objects.filter(key__startswith=f"{CONFIRM}{subscriber.pk}:", created_at__gt=since)
    return letters.count()


def _want(subscriber: Subscriber, *, key: str, label: str, asker: str, at: datetime) -> None:
    interest, is_new = Interest.objects.get_or_create(
        subscriber=subscriber,
        key=key,
        defaults={"county_id": subscriber.county_id, "label": label[:200], "asked_at": at, "asker": asker},
    )
    if is_new and subscriber.interests.count() > rules.MOST_INTERESTS:
        interest.delete()
        return
    # Noted also where no letter goes out: how often one may ask must not tell whether the address is known.
    interest.asked_at, interest.asker = at, asker
    interest.save(update_fields=["asked_at", "asker"])
    if interest.confirmed_at is None and rules.may_write(letters_today=_letters_to(subscriber, since=at - A_DAY)):
        _ask_to_confirm(subscriber, at=at)


def _ask_to_confirm(subscriber: Subscriber, *, at: datetime) -> None:
    nth = Message.objects.filter(key__startswith=f"{CONFIRM}{subscriber.pk}:").count()
    letter = Message.objects.create(
        key=f"{CONFIRM}{subscriber.pk}:{timezone.localdate(at)}:{nth}", county_id=subscriber.county_id, created_at=at
    )
    write_to(subscriber, letter, at=at)


def write_to(subscriber: Subscriber, letter: Message, *, at: datetime) -> Delivery:
    """A letter to a subscriber; her address is unsealed and its words are written when it is sent."""
    delivery = Delivery.objects.create(
        message=letter, channel=MAIL, address=f"{PREFIX}{subscriber.public_id}", changed_at=at
    )
    outbox.append(DELIVERY_DUE, county_id=letter.county_id, payload={"delivery": delivery.pk}, at=at)
    return delivery


def _locked(subscriber_id: int) -> Subscriber:
    return Subscriber.objects.select_for_update().get(pk=subscriber_id, ended_at=None)
