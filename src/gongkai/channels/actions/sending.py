"""Sending one delivery: noted as begun, handed to its adapter outside any transaction, its receipt kept.

A worker that is killed in between leaves the note behind: whoever goes on knows that the other side may have heard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction

from gongkai.channels import adapters, letters, providers
from gongkai.channels.actions.receipts import keep_receipt
from gongkai.channels.actions.releasing import recall, replace
from gongkai.channels.actions.topics import DELIVERY_DUE
from gongkai.channels.adapters import Parcel, Placed, Way, mail
from gongkai.channels.models import Channel, Delivery, Message
from gongkai.channels.rules import digests
from gongkai.channels.rules.kinds import FORMS, Kind, Recall
from gongkai.channels.rules.states import State, Step, step
from gongkai.channels.secrets import way_of
from gongkai.channels.subscriptions import PREFIX
from gongkai.kernel import clock, outbox
from gongkai.kernel.outbox import MAX_ATTEMPTS


class EarlierOnItsWay(Exception):
    """An earlier version is being sent over this channel just now: the later one waits for its turn."""


@dataclass(frozen=True, slots=True)
class _Release:
    """A release on its way to a channel."""

    way: Way
    parcel: Parcel

    def go(self) -> Placed:
        return adapters.of(self.way.kind).place(self.parcel, self.way)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter on its way to one address."""

    delivery: str
    subject: str
    text: str = field(repr=False)
    address: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)

    def go(self) -> Placed:
        proof = mail.message_id(self.delivery)
        headers = {**self.headers, "Message-ID": proof}
        mail.post(EmailMessage(self.subject, self.text, to=[self.address], headers=headers))
        return Placed(proof=proof)


@outbox.consumer("channels.send", topics=[DELIVERY_DUE], outside=True)
def send(event: outbox.Event) -> None:
    """Send one delivery. One that fails is tried again later by the outbox, and in the end left to a person."""
    delivery_id, at = event.payload["delivery"], clock.now()
    try:
        going = _begin(delivery_id, at=at)
        if going is None:
            return
        placed = going.go()
    except EarlierOnItsWay:
        raise
    except Exception as error:  # whatever an adapter met: the delivery must end in a receipt or with a person
        if _failed(delivery_id, getattr(error, "problem", type(error).__name__), at=at):
            return
        raise
    _arrived(delivery_id, placed, at=at, sent=going.parcel if isinstance(going, _Release) else None)


@transaction.atomic
def _begin(delivery_id: int, *, at: datetime) -> _Release | _Letter | None:
    """What is to be sent now, noted as begun; None where nothing is (any more)."""
    delivery = _locked(delivery_id)
    if delivery is None or delivery.state != State.PENDING:
        return None
    is_repeated = delivery.begun_at is not None or delivery.attempts > 0
    going = _letter(delivery, at=at) if delivery.via is None else _release(delivery, is_repeated=is_repeated, at=at)
    if going is None:
        return None
    delivery.begun_at = at
    delivery.save(update_fields=["begun_at"])
    return going


def _letter(delivery: Delivery, *, at: datetime) -> _Letter | None:
    """A letter as it was written; to a subscriber, as it is written now, or none if there is nothing left to tell."""
    message = delivery.message
    if delivery.address.startswith(PREFIX):
        letter = letters.compose(delivery)
        if letter is None:
            delivery.state, delivery.changed_at = step("cancel", state=delivery.state), at
            delivery.save(update_fields=["state", "changed_at"])
            return None
        return _Letter(delivery.public_id, letter.subject, letter.text, letter.address, letter.headers)
    return _Letter(delivery.public_id, message.subject, message.text, delivery.address, {})


def _release(delivery: Delivery, *, is_repeated: bool, at: datetime) -> _Release | None:
    """The release as the public reads it now; None where it is gone, or was replaced before it left."""
    message, channel = delivery.message, delivery.via
    assert channel is not None
    assert message.county_id is not None
    standing = providers.standings(message.county_id, [message.thread]).get(message.thread)
    if message.withdrawn_at is not None or standing is None:
        recall(delivery, at=at, is_under_way=False)
        return None
    if _has_newer(message):
        replace(delivery, at=at)
        return None
    if not channel.is_active:
        _leave_to_a_person(delivery, "channel is switched off", at=at)
        return None
    if _has_earlier_under_way(delivery):
        raise EarlierOnItsWay
    parcel = Parcel(
        delivery=delivery.public_id,
        title=standing.title,
        summary=standing.summary,
        html=standing.html,
        text=standing.text,
        url=providers.letterhead(message.county_id).address(message.url),
        version=message.version,
        thread=message.thread,
        source=standing.source,
        at=at,
        is_repeated=is_repeated,
    )
    return _Release(way_of(channel), parcel)


