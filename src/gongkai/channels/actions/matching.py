"""Every release finds every subscriber whom it concerns, once; a sweeper counts it again and adds what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.channels import providers
from gongkai.channels.actions.subscribing import write_to
from gongkai.channels.actions.topics import MESSAGE_WRITTEN
from gongkai.channels.letters import NEWS
from gongkai.channels.models import Interest, Message, Notice, Subscriber
from gongkai.channels.providers import Standing
from gongkai.channels.rules import subscribing as rules
from gongkai.kernel import outbox

LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Proof:
    """Of the releases that still stand: how many tellings are owed, how many are noted, how many were missing."""

    releases: int
    owed: int
    noted: int
    missing: int


@outbox.consumer("channels.match", topics=[MESSAGE_WRITTEN])
def match(event: outbox.Event) -> None:
    """Note whom a release concerns; who wants it at once gets a letter."""
    message = Message.objects.filter(pk=event.payload["message"], is_news=True).first()
    if message is not None:
        _note(message, _concerned(message), at=event.created_at)


def prove(*, county_id: int, at: datetime) -> Proof:
    """Count anew, from what is public and who subscribed, and compare with what was noted."""
    releases = owed = noted = 0
    for message in _current(county_id, since=at - LOOK_BACK):
        concerned = _concerned(message)
        told = set(Notice.objects.filter(message=message).values_list("subscriber_id", flat=True))
        releases, owed, noted = releases + 1, owed + len(concerned), noted + len(concerned & told)
    return Proof(releases, owed, noted, owed - noted)


@transaction.atomic
def sweep_subscriptions(*, county_id: int, at: datetime) -> Proof:
    """Prove, and note what is missing."""
    proof = prove(county_id=county_id, at=at)
    if proof.missing:
        for message in _current(county_id, since=at - LOOK_BACK):
            _note(message, _concerned(message), at=at)
    return proof


def counties_with_subscribers() -> list[int]:
    """The counties in which anybody subscribes."""
    living = Subscriber.objects.filter(ended_at=None, confirmed_at__isnull=False)
    return sorted(set(living.values_list("county_id", flat=True)))


def send_letters(*, at: datetime) -> int:
    """Put into one letter what has gathered for each subscriber whose letter is due.

    That is daily and weekly ones, and what had gathered for who now wants each thing at once.
    """
    now = timezone.localtime(at)
    if now.hour < rules.FIRST_HOUR:
        return 0
    waiting = Subscriber.objects.filter(ended_at=None, notices__letter=None, notices__isnull=False)
    ids = list(waiting.order_by("id").values_list("id", flat=True).distinct())
    return sum(_write_gathered(pk, at=at) for pk in ids)


@transaction.atomic
def _write_gathered(subscriber_id: int, *, at: datetime) -> bool:
    on = timezone.localdate(at)
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber_id)
    due = rules.is_letter_due(frequency=subscriber.frequency, last_on=subscriber.last_letter_on, on=on)
    gathered = subscriber.notices.filter(letter=None)
    if not due or subscriber.ended_at is not None or not gathered.exists():
        return False
    letter = Message.objects.create(key=f"{NEWS}{subscriber.pk}:{on}", county_id=subscriber.county_id, created_at=at)
    gathered.update(letter=write_to(subscriber, letter, at=at))
    subscriber.last_letter_on = on
    subscriber.save(update_fields=["last_letter_on"])
    return True


def _current(county_id: int, *, since: datetime) -> Iterable[Message]:
    """The releases of the last weeks that the public reads as they were released."""
    found = Message.objects.filter(county_id=county_id, is_news=True, withdrawn_at=None, created_at__gt=since)
    messages = list(found.order_by("id"))
    standing = providers.standings(county_id, [message.thread for message in messages])
    return [m for m in messages if _stands(m, standing.get(m.thread))]


def _stands(message: Message, standing: Standing | None) -> bool:
    return standing is not None and standing.digest == message.digest


def _concerned(message: Message) -> set[int]:
    """Who had confirmed, before it was released, that she wants to hear of something like it."""
    assert message.county_id is not None
    standing = providers.standings(message.county_id, [message.thread]).get(message.thread)
    if standing is None or not _stands(message, standing):
        return set()
    confirmed = Interest.objects.filter(
        county_id=message.county_id, confirmed_at__lte=message.created_at, subscriber__ended_at=None
    )
    words = confirmed.filter(key__startswith=rules.WORD).order_by().values_list("key", flat=True).distinct()
    said = rules.words_in(f"{standing.title}\n{standing.text}", words)
    wanted = confirmed.filter(Q(key__in=[*message.keys, *said]))
    return set(wanted.values_list("subscriber_id", flat=True))


def _note(message: Message, subscriber_ids: set[int], *, at: datetime) -> None:
    known = set(Notice.objects.filter(message=message).values_list("subscriber_id", flat=True))
    new = sorted(subscriber_ids - known)
    Notice.objects.bulk_create(
        [Notice(message=message, subscriber_id=pk, noted_at=at) for pk in new], ignore_conflicts=True, batch_size=500
    )
    at_once = Subscriber.objects.filter(pk__in=new, frequency=Subscriber.Frequency.NOW).order_by("id")
    for subscriber in at_once:
        letter = Message.objects.create(
            key=f"{NEWS}{subscriber.pk}:{message.pk}", county_id=message.county_id, created_at=at
        )
        Notice.objects.filter(message=message, subscriber=subscriber).update(letter=write_to(subscriber, letter, at=at))
