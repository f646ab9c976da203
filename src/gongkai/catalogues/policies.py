"""Who may decide on rows, issue a catalogue, import its lists.

The county's openness office decides for the county; a township's own holder of the role decides for the township.
`by=None` means the platform itself acts (set-up, command line) and asks nobody.
"""

from __future__ import annotations

from datetime import date

from gongkai.catalogues.models import Version
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.organisations.models import County, Level, Post, User
from gongkai.organisations.querysets import PostQuerySet
from gongkai.organisations.rules.roles import PERMISSIONS, Permission


def may_decide(user: User, version: Version, *, on: date) -> bool:
    """Whether a person may decide on the rows of this version."""
    catalogue = version.catalogue
    posts = _posts(user, Permission.DECIDE_ROWS, on=on).filter(body__county_id=catalogue.county_id)
    if catalogue.owner_id is not None and posts.filter(body_id=catalogue.owner_id).exists():
        return True
    return posts.filter(body__level=Level.COUNTY).exists()


def may_manage(user: User, county: County, *, on: date) -> bool:
    """Whether a person may compile, import lists, edit subjects and links for a county."""
    posts = _posts(user, Permission.MANAGE_CATALOGUE, on=on)
    return posts.filter(body__county=county, body__level=Level.COUNTY).exists()


def require_decide(user: User | None, version: Version, *, on: date) -> None:
    """The raising form of may_decide."""
    if user is not None and not may_decide(user, version, on=on):
        raise CatalogueRefused(Refusal.NOT_PERMITTED)


def require_manage(user: User | None, county: County, *, on: date) -> None:
    """The raising form of may_manage."""
    if user is not None and not may_manage(user, county, on=on):
        raise CatalogueRefused(Refusal.NOT_PERMITTED)


def _posts(user: User, permission: Permission, *, on: date) -> PostQuerySet:
    roles = [role for role, held in PERMISSIONS.items() if permission in held]
    return Post.objects.filter(user=user).held(on=on).as_role(*roles)
