"""Long work is done once, tells how far it is, and survives its worker."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from gongkai.kernel import background, clock
from gongkai.kernel.background import Kind, Outcome, State, Told
from gongkai.kernel.models import BackgroundWork
from gongkai.kernel.progress import Progress, Stage, tell

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
NOBODY = 2**22 + 1  # more than a process number can be


@pytest.fixture
def bell(monkeypatch):
    """Work that rings a bell as it is asked to, and how often it rang."""
    monkeypatch.setattr(background, "_kinds", {})
    rung: list[str] = []

    def ring(asked: background.Asked) -> Outcome:
        how = asked.arguments["how"]
        rung.append(how)
        if how == "broken":
            raise RuntimeError("no clapper")
        if how == "busy":
            raise OperationalError("database is locked")
        return Outcome({"rung": how}, is_refused=how == "muted")

    background.register("bell", Kind(do=ring, title=lambda work: "铃", told=lambda work: Told("", "/")))
    return rung


def ask(how="softly", by_id=7):
    return background.ask("bell", county_id=1, by_id=by_id, arguments={"how": how}, at=NOON)


def claimed(by: str, *, attempts=1, at=None):
    work = ask()
    BackgroundWork.objects.filter(pk=work.pk).update(
        state=State.RUNNING, claimed_by=by, claimed_at=at or clock.now(), attempts=attempts
    )
    return work


def after_work(work):
    background.work_off()
    work.refresh_from_db()
    return work


def test_what_is_asked_for_is_done_once(bell):
    work = ask()

    background.work_off()
    background.work_off()

    work.refresh_from_db()
    assert (work.state, work.facts, bell) == (State.DONE, {"rung": "softly"}, ["softly"])


def test_asking_twice_while_it_waits_is_asking_once(bell):
    assert ask() == ask()
    assert ask(by_id=8) != ask()
    assert ask("loudly") != ask()


def test_what_is_over_may_be_asked_for_again(bell):
    first = after_work(ask())

    assert ask() != first


def test_a_refusal_is_an_end_with_its_facts(bell):
    work = after_work(ask("muted"))

    assert (work.state, work.facts) == (State.REFUSED, {"rung": "muted"})


def test_broken_work_fails_and_keeps_nobody_waiting(bell):
    broken, good = ask("broken"), ask()

    background.work_off()

    broken.refresh_from_db()
    good.refresh_from_db()
    assert (broken.state, good.state) == (State.FAILED, State.DONE)
    assert bell == ["broken", "softly"]


def test_a_busy_database_is_tried_again_but_not_for_ever(bell):
    work = after_work(ask("busy"))

    assert bell == ["busy"] * background.MAX_ATTEMPTS
    assert work.state == State.FAILED


def test_the_work_of_a_dead_worker_is_taken_over(bell):
    work = after_work(claimed(f"{socket.gethostname()[:100]}:{NOBODY}"))

    assert (work.state, bell) == (State.DONE, ["softly"])


def test_the_work_of_a_living_worker_is_left_to_it(bell):
    work = after_work(claimed(f"{socket.gethostname()[:100]}:{os.getppid()}"))

    assert (work.state, bell) == (State.RUNNING, [])


@pytest.mark.parametrize(
    "worker", ["elsewhere:12", f"{socket.gethostname()[:100]}:{os.getppid()}"], ids=["elsewhere", "here"]
)
@pytest.mark.parametrize(("since", "state"), [(timedelta(minutes=5), State.RUNNING), (timedelta(hours=2), State.DONE)])
def test_a_worker_that_may_be_alive_is_given_an_hour(bell, worker, since, state):
    """Of another machine nobody can say; here, after a restart, its number may be another process's."""
    assert after_work(claimed(worker, at=clock.now() - since)).state == state


def test_who_takes_work_over_is_told_when_it_was_begun(bell):
    told = []
    background.register(
        "bell", Kind(do=lambda asked: told.append(asked.begun_before) or Outcome({}), title=str, told=str)
    )
    after_work(ask())

    after_work(claimed(f"{socket.gethostname()[:100]}:{NOBODY}", at=NOON))

    assert told == [None, NOON]


def test_work_that_takes_its_worker_down_each_time_is_given_up(bell):
    lost = claimed(f"{socket.gethostname()[:100]}:{NOBODY}", attempts=background.MAX_ATTEMPTS)

    assert (after_work(lost).state, bell) == (State.FAILED, [])


def test_how_far_it_is_can_be_seen_from_outside_while_it_goes_on(bell):
    seen: list[tuple[str, int, int]] = []

    def count(asked):
        tell(Stage.WRITING, 3, 10)
        work = BackgroundWork.objects.get()
        seen.append((work.stage, work.stage_done, work.stage_total))
        assert background.progress_of(work) == Progress(Stage.WRITING, 3, 10)
        return Outcome({})

    background.register("bell", Kind(do=count, title=lambda work: "铃", told=lambda work: Told("", "/")))
    work = after_work(ask())

    assert seen == [("writing", 3, 10)]
    assert background.progress_of(work) is None
