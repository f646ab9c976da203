"""Who may fulfil, sign, waive and confirm duties.

An officer acts for her own body, a township also for its villages; the county's openness office for every body.
`by=None` means the platform itself acts (a schedule, a command, the demo) and asks nobody.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.duties.rules.refusals import DutyRefused, Refusal
from gongkai.organisations.models import Body, County, Level, Post, User
from gongkai.organisations.rules.roles import PERMISSIONS, Permission


def may(user: User, permission: Permission, body: Body, *, on: date) -> bool:
    """Whether a person holds a permission over a body on a day."""
    able = [role for role, held in PERMISSIONS.items() if permission in held]
    county_wide = [str(role) for role in able if Permission.SEE_ALL_BODIES in PERMISSIONS[role]]
    posts = Post.objects.filter(user=user, body__county_id=county_of(body)).held(on=on).as_role(*able)
    own = Q(body_id__in=[pk for pk in (body.pk, body.parent_id) if pk])
    return posts.filter(own | Q(body__level=Level.COUNTY, role__in=county_wide)).exists()


def county_of(body: Body) -> int:
    """The county whose duties these are; bodies of ministries and provinces have none here."""
    if body.county_id is None:
        raise DutyRefused(Refusal.OTHER_COUNTY)
    return body.county_id


def require(user: User | None, permission: Permission, body: Body, *, on: date) -> None:
    """The raising form of may."""
    if user is not None and not may(user, permission, body, on=on):
        raise DutyRefused(Refusal.NOT_PERMITTED)


def require_office(user: User | None, county: County, *, on: date) -> None:
    """What concerns the whole county is for those at its own level who manage duties and see every body."""
    needed = {Permission.MANAGE_DUTIES, Permission.SEE_ALL_BODIES}
    able = [role for role, held in PERMISSIONS.items() if needed <= held]
    of_county = Post.objects.filter(user=user, body__county=county, body__level=Level.COUNTY)
    if user is not None and not of_county.held(on=on).as_role(*able).exists():
        raise DutyRefused(Refusal.NOT_PERMITTED)
