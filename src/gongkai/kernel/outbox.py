"""What must follow a write: appended in its transaction, delivered afterwards, at least once, by idempotent consumers.

A consumer subscribes to topics under a stable name. `append` writes the event and one delivery row for each
subscriber; `drain` hands due deliveries over, each in a transaction of its own, and backs off when one fails.
A killed process loses nothing: its deliveries are still pending rows.

A consumer that calls another machine subscribes with `outside=True`: it runs outside any transaction, so that a slow
answer holds up no writer. Its row is lent to the worker for LEASE; a worker that was killed gives it back by dying.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction

from gongkai.kernel import clock, waking
from gongkai.kernel.models import OutboxDelivery, OutboxEvent

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 8
FIRST_RETRY = timedelta(seconds=5)
LEASE = timedelta(minutes=2)

Consumer = Callable[["Event"], None]


@dataclass(frozen=True, slots=True)
class Event:
    """What a consumer is handed."""

    topic: str
    county_id: int | None
    payload: Mapping[str, Any]
    created_at: datetime


_consumers: dict[str, dict[str, Consumer]] = defaultdict(dict)
_outside: set[str] = set()


def consumer(name: str, *, topics: Iterable[str], outside: bool = False) -> Callable[[Consumer], Consumer]:
    """Subscribe a function to topics under a name that must never change: delivery rows carry it."""

    def register(function: Consumer) -> Consumer:
        for topic in topics:
            _consumers[topic][name] = function
        if outside:
            _outside.add(name)
        return function

    return register


def append(topic: str, *, county_id: int | None, payload: Mapping[str, Any], at: datetime) -> OutboxEvent:
    """Write an event into the outbox of the running transaction."""
    event = OutboxEvent.objects.create(topic=topic, county_id=county_id, payload=dict(payload), created_at=at)
    OutboxDelivery.objects.bulk_create(
        OutboxDelivery(event=event, consumer=name, due_at=at) for name in sorted(_consumers[topic])
    )
    transaction.on_commit(waking.wake)
    return event


def drain(*, at: datetime | None = None, limit: int = 500) -> int:
    """Deliver what is due, oldest first; return how many deliveries were tried."""
    moment = at or clock.now()
    due = OutboxDelivery.objects.filter(state=OutboxDelivery.State.PENDING, due_at__lte=moment)
    ids = list(due.order_by("event_id", "id").values_list("id", flat=True)[:limit])
    for delivery_id in ids:
        _deliver(delivery_id, at=moment)
    return len(ids)


def drain_all(*, at: datetime | None = None) -> int:
    """Deliver until nothing is due."""
    total = 0
    while tried := drain(at=at):
        total += tried
    return total


def _deliver(delivery_id: int, *, at: datetime) -> None:
    try:
        with transaction.atomic():
            outside = _hand_over(delivery_id, at=at)
        if outside is not None:
            outside()
            _note_done(delivery_id, at=at)
    except Exception as error:  # any consumer's error is a retry, never a lost delivery
        log.exception("outbox delivery %s failed", delivery_id)
        _postpone(delivery_id, error=error, at=at)


def _hand_over(delivery_id: int, *, at: datetime) -> Callable[[], None] | None:
    """Hand it over here; or return what is to be called once this transaction is over, its row lent until then."""
    # Skipping locked rows lets several workers share one queue (PostgreSQL; SQLite has one writer anyway).
    rows = OutboxDelivery.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    delivery = rows.filter(pk=delivery_id, state=OutboxDelivery.State.PENDING, due_at__lte=at).first()
    if delivery is None:
        return None
    event = OutboxEvent.objects.get(pk=delivery.event_id)
    handler = _consumers[event.topic].get(delivery.consumer)
    told = Event(event.topic, event.county_id, event.payload, event.created_at)
    if handler is not None and delivery.consumer in _outside:
        delivery.due_at = at + LEASE
        delivery.save(update_fields=["due_at"])
        return partial(handler, told)
    if handler is not None:
        handler(told)
    _note_done(delivery_id, at=at)
    return None


def _note_done(delivery_id: int, *, at: datetime) -> None:
    OutboxDelivery.objects.filter(pk=delivery_id).update(state=OutboxDelivery.State.DONE, done_at=at)


@transaction.atomic
def _postpone(delivery_id: int, *, error: Exception, at: datetime) -> None:
    delivery = OutboxDelivery.objects.select_for_update().get(pk=delivery_id)
    delivery.attempts += 1
    delivery.last_error = f"{type(error).__name__}: {error}"[:2000]
    delivery.due_at = at + FIRST_RETRY * 2**delivery.attempts
    if delivery.attempts >= MAX_ATTEMPTS:
        delivery.state = OutboxDelivery.State.FAILED
    delivery.save(update_fields=["attempts", "last_error", "due_at", "state"])


def sweep() -> int:
    """Give every recent event to consumers that have no delivery row of it: a consumer added by an upgrade, say."""
    missing = []
    for topic, consumers in list(_consumers.items()):
        for name in consumers:
            lost = OutboxEvent.objects.filter(topic=topic).exclude(deliveries__consumer=name)
            missing += [OutboxDelivery(event=e, consumer=name, due_at=e.created_at) for e in lost.iterator()]
    OutboxDelivery.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)
