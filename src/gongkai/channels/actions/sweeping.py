"""Deliveries that nobody is sending any more are found by their state, whatever became of their event."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from gongkai.channels.actions.topics import DELIVERY_DUE, TAKE_BACK_DUE
from gongkai.channels.models import Delivery
from gongkai.channels.rules.states import State
from gongkai.kernel import outbox

LOST_AFTER = timedelta(hours=2)  # longer than all back-offs of the outbox together
AT_ONCE = 500


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Give what waits for longer than any retry takes a new event; return how much that was."""
    lost = Delivery.objects.select_for_update(of=("self",)).select_related("message").order_by("id")
    lost = lost.filter(state__in=[State.PENDING, State.RECALLING], changed_at__lt=at - LOST_AFTER)[:AT_ONCE]
    for delivery in lost:
        delivery.changed_at = at
        delivery.save(update_fields=["changed_at"])
        payload: dict[str, object] = {"delivery": delivery.pk}
        topic = DELIVERY_DUE
        if delivery.state == State.RECALLING:
            topic, payload = TAKE_BACK_DUE, {**payload, "is_draft": bool(delivery.proof) and not delivery.url}
        outbox.append(topic, county_id=delivery.message.county_id, payload=payload, at=at)
    return len(lost)
