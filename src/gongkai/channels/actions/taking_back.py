"""Taking one delivery back: by its adapter where that can be done, else by a person who is asked to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.channels import adapters, providers
from gongkai.channels.actions.receipts import keep_receipt
from gongkai.channels.actions.topics import TAKE_BACK_DUE
from gongkai.channels.adapters import Left, NeedsAPerson, Way
from gongkai.channels.models import Delivery
from gongkai.channels.rules.states import State, Step, step
from gongkai.channels.secrets import way_of
from gongkai.kernel import clock, outbox
from gongkai.kernel.outbox import MAX_ATTEMPTS


@outbox.consumer("channels.take_back", topics=[TAKE_BACK_DUE], outside=True)
def take_back(event: outbox.Event) -> None:
    """Take one delivery back. What fails for good is left to a person, like what cannot be done from here."""
    at = clock.now()
    delivery_id = event.payload["delivery"]
    try:
        found = _left(delivery_id, is_draft=event.payload["is_draft"], at=at)
        if found is None:
            return
        left, way = found
        proof = adapters.of(way.kind).take_back(left, way)
    except NeedsAPerson:
        _strand(delivery_id, at=at)
    except Exception as error:  # whatever an adapter met: it is off in the end, or a person takes it off
        if not _failed(delivery_id, getattr(error, "problem", type(error).__name__), at=at):
            raise
    else:
        _gone(delivery_id, proof, at=at)


def _left(delivery_id: int, *, is_draft: bool, at: datetime) -> tuple[Left, Way] | None:
    found = Delivery.objects.select_related("message", "via").filter(pk=delivery_id, state=State.RECALLING).first()
    if found is None or found.via is None:
        return None
    message = found.message
    left = Left(
        delivery=found.public_id,
        thread=message.thread,
        version=message.version,
        url=providers.letterhead(message.county_id or 0).address(message.url),
        proof=found.proof,
        is_draft=is_draft,
        at=at,
    )
    return left, way_of(found.via)


@transaction.atomic
def _gone(delivery_id: int, proof: str, *, at: datetime) -> None:
    delivery = _locked(delivery_id)
    if delivery is not None:
        _move(delivery, "take_back", at=at)
        keep_receipt(delivery, Step.TAKEN_BACK, at=at, proof=proof)


@transaction.atomic
def _strand(delivery_id: int, *, at: datetime) -> None:
    delivery = _locked(delivery_id)
    if delivery is not None:
        _move(delivery, "strand", at=at)


@transaction.atomic
def _failed(delivery_id: int, problem: str, *, at: datetime) -> bool:
    """Note a failure; True where it was the last attempt."""
    delivery = _locked(delivery_id)
    if delivery is None:
        return True
    delivery.attempts += 1
    delivery.last_problem = problem[:300]
    delivery.save(update_fields=["attempts", "last_problem"])
    if delivery.attempts < MAX_ATTEMPTS:
        return False
    _move(delivery, "strand", at=at)
    return True


def _move(delivery: Delivery, name: str, *, at: datetime) -> None:
    delivery.state, delivery.changed_at = step(name, state=delivery.state), at
    delivery.save(update_fields=["state", "changed_at"])


def _locked(delivery_id: int) -> Delivery | None:
    return Delivery.objects.select_for_update().filter(pk=delivery_id, state=State.RECALLING).first()
