"""Long work that a person asked for: done by a worker, watched by her or left alone, kept with how it ended.

A room registers what it can do under a stable name. `ask` writes a row; a worker claims it, does it and writes how it
ended. What is done must leave nothing half-written and be safe to do twice: a worker killed after the work and before
its note leaves a claim behind, and the next worker does it again.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import OperationalError, connection, transaction

from gongkai.kernel import clock, waking
from gongkai.kernel.models import BackgroundWork
from gongkai.kernel.progress import Progress, Stage, heard_by

log = logging.getLogger(__name__)

State = BackgroundWork.State
MAX_ATTEMPTS = 3
# Of a worker that seems alive: on another machine that cannot be seen, and here its number may be another's by now.
CLAIM_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done, for whom."""

    county_id: int
    by_id: int
    arguments: Mapping[str, Any]
    at: datetime
    begun_before: datetime | None = None  # by a worker that did not get to the end; what it left is nobody else's


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended: done, or refused with nothing changed. The facts are what the words need."""

    facts: Mapping[str, Any]
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence for the person who asked, and the page where she goes on."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What a room does in the background, and its words in the reader's language."""

    do: Callable[[Asked], Outcome]
    title: Callable[[BackgroundWork], str]
    told: Callable[[BackgroundWork], Told]  # how it ended, or where one would have gone on


_kinds: dict[str, Kind] = {}
# What a transaction writes nobody else sees before it ends; pages of the worker's own process may look here.
_now_at: dict[int, Progress] = {}


def register(name: str, kind: Kind) -> None:
    """Register a kind of work under a name that must never change: rows carry it."""
    _kinds[name] = kind


def kind_of(work: BackgroundWork) -> Kind:
    """What the work is an instance of."""
    return _kinds[work.kind]


@transaction.atomic
def ask(name: str, *, county_id: int, by_id: int, arguments: Mapping[str, Any], at: datetime) -> BackgroundWork:
    """Queue work. What the same person has asked for and is not over yet is not queued twice."""
    wanted = {"kind": name, "county_id": county_id, "asked_by_id": by_id}
    unfinished: Iterable[BackgroundWork] = BackgroundWork.objects.unfinished().filter(**wanted)
    for work in unfinished:
        if work.arguments == arguments:
            return work
    asked: BackgroundWork = BackgroundWork.objects.create(**wanted, arguments=dict(arguments), asked_at=at)
    transaction.on_commit(waking.wake)
    return asked


def progress_of(work: BackgroundWork) -> Progress | None:
    """How far running work is, where that is known."""
    if work.state != State.RUNNING or not work.stage:
        return None
    return _now_at.get(work.pk) or Progress(Stage(work.stage), work.stage_done, work.stage_total)


def work_off() -> int:
    """Do everything that waits, one after the other; return how many were taken up."""
    taken = 0
    while (claimed := _claim(at=clock.now())) is not None:
        _do(*claimed)
        taken += 1
    return taken


@transaction.atomic
def _claim(*, at: datetime) -> tuple[BackgroundWork, datetime | None] | None:
    """The next piece of work, now ours; and when it was begun before, if it was."""
    rows = BackgroundWork.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    for work in rows.unfinished().order_by("id"):
        if work.state == State.RUNNING and not _is_abandoned(work, at=at):
            continue
        if work.attempts >= MAX_ATTEMPTS:  # it took its worker down each time
            _end(work, state=BackgroundWork.State.FAILED, facts={"error": "worker lost"})
            continue
        begun_before = work.claimed_at
        work.state, work.claimed_by, work.claimed_at = BackgroundWork.State.RUNNING, _me(), at
        work.stage, work.attempts = Stage.READING, work.attempts + 1
        work.save(update_fields=["state", "claimed_by", "claimed_at", "stage", "attempts"])
        return work, begun_before
    return None


def _me() -> str:
    return f"{socket.gethostname()[:100]}:{os.getpid()}"


def _is_abandoned(work: BackgroundWork, *, at: datetime) -> bool:
    """Claimed by a worker that is no more. Of our own process it can only be a leftover: we work at one at a time."""
    host, _, process = work.claimed_by.rpartition(":")
    if work.claimed_by == _me():
        return True
    if host == socket.gethostname()[:100] and not _is_alive(int(process)):
        return True
    return work.claimed_at is None or work.claimed_at < at - CLAIM_LASTS


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's, and alive
    return True


def _do(work: BackgroundWork, begun_before: datetime | None) -> None:
    at = work.claimed_at or work.asked_at
    asked = Asked(work.county_id, work.asked_by_id, work.arguments, at=at, begun_before=begun_before)
    try:
        with heard_by(lambda progress: _note(work, progress)):
            outcome = kind_of(work).do(asked)
    except Exception as error:  # whatever it was, the person who waits is told, and the others' work goes on
        log.exception("background work %s failed", work.pk)
        _put_back_or_give_up(work, error)
    else:
        _end(
            work,
            state=BackgroundWork.State.REFUSED if outcome.is_refused else BackgroundWork.State.DONE,
            facts=outcome.facts,
        )
    finally:
        _now_at.pop(work.pk, None)


def _note(work: BackgroundWork, progress: Progress) -> None:
    _now_at[work.pk] = progress
    if not connection.in_atomic_block:
        BackgroundWork.objects.filter(pk=work.pk).update(
            stage=progress.stage, stage_done=progress.done, stage_total=progress.total
        )


def _put_back_or_give_up(work: BackgroundWork, error: Exception) -> None:
    """A database that was away or busy is worth another try; any other error would only come again."""
    if isinstance(error, OperationalError) and work.attempts < MAX_ATTEMPTS:
        BackgroundWork.objects.filter(pk=work.pk).update(state=State.PENDING, stage="")
        return
    _end(work, state=BackgroundWork.State.FAILED, facts={"error": type(error).__name__})


def _end(work: BackgroundWork, *, state: BackgroundWork.State, facts: Mapping[str, Any]) -> None:
    BackgroundWork.objects.filter(pk=work.pk).update(state=state, facts=dict(facts), ended_at=clock.now())
