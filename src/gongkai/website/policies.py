"""Who may work on reported errors, write notices and keep topics.

An officer answers for her own body, a township also for its villages; the openness office for each of them, and it
alone writes what stands on every page.
"""

from __future__ import annotations

from datetime import date

from gongkai.organisations import policies as organisations
from gongkai.organisations.models import Body, County, Level, Post, User
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role
from gongkai.publishing import policies as publishing
from gongkai.website.models import ErrorReport
from gongkai.website.querysets import ErrorReportQuerySet
from gongkai.website.rules.refusals import Refusal, WebsiteRefused

EVERYTHING = frozenset(Permission)


def permissions_over(user: User | None, body: Body, *, on: date) -> frozenset[Permission]:
    """What a person may do for a body; `None`, the platform itself, may do anything."""
    return EVERYTHING if user is None else publishing.permissions_over(user, body, on=on)


def require_office(user: User | None, county: County, *, on: date) -> None:
    """What stands on every page is the openness office's to write."""
    if user is None:
        return
    posts = Post.objects.filter(user=user, body__county=county, body__level=Level.COUNTY).held(on=on)
    held = frozenset().union(*(PERMISSIONS[Role(role)] for role in posts.values_list("role", flat=True)))
    if not {Permission.MANAGE_DUTIES, Permission.SEE_ALL_BODIES} <= held:
        raise WebsiteRefused(Refusal.NOT_PERMITTED)


def is_of_office(staff: Staff) -> bool:
    """Whether the desk is the openness office's."""
    return {Permission.MANAGE_DUTIES, Permission.SEE_ALL_BODIES} <= staff.permissions


def reports_seen(staff: Staff) -> ErrorReportQuerySet:
    """The reports about the bodies that this desk sees."""
    found: ErrorReportQuerySet = ErrorReport.objects.of_county(staff.county)
    if Permission.SEE_DRAFTS not in staff.permissions:
        return found.none()
    return found.of_bodies(organisations.visible_bodies(staff))
