"""Kill -9 at random while everything is on its way: each delivery has exactly one receipt, none is lost, none doubled.

By default a few kills in seconds; the whole figure of the acceptance, 1,000 publications over six channels and a
hundred kills, by GONGKAI_TEST_PUBLICATIONS=1000 GONGKAI_TEST_KILLS=100.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from random import Random

import pytest

from tests.channels import standins
from tests.channels.conftest import parsed

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("own_process.py")
PUBLICATIONS = int(os.environ.get("GONGKAI_TEST_PUBLICATIONS", "40"))
KILLS = int(os.environ.get("GONGKAI_TEST_KILLS", "8"))
CHANNELS = 6
LONGEST_LIFE = 0.2 * max(4, PUBLICATIONS / KILLS)  # seconds: the kills spread over all of the work
RECEIPTS = """
SELECT d.state, d.channel, count(r.id) FROM channels_delivery d
LEFT JOIN channels_receipt r ON r.delivery_id = d.id GROUP BY d.id, d.state, d.channel
"""


@pytest.fixture
def others(monkeypatch, mailbox, settings):
    """The servers at the other ends, as the workers' environment names them."""
    account, receiver = standins.WeChat(), standins.Receiver()
    monkeypatch.setenv("GONGKAI_FETCH_PRIVATE_HOSTS", "127.0.0.1")
    monkeypatch.setenv("GONGKAI_EMAIL_URL", f"smtp://127.0.0.1:{settings.EMAIL_PORT}")
    with standins.serving(account) as wechat, standins.serving(receiver) as hook:
        monkeypatch.setenv("GONGKAI_WECHAT_API", wechat)
        monkeypatch.setenv("TEST_HOOK", hook)
        yield account, receiver, mailbox


def test_whoever_is_killed_each_delivery_has_one_receipt_and_none_is_lost(own_database, others):
    account, receiver, mailbox = others
    dice = Random(f"{KILLS} kills")

    with own_database.start("publish") as publishing, own_database.talk("worker") as worker:
        for _nth in range(KILLS):
            worker.say(f"kill {dice.uniform(0.05, LONGEST_LIFE):.3f}")
            assert worker.hear() == str(-signal.SIGKILL)
        publishing.communicate()
        worker.say("finish")
        assert worker.hear() == "0"

    found = own_database.ask(RECEIPTS)
    assert len(found) == PUBLICATIONS * CHANNELS
    assert {(state, receipts) for state, channel, receipts in found if channel != "wechat"} == {("sent", 1)}
    assert {(state, receipts) for state, channel, receipts in found if channel == "wechat"} == {("drafted", 1)}
    assert len(account.drafts) == PUBLICATIONS
    assert len(receiver.heard) == 2 * PUBLICATIONS
    assert len({parsed(envelope)["Message-ID"] for envelope in mailbox.mails}) == PUBLICATIONS
