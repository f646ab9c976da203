"""A message reaches each address once, with a receipt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from gongkai.channels import actions
from gongkai.channels.models import Delivery, Receipt
from gongkai.kernel import outbox

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)


def tell(key="digest:1:2026-11-30"):
    return actions.tell(
        key=key,
        subject="今日待办",
        text="有 3 项任务将于本周到期。",
        addresses=["clerk@example.test", "clerk@example.test", "deputy@example.test", ""],
        county_id=1,
        at=NOON,
    )


class Picky(EmailBackend):
    """A mail server that does not take mail for one address."""

    refused = "clerk@example.test"

    def send_messages(self, messages):
        if self.refused in messages[0].to:
            raise SMTPRecipientsRefused({self.refused: (550, b"no such user")})
        return super().send_messages(messages)


def test_each_address_is_written_to_once_and_the_receipt_is_kept():
    tell()

    outbox.drain_all(at=NOON)
    outbox.drain_all(at=NOON)

    assert [message.to for message in mail.outbox] == [["clerk@example.test"], ["deputy@example.test"]]
    assert {delivery.state for delivery in Delivery.objects.all()} == {"sent"}
    receipts = Receipt.objects.values_list("delivery__address", "step", "proof")
    assert sorted(address for address, _step, _proof in receipts) == ["clerk@example.test", "deputy@example.test"]
    assert all(step == "placed" and proof.startswith("<") for _address, step, proof in receipts)


def test_the_same_message_is_never_told_twice():
    tell()

    assert tell() is None

    outbox.drain_all(at=NOON)
    assert len(mail.outbox) == 2


def test_a_mail_server_that_refuses_is_asked_again_later(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    tell()

    outbox.drain_all(at=NOON)

    assert set(Delivery.objects.values_list("state", flat=True)) == {"pending"}


def test_an_address_that_fails_neither_holds_up_nor_repeats_the_others(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Picky"
    tell()

    for hour in range(3):
        outbox.drain_all(at=NOON + timedelta(hours=hour))

    assert [message.to for message in mail.outbox] == [["deputy@example.test"]]
    assert dict(Delivery.objects.values_list("address", "state")) == {
        "clerk@example.test": "pending",
        "deputy@example.test": "sent",
    }


def test_an_address_that_is_mended_is_written_to_once(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Picky"
    tell()
    outbox.drain_all(at=NOON)
    monkeypatch.setattr(Picky, "refused", "")

    for hour in range(1, 3):
        outbox.drain_all(at=NOON + timedelta(hours=hour))

    assert [message.to for message in mail.outbox] == [["deputy@example.test"], ["clerk@example.test"]]
