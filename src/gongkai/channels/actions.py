"""Telling people: a message is written once, delivered over its channel, and its receipt kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import make_msgid

from django.core.mail import EmailMessage
from django.db import transaction

from gongkai.channels.models import Delivery, Message
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
        Delivery(message=message, channel=MAIL, address=address) for address in dict.fromkeys(addresses) if address
    )
    outbox.append("message_written", county_id=county_id, payload={"message": message.pk}, at=at)
    return message


@outbox.consumer("channels.mail", topics=["message_written"])
def send(event: outbox.Event) -> None:
    """Send what is pending of a message. A mail server that refuses makes the outbox try again later."""
    pending = Delivery.objects.select_for_update().filter(
        message_id=event.payload["message"], state=Delivery.State.PENDING
    )
    for delivery in pending.select_related("message"):
        message_id = make_msgid(domain="gongkai")
        EmailMessage(
            delivery.message.subject,
            delivery.message.text,
            to=[delivery.address],
            headers={"Message-ID": message_id},
        ).send()
        delivery.state, delivery.sent_at = Delivery.State.SENT, event.created_at
        delivery.proof = message_id
        delivery.save(update_fields=["state", "sent_at", "proof"])
