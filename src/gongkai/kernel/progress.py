"""How far a long piece of work has come: told by whoever does it, heard by whoever waits.

With nobody waiting, as in a command or a test, telling costs nothing and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What is being done; the words stand in presenters."""

    READING = "reading"
    WORKING_OUT = "working_out"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Progress:
    """A stage, and how much of it is done; total 0 where nobody can know."""

    stage: Stage
    done: int = 0
    total: int = 0


Listener = Callable[[Progress], None]

_listener: ContextVar[Listener | None] = ContextVar("progress_listener", default=None)


def tell(stage: Stage, done: int = 0, total: int = 0) -> None:
    """Say how far the work has come."""
    listener = _listener.get()
    if listener is not None:
        listener(Progress(stage, done, total))


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Let this listener hear what is told inside."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
