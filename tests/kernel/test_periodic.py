"""Recurring jobs run once per due time, and a missed time is made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gongkai.kernel import periodic
from gongkai.kernel.models import PeriodicRun

pytestmark = pytest.mark.django_db(transaction=True)

MORNING = datetime(2026, 11, 30, 0, 30, tzinfo=UTC)  # 08:30 in Shanghai


@pytest.fixture
def runs(monkeypatch):
    """The moments at which a job of 09:00 daily ran."""
    monkeypatch.setattr(periodic, "_jobs", {})
    moments: list[datetime] = []
    periodic.periodic("daily", cron="0 9 * * *")(moments.append)
    periodic.run_due(at=MORNING)
    return moments


def test_a_job_waits_for_its_time(runs):
    periodic.run_due(at=MORNING + timedelta(minutes=29))

    assert runs == []


def test_a_job_runs_once_at_its_time_in_shanghai(runs):
    nine = MORNING + timedelta(minutes=30)

    periodic.run_due(at=nine)
    periodic.run_due(at=nine + timedelta(minutes=1))

    assert runs == [nine]


def test_a_time_missed_while_the_machine_was_off_is_made_up(runs):
    three_days_later = MORNING + timedelta(days=3)

    periodic.run_due(at=three_days_later)

    assert runs == [three_days_later]


def test_a_broken_job_is_noted_and_the_others_run(runs):
    @periodic.periodic("broken", cron="0 9 * * *")
    def fail(at: datetime) -> None:
        raise RuntimeError("no")

    periodic.run_due(at=MORNING)

    ran = periodic.run_due(at=MORNING + timedelta(hours=1))

    assert ran == ["daily"]
    assert "no" in PeriodicRun.objects.get(pk="broken").last_error
