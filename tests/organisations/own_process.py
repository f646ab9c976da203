"""A process of its own beside another one at the same act. Run by test_two_at_once.py, never imported.

Usage: own_process.py prepare | listen
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from gongkai.organisations import actions  # noqa: E402
from gongkai.organisations.actions import OrganisationRefused  # noqa: E402
from gongkai.organisations.models import Body, County, Level, Post, User  # noqa: E402
from gongkai.organisations.rules.roles import Role  # noqa: E402
from tests.factories.organisations import OfficerFactory, UserFactory, WorkUnitFactory  # noqa: E402

AT, TODAY = datetime(2026, 3, 2, 1, tzinfo=UTC), date(2026, 3, 2)
BODIES = 10


def prepare() -> None:
    call_command("migrate", verbosity=0)
    unit = WorkUnitFactory(body__slug="office")
    OfficerFactory(body=unit.body, username="heir")
    UserFactory(username="new")


def add(mine: str) -> None:
    county = County.objects.get()
    for turn in range(BODIES):
        actions.add_body(county_id=county.pk, kind="other", level=Level.COUNTY, name=f"{mine}{turn}", by=None, at=AT)


def appoint(_mine: str) -> None:
    actions.appoint(
        user_id=User.objects.get(username="new").pk,
        body_id=Body.objects.get(slug="office").pk,
        role=Role.APPROVER,
        starts_on=TODAY,
        by=None,
        at=AT,
    )


def end_post(_mine: str) -> None:
    post = Post.objects.get(user__username="heir")
    actions.end_post(post_id=post.pk, ends_on=TODAY, by=None, at=AT)


def listen() -> None:
    """Do each thing one is told, and say whether it was done or why not."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for act in map(str.strip, sys.stdin):
        sys.stdout.write(f"{_done(act)}\n")
        sys.stdout.flush()


def _done(act: str) -> str:
    try:
        globals()[act](f"机构{os.getpid()}之")
    except OrganisationRefused as refused:
        return str(refused.refusal)
    return "done"


if __name__ == "__main__":
    globals()[sys.argv[1]]()
