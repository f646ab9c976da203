"""What follows a write: it is delivered once it is committed, again if it fails, and never lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from gongkai.kernel import outbox
from gongkai.kernel.models import OutboxDelivery, OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)


@pytest.fixture
def heard(monkeypatch):
    """A consumer of `bell`, and what it has heard."""
    monkeypatch.setattr(outbox, "_consumers", outbox.defaultdict(dict))
    rung: list[dict] = []

    @outbox.consumer("listener", topics=["bell"])
    def listen(event: outbox.Event) -> None:
        if event.payload.get("break"):
            raise RuntimeError("cannot hear this")
        rung.append(dict(event.payload))

    return rung


def ring(**payload):
    with transaction.atomic():
        return outbox.append("bell", county_id=1, payload=payload, at=NOON)


def test_an_event_reaches_its_consumer_once(heard):
    ring(n=1)

    outbox.drain_all(at=NOON)
    outbox.drain_all(at=NOON)

    assert heard == [{"n": 1}]


def test_events_arrive_in_the_order_in_which_they_happened(heard):
    for n in range(5):
        ring(n=n)

    outbox.drain_all(at=NOON)

    assert [payload["n"] for payload in heard] == [0, 1, 2, 3, 4]


def test_what_is_rolled_back_was_never_said(heard):
    with transaction.atomic():
        outbox.append("bell", county_id=1, payload={}, at=NOON)
        transaction.set_rollback(True)

    outbox.drain_all(at=NOON)

    assert heard == []
    assert not OutboxEvent.objects.exists()


def test_a_failure_is_tried_again_later_and_does_not_hold_up_the_rest(heard):
    ring(**{"break": True})
    ring(n=2)

    outbox.drain_all(at=NOON)

    assert heard == [{"n": 2}]
    failed = OutboxDelivery.objects.get(state="pending")
    assert failed.attempts == 1
    assert failed.due_at > NOON
    assert "cannot hear this" in failed.last_error


def test_what_keeps_failing_is_kept_for_a_person(heard):
    ring(**{"break": True})

    for hour in range(outbox.MAX_ATTEMPTS + 1):
        outbox.drain_all(at=NOON + timedelta(hours=hour))

    assert OutboxDelivery.objects.get().state == "failed"


def test_a_consumer_that_fails_halfway_leaves_nothing_half_written(heard):
    @outbox.consumer("writer", topics=["bell"])
    def write(event: outbox.Event) -> None:
        OutboxEvent.objects.create(topic="written", county_id=1, payload={}, created_at=NOON)
        raise RuntimeError("too late")

    ring(n=1)

    outbox.drain_all(at=NOON)

    assert not OutboxEvent.objects.filter(topic="written").exists()


def test_a_consumer_added_later_is_given_what_it_missed_by_the_sweeper(heard):
    ring(n=1)
    late: list[str] = []

    @outbox.consumer("latecomer", topics=["bell"])
    def listen(event: outbox.Event) -> None:
        late.append(event.topic)

    swept = outbox.sweep()
    outbox.drain_all(at=NOON)

    assert swept == 1
    assert late == ["bell"]
    assert outbox.sweep() == 0


def test_what_calls_outside_holds_no_transaction_and_its_row_is_lent_until_it_ends(heard):
    seen = []

    @outbox.consumer("caller", topics=["bell"], outside=True)
    def call(event: outbox.Event) -> None:
        row = OutboxDelivery.objects.get(consumer="caller")
        seen.append((transaction.get_connection().in_atomic_block, row.due_at))
        outbox.drain(at=NOON)  # nobody else takes it up meanwhile

    ring(n=1)
    outbox.drain(at=NOON)

    assert seen == [(False, NOON + outbox.LEASE)]
    assert OutboxDelivery.objects.get(consumer="caller").state == "done"


def test_what_calls_outside_and_was_killed_is_done_again_when_its_lease_is_over(heard):
    class Killed(BaseException):
        pass

    tried = []

    @outbox.consumer("caller", topics=["bell"], outside=True)
    def call(event: outbox.Event) -> None:
        tried.append(event.payload["n"])
        if len(tried) == 1:
            raise Killed

    ring(n=1)
    with pytest.raises(Killed):
        outbox.drain(at=NOON)
    outbox.drain(at=NOON)
    assert tried == [1]

    outbox.drain(at=NOON + outbox.LEASE)

    assert tried == [1, 1]
    assert OutboxDelivery.objects.get(consumer="caller").state == "done"