def _leave_to_a_person(delivery: Delivery, problem: str, *, at: datetime) -> None:
    """Not sent: somebody may try again, or confirm it by hand. What was begun stays noted, as it may have arrived."""
    delivery.state, delivery.changed_at = step("give_up", state=delivery.state), at
    delivery.last_problem = problem
    delivery.save(update_fields=["state", "changed_at", "last_problem"])


@transaction.atomic
def _failed(delivery_id: int, problem: str, *, at: datetime) -> bool:
    """Note a failure; True where it was the last attempt, and a person has to look."""
    delivery = _locked(delivery_id)
    if delivery is None or delivery.state != State.PENDING:
        return True
    delivery.attempts += 1
    delivery.last_problem, delivery.changed_at, delivery.begun_at = problem[:300], at, None
    is_over = delivery.attempts >= MAX_ATTEMPTS
    if is_over:
        delivery.state = step("give_up", state=delivery.state)
    delivery.save(update_fields=["attempts", "last_problem", "changed_at", "begun_at", "state"])
    return is_over


@transaction.atomic
def _arrived(delivery_id: int, placed: Placed, *, at: datetime, sent: Parcel | None) -> None:
    """Keep the receipt; what was withdrawn or replaced on the way comes off again at once."""
    delivery = _locked(delivery_id)
    if delivery is None or delivery.state != State.PENDING:
        return
    delivery.state = step("draft" if placed.is_draft else "place", state=delivery.state)
    delivery.url, delivery.proof = placed.url[:500], placed.proof[:300]
    delivery.changed_at, delivery.begun_at, delivery.last_problem = at, None, ""
    if sent is not None:
        _compare(delivery, expected=sent.text, found=placed.text)
    delivery.save()
    keep_receipt(delivery, Step.PLACED, at=at, proof=delivery.proof, url=delivery.url)
    if delivery.via is None:
        return
    _keep_learned(delivery.via, placed.learned)
    if delivery.message.withdrawn_at is not None or (placed.is_draft and _has_newer(delivery.message)):
        recall(delivery, at=at)
    else:
        _replace_earlier(delivery, at=at)


def _compare(delivery: Delivery, *, expected: str, found: str) -> None:
    delivery.expected, delivery.found = digests.digest(expected), digests.digest(found)
    delivery.difference = digests.first_difference(expected, found) if found else ""


def _keep_learned(channel: Channel, learned: Mapping[str, str]) -> None:
    """What the other side told us for good: the number of the cover that was uploaded, say."""
    if learned:
        channel.options = {**channel.options, **learned}
        channel.save(update_fields=["options"])


def _replace_earlier(delivery: Delivery, *, at: datetime) -> None:
    """Where a new version takes the place of the old one, the old one's delivery is history."""
    if FORMS[Kind(delivery.channel)].recall not in (Recall.ITSELF, Recall.BY_CALL):
        return
    Delivery.objects.filter(
        via=delivery.via,
        message__thread=delivery.message.thread,
        message__version__lt=delivery.message.version,
        state=State.SENT,
    ).update(state=State.REPLACED, changed_at=at)


def _has_earlier_under_way(delivery: Delivery) -> bool:
    return Delivery.objects.filter(
        via=delivery.via,
        message__thread=delivery.message.thread,
        message__version__lt=delivery.message.version,
        state=State.PENDING,
        begun_at__isnull=False,
    ).exists()


def _has_newer(message: Message) -> bool:
    return Message.objects.filter(
        county_id=message.county_id, thread=message.thread, version__gt=message.version
    ).exists()


def _locked(delivery_id: int) -> Delivery | None:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("message", "via")
    return rows.filter(pk=delivery_id).first()
