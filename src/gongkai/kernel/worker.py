"""The worker's loop: a thread inside the one process of `make run`, or `gongkai worker` processes in production."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections

from gongkai.kernel import background, clock, outbox, periodic, waking

log = logging.getLogger(__name__)

# What another process wrote waits as long at most: a withdrawal has two seconds to reach every index.
PAUSE_SECONDS = 0.5

_after_drain: list[Callable[[], None]] = []


def after_drain(function: Callable[[], None]) -> Callable[[], None]:
    """Call this after each round: for work that belongs to a node rather than to a county (its search copy)."""
    _after_drain.append(function)
    return function


def round_once() -> int:
    """One round: deliver, do what people asked for, run what is due, tend the node; return how much was delivered."""
    tried = outbox.drain_all()
    background.work_off()
    periodic.run_due(at=clock.now())
    for function in _after_drain:
        function()
    return tried


def run(*, stop: threading.Event) -> None:
    """Work until told to stop. A database that is away for a moment is waited for, and so is a full disk."""
    outbox.sweep()
    while not stop.is_set():
        try:
            round_once()
        except Exception:  # whatever it was: a worker that ends is missed only when somebody waits in vain
            log.exception("a round of the worker broke off; it tries again")
            close_old_connections()
        waking.wait(PAUSE_SECONDS)


def start_thread() -> threading.Event:
    """Start the embedded worker; set the returned event to stop it."""
    stop = threading.Event()
    threading.Thread(target=run, kwargs={"stop": stop}, name="gongkai-worker", daemon=True).start()
    return stop
