"""A release goes to every channel that it is meant for; what is withdrawn comes off all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from gongkai.channels.actions.configuring import ensure_own
from gongkai.channels.actions.receipts import keep_receipt
from gongkai.channels.actions.topics import DELIVERY_DUE, MESSAGE_WRITTEN, TAKE_BACK_DUE
from gongkai.channels.models import Channel, Delivery, Message
from gongkai.channels.rules.kinds import FORMS, Kind, Recall
from gongkai.channels.rules.states import State, Step, may, step
from gongkai.kernel import outbox


@dataclass(frozen=True, slots=True)
class Release:
    """One version of what became public."""

    county_id: int
    thread: str
    version: int
    title: str
    digest: str
    url: str
    body_ids: Sequence[int]  # whose it is, then those above it
    carriers: Sequence[str]  # as its catalogue row names them
    keys: Sequence[str] = field(default=())
    is_news: bool = True


@transaction.atomic
def release(what: Release, *, at: datetime) -> Message:
    """Write one delivery for each channel that is to carry this version, in the caller's transaction. Twice is once."""
    message, is_new = Message.objects.get_or_create(
        key=f"{what.thread}@{what.version}",
        defaults={
            "county_id": what.county_id,
            "thread": what.thread,
            "version": what.version,
            "subject": what.title[:300],
            "digest": what.digest,
            "url": what.url,
            "body_id": next(iter(what.body_ids), None),
            "carriers": list(what.carriers),
            "keys": list(what.keys),
            "is_news": what.is_news,
            "created_at": at,
        },
    )
    if not is_new:
        return message
    _retire_earlier(message, at=at)
    ensure_own(county_id=what.county_id, at=at)
    made = Delivery.objects.bulk_create(_delivery(message, channel, at=at) for channel in _carrying(what))
    for delivery in made:
        outbox.append(DELIVERY_DUE, county_id=what.county_id, payload={"delivery": delivery.pk}, at=at)
    outbox.append(MESSAGE_WRITTEN, county_id=what.county_id, payload={"message": message.pk}, at=at)
    return message


@transaction.atomic
def withdraw(*, county_id: int, thread: str, at: datetime) -> int:
    """Take every version of a thread back from wherever it went; return from how many channels."""
    messages = Message.objects.select_for_update().filter(county_id=county_id, thread=thread, withdrawn_at=None)
    ids = list(messages.order_by("id").values_list("id", flat=True))
    Message.objects.filter(pk__in=ids).update(withdrawn_at=at)
    deliveries = Delivery.objects.select_for_update(of=("self",)).select_related("message").order_by("id")
    deliveries = deliveries.filter(message_id__in=ids, via__isnull=False)
    return sum(recall(delivery, at=at) for delivery in deliveries)


def recall(delivery: Delivery, *, at: datetime, is_under_way: bool = True) -> bool:
    """Take one delivery back, under the caller's lock. Whoever is sending it just now takes it back on arrival."""
    if delivery.state == State.PENDING and delivery.begun_at is not None and is_under_way:
        return True
    if not may("recall", state=delivery.state):
        return False
    if _never_arrived(delivery):
        _move(delivery, "cancel", at=at)
        keep_receipt(delivery, Step.TAKEN_BACK, at=at, proof="never")
        return True
    is_draft = delivery.state != State.SENT
    delivery.attempts, delivery.begun_at = 0, None
    _move(delivery, "recall", at=at)
    payload = {"delivery": delivery.pk, "is_draft": is_draft}
    outbox.append(TAKE_BACK_DUE, county_id=delivery.message.county_id, payload=payload, at=at)
    return True


def replace(delivery: Delivery, *, at: datetime) -> None:
    """A newer version goes out instead. A draft that may have been left at the other side is looked for and deleted."""
    may_have_left_a_draft = delivery.begun_at is not None or delivery.attempts > 0
    if may_have_left_a_draft and FORMS[Kind(delivery.channel)].recall is Recall.DRAFT_ONLY:
        recall(delivery, at=at, is_under_way=False)
    else:
        _move(delivery, "replace", at=at)


def _never_arrived(delivery: Delivery) -> bool:
    """It did not leave, or the other side refused it and holds nothing that could be asked back."""
    if delivery.state not in (State.PENDING, State.FAILED) or delivery.begun_at is not None:
        return False
    return delivery.attempts == 0 or FORMS[Kind(delivery.channel)].recall is Recall.BY_PERSON


def _move(delivery: Delivery, name: str, *, at: datetime) -> None:
    delivery.state, delivery.changed_at = step(name, state=delivery.state), at
    delivery.save(update_fields=["state", "changed_at", "attempts", "begun_at"])


def _retire_earlier(message: Message, *, at: datetime) -> None:
    """Earlier versions that have not gone out need not any more; drafts of them are deleted."""
    earlier = Delivery.objects.select_for_update(of=("self",)).filter(
        message__county_id=message.county_id,
        message__thread=message.thread,
        message__version__lt=message.version,
        via__isnull=False,
    )
    open_ones = earlier.select_related("message").filter(state__in=[State.PENDING, State.FAILED, State.DRAFTED])
    for delivery in open_ones.order_by("id"):
        if delivery.state == State.DRAFTED:
            recall(delivery, at=at)
        elif delivery.begun_at is None:
            replace(delivery, at=at)


def _carrying(what: Release) -> Iterable[Channel]:
    """The channels in use that carry everything, or something that the row names."""
    named = set(what.carriers)
    channels = Channel.objects.of(what.county_id).serving(list(what.body_ids)).order_by("id")
    return [channel for channel in channels if not channel.carriers or not named.isdisjoint(channel.carriers)]


def _delivery(message: Message, channel: Channel, *, at: datetime) -> Delivery:
    return Delivery(
        message=message,
        channel=channel.kind,
        via=channel,
        address=f"channel:{channel.pk}",
        owner_body_id=channel.owner_body_id or channel.body_id or message.body_id,
        owner_id=channel.owner_id,
        changed_at=at,
    )
