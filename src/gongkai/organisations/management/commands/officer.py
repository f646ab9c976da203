"""Open an account for a person, give her a role at a body, and print the one-time link by which she sets a password."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.kernel import clock
from gongkai.organisations import actions, presenters
from gongkai.organisations.models import Body, User
from gongkai.organisations.rules.refusals import OrganisationRefused
from gongkai.organisations.rules.roles import Role


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        add = steps.add_parser("add", help="新建账户并任命；账户已有时只任命")
        add.add_argument("username")
        add.add_argument("--county", required=True, help="区划代码")
        add.add_argument("--body", required=True, help="机构地址名，例如 government-office")
        add.add_argument("--role", required=True, choices=[role.value for role in Role])
        add.add_argument("--name", default="", help="姓名；默认同账户名")
        add.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, username: str, county: str, body: str, role: str, name: str, as_json: bool, **_: Any) -> None:
        place = Body.objects.filter(county__code=county, slug=body).first()
        if place is None or place.county_id is None:
            raise CommandError(f"{county}: {body}?")
        try:
            person = _person(username, name, county_id=place.county_id)
            actions.appoint(
                user_id=person.pk,
                body_id=place.pk,
                role=Role(role),
                starts_on=clock.today(),
                by=None,
                at=clock.now(),
            )
            link = actions.issue_one_time_link(user_id=person.pk, county_id=place.county_id, by=None, at=clock.now())
        except OrganisationRefused as refused:
            raise CommandError(presenters.explain(refused)) from None
        said = json.dumps({"username": username, "path": link}) if as_json else f"{username}  {link}"
        self.stdout.write(said)


def _person(username: str, name: str, *, county_id: int) -> User:
    known = User.objects.filter(username=username).first()
    return known or actions.add_person(
        county_id=county_id, username=username, display_name=name or username, by=None, at=clock.now()
    )
