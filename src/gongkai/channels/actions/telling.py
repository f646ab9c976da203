"""Telling people: a message is written once, delivered over its channel, and its receipt kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.channels.actions.topics import DELIVERY_DUE, MESSAGE_WRITTEN
from gongkai.channels.models import Delivery, Message
from gongkai.channels.rules.states import State
from gongkai.kernel import outbox

MAIL = "mail"


@transaction.atomic
def tell(
    *, key: str, subject: str, text: str, addresses: Sequence[str], county_id: int | None, at: datetime
) -> Message | None:
    """Write a message for delivery by mail; return None if its key was told before."""
    message, is_new = Message.objects.get_or_create(
        key=key, defaults={"subject": subject, "text": text, "county_id": county_id, "created_at": at}
    )
    if not is_new:
        return None
    Delivery.objects.bulk_create(
        Delivery(message=message, channel=MAIL, address=address, changed_at=at)
        for address in dict.fromkeys(addresses)
        if address
    )
    outbox.append(MESSAGE_WRITTEN, county_id=county_id, payload={"message": message.pk}, at=at)
    return message


@outbox.consumer("channels.mail", topics=[MESSAGE_WRITTEN])
def hand_out(event: outbox.Event) -> None:
    """Make each delivery of a message an event of its own: one address that fails holds up and repeats no other."""
    pending = Delivery.objects.filter(message_id=event.payload["message"], via=None, state=State.PENDING)
    for delivery_id in pending.order_by("id").values_list("id", flat=True):
        outbox.append(DELIVERY_DUE, county_id=event.county_id, payload={"delivery": delivery_id}, at=event.created_at)
