"""Jobs that recur. Their next time is a row, so a job missed while the machine was off runs when it is on again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from croniter import croniter
from django.db import transaction
from django.utils import timezone

from gongkai.kernel.models import PeriodicRun

log = logging.getLogger(__name__)

Job = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job and its crontab line, read in Asia/Shanghai."""

    name: str
    cron: str
    job: Job


_jobs: dict[str, Periodic] = {}


def periodic(name: str, *, cron: str) -> Callable[[Job], Job]:
    """Register a job that is handed the moment at which it runs."""

    def register(job: Job) -> Job:
        _jobs[name] = Periodic(name, cron, job)
        return job

    return register


def run_due(*, at: datetime) -> list[str]:
    """Run every job whose time has come; return their names."""
    return [job.name for job in _jobs.values() if _claim(job, at=at) and _run(job, at=at)]


@transaction.atomic
def _claim(job: Periodic, *, at: datetime) -> bool:
    """Move the job's next time on, so that of several workers one runs it."""
    run, is_new = PeriodicRun.objects.select_for_update().get_or_create(
        name=job.name, defaults={"next_at": _next(job, after=at)}
    )
    if is_new or run.next_at > at:
        return False
    run.next_at, run.last_started_at = _next(job, after=at), at
    run.save(update_fields=["next_at", "last_started_at"])
    return True


def _run(job: Periodic, *, at: datetime) -> bool:
    error = ""
    try:
        job.job(at)
    except Exception as failure:  # one broken job must not stop the others
        log.exception("periodic job %s failed", job.name)
        error = f"{type(failure).__name__}: {failure}"[:2000]
    PeriodicRun.objects.filter(pk=job.name).update(last_finished_at=at, last_error=error)
    return not error


def _next(job: Periodic, *, after: datetime) -> datetime:
    following: datetime = croniter(job.cron, timezone.localtime(after)).get_next(datetime)
    return following
