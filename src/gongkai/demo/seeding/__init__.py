"""Making the demo county through the same actions that people use, relative to the day of the first run.

All of it or nothing: a seeding that was killed leaves no half county behind.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.demo.seeding import (
    catalogue,
    desk,
    explaining,
    fairness,
    norms,
    people,
    place,
    reviews,
    ruling,
    sending,
    site,
    wording,
    year,
)
from gongkai.demo.seeding.place import CODE
from gongkai.kernel import outbox
from gongkai.organisations.models import County

IN_FORCE_FOR = timedelta(days=370)
__all__ = ["CODE", "seed"]


def seed(*, today: date, at: datetime, say: Callable[[str], object] = lambda text: None) -> County:
    """Make the county, issue its catalogue, let a year pass, fill the desks; then deliver what follows from it."""
    since = today - IN_FORCE_FOR
    with transaction.atomic():
        county = place.create(today=since, at=at)
        accounts = people.create(county, since=since, at=at)
        reviews.choose_chains(county, at=at)
        say("  目录 catalogue…")
        catalogue.issue(county, people=accounts, on=since, at=at)
        say("  一年的任务与信息 a year of duties and information…")
        year.live(county, today=today, at=at)
        desk.fill(county, people=accounts, today=today, at=at)
        explaining.explain(county, people=accounts, today=today, at=at)
        norms.settle(county, people=accounts, today=today, at=at)
        ruling.adopt(county, people=accounts, today=today, at=at)
        wording.keep_lexicon(county, people=accounts, at=at)
        site.furnish(county, people=accounts, today=today, at=at)
        fairness.tell(county, people=accounts, today=today, at=at)
        sending.send(county, people=accounts, at=at)
    outbox.drain_all()
    sending.settle(county, people=accounts, at=at)
    return county
