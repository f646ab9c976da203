"""What a person does with a delivery: confirm, try again, take off by hand, compare what stands there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.audit.actions import Actor
from gongkai.channels import providers
from gongkai.channels.actions.receipts import keep_receipt
from gongkai.channels.actions.topics import DELIVERY_DUE
from gongkai.channels.models import Delivery
from gongkai.channels.rules import digests
from gongkai.channels.rules.states import DeliveryRefused, Refusal, Step, step
from gongkai.kernel import addresses, outbox


@transaction.atomic
def confirm(*, delivery_id: int, url: str, proof: str, by: Actor | None, at: datetime, text: str = "") -> Delivery:
    """It stands there: somebody put it up, and says where, or what proves it."""
    delivery = _locked(delivery_id)
    url, proof = url.strip(), proof.strip()
    if not url and not proof:
        raise DeliveryRefused(Refusal.ADDRESS_MISSING)
    if url and not addresses.is_web_address(url):
        raise DeliveryRefused(Refusal.ADDRESS_NOT_ALLOWED)
    delivery.state = step("confirm", state=delivery.state)
    delivery.url, delivery.changed_at = url[:500], at
    delivery.begun_at = None
    if text.strip():
        _note_text(delivery, text)
    delivery.save()
    keep_receipt(delivery, Step.CONFIRMED, at=at, proof=proof, url=delivery.url, by=by)
    _record("delivery.confirmed", delivery, by=by, at=at, url=delivery.url, proof=proof)
    return delivery


@transaction.atomic
def retry(*, delivery_id: int, by: Actor | None, at: datetime) -> Delivery:
    """Try once more what had been given up."""
    delivery = _locked(delivery_id)
    delivery.state, delivery.changed_at = step("retry", state=delivery.state), at
    # As if begun: the attempts that failed may have left something at the other side.
    delivery.attempts, delivery.begun_at = 0, at
    delivery.save(update_fields=["state", "changed_at", "attempts", "begun_at"])
    payload = {"delivery": delivery.pk}
    outbox.append(DELIVERY_DUE, county_id=delivery.message.county_id, payload=payload, at=at)
    _record("delivery.retried", delivery, by=by, at=at)
    return delivery


@transaction.atomic
def remove_by_hand(*, delivery_id: int, proof: str, by: Actor | None, at: datetime) -> Delivery:
    """A person took off what could not be taken back from here."""
    delivery = _locked(delivery_id)
    if not proof.strip():
        raise DeliveryRefused(Refusal.ADDRESS_MISSING)
    delivery.state, delivery.changed_at = step("remove_by_hand", state=delivery.state), at
    delivery.save(update_fields=["state", "changed_at"])
    keep_receipt(delivery, Step.TAKEN_BACK, at=at, proof=proof.strip(), by=by)
    _record("delivery.removed", delivery, by=by, at=at, proof=proof.strip())
    return delivery


@transaction.atomic
def compare(*, delivery_id: int, text: str, by: Actor | None, at: datetime) -> Delivery:
    """Compare a text that was found at the other end with what the public reads here."""
    delivery = _locked(delivery_id)
    _note_text(delivery, text)
    delivery.save(update_fields=["expected", "found", "difference"])
    _record("delivery.compared", delivery, by=by, at=at, difference=delivery.difference)
    return delivery


def _note_text(delivery: Delivery, text: str) -> None:
    message = delivery.message
    standing = providers.standings(message.county_id or 0, [message.thread]).get(message.thread)
    if standing is None:
        raise DeliveryRefused(Refusal.NOT_OPEN)
    delivery.expected, delivery.found = digests.digest(standing.text), digests.digest(text)
    delivery.difference = digests.first_difference(standing.text, text)


def _record(action: str, delivery: Delivery, *, by: Actor | None, at: datetime, **detail: str) -> None:
    said = {"channel": delivery.via.name if delivery.via else "", **{k: v for k, v in detail.items() if v}}
    audit.record(action, subject=delivery, by=by, at=at, county_id=delivery.message.county_id, detail=said)


def _locked(delivery_id: int) -> Delivery:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("message", "via")
    delivery: Delivery = rows.get(pk=delivery_id)
    return delivery
