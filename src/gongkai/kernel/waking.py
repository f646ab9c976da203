"""How whoever writes tells a worker thread of the same process that something waits. Losing the call loses seconds."""

from __future__ import annotations

import threading

_waiting = threading.Event()


def wake() -> None:
    """Something waits to be done."""
    _waiting.set()


def wait(seconds: float) -> None:
    """Wait until something waits, or the seconds have passed."""
    _waiting.wait(seconds)
    _waiting.clear()
