"""The worker's loop goes on, whatever breaks in a round."""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError

from gongkai.kernel import worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("error", [OperationalError("the server closed the connection"), OSError("no space left")])
def test_a_round_that_breaks_is_not_the_last(monkeypatch, error):
    stop, rounds = threading.Event(), []

    def tend():
        rounds.append(1)
        if len(rounds) < 2:
            raise error
        stop.set()

    monkeypatch.setattr(worker, "_after_drain", [tend])
    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(worker.periodic, "run_due", lambda at: None)
    worker.run(stop=stop)

    assert len(rounds) == 2
