"""Channels, releases, deliveries and receipts, valid as they come. No randomness, no clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import factory

from gongkai.channels.models import Channel, Delivery, Interest, Message, Receipt, Subscriber
from gongkai.channels.subscriptions import ADDRESS, fingerprint_of
from gongkai.kernel import sealing
from gongkai.publishing.actions.sending_out import thread

SENT_AT = datetime(2025, 4, 2, 1, tzinfo=UTC)


class ChannelFactory(factory.django.DjangoModelFactory):
    """A notice board of a county."""

    class Meta:
        model = Channel

    kind = "board"
    name = factory.Sequence("第{}公开栏".format)
    carriers = factory.LazyFunction(lambda: ["社区/企事业单位/村公示栏(电子屏)"])
    changed_at = SENT_AT


class ReleaseFactory(factory.django.DjangoModelFactory):
    """A version of a piece that was released."""

    class Meta:
        model = Message

    key = factory.LazyAttribute(lambda message: f"{message.thread}@{message.version}")
    subject = factory.Sequence("关于第{}号事项的公告".format)
    version = 1
    created_at = SENT_AT

    @classmethod
    def of(cls, piece: Any, **more: Any) -> Any:
        """Of a public piece."""
        return cls(
            county_id=piece.county_id,
            thread=thread(piece.public_id),
            digest=piece.sha256,
            url=f"/info/{piece.public_id}/",
            body_id=piece.body_id,
            **more,
        )


class DeliveryFactory(factory.django.DjangoModelFactory):
    """One that waits for a person."""

    class Meta:
        model = Delivery

    channel = factory.SelfAttribute("via.kind")
    address = factory.LazyAttribute(lambda delivery: f"channel:{delivery.via.pk}")
    state = "drafted"
    changed_at = SENT_AT


class ReceiptFactory(factory.django.DjangoModelFactory):
    """That it was placed."""

    class Meta:
        model = Receipt

    step = "placed"
    at = SENT_AT


class SubscriberFactory(factory.django.DjangoModelFactory):
    """A reader who has confirmed."""

    class Meta:
        model = Subscriber

    class Params:
        mail = factory.Sequence("reader{}@example.test".format)

    sealed = factory.LazyAttribute(lambda reader: sealing.seal(reader.mail, purpose=ADDRESS))
    fingerprint = factory.LazyAttribute(lambda reader: fingerprint_of(reader.mail))
    asked_at = SENT_AT
    confirmed_at = SENT_AT


class InterestFactory(factory.django.DjangoModelFactory):
    """What she wants to hear of."""

    class Meta:
        model = Interest

    subscriber = factory.SubFactory(SubscriberFactory)
    county_id = factory.SelfAttribute("subscriber.county_id")
    key = factory.Sequence("matter:{}".format)
    label = factory.Sequence("事项：第{}号".format)
    asked_at = SENT_AT
    confirmed_at = SENT_AT
