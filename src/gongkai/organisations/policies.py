"""Who may do what, and whose things she sees. Two forms of each question: one refuses, one feeds the button."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from gongkai.organisations.models import Body, County, Post, User
from gongkai.organisations.queries import Staff
from gongkai.organisations.querysets import BodyQuerySet
from gongkai.organisations.rules.refusals import OrganisationRefused, Refusal
from gongkai.organisations.rules.roles import PERMISSIONS, Permission


class NotPermitted(PermissionDenied):
    """A permission that the posts held today do not give; Django answers 403."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(str(permission))
        self.permission = permission


def may(staff: Staff, permission: Permission, *, body: Body | None = None) -> bool:
    """Whether the person at this desk holds a permission; with `body`, whether over that body too."""
    return permission in staff.permissions and (body is None or sees(staff, body))


def require(staff: Staff, permission: Permission, *, body: Body | None = None) -> None:
    """The raising form of may."""
    if not may(staff, permission, body=body):
        raise NotPermitted(permission)


def sees(staff: Staff, body: Body) -> bool:
    """Whether a body is this desk's business: its own, those under it, or all of the county."""
    if body.county_id != staff.county.pk:
        return False
    return Permission.SEE_ALL_BODIES in staff.permissions or staff.body.pk in (body.pk, body.parent_id)


def visible_bodies(staff: Staff) -> BodyQuerySet:
    """The bodies whose work this desk may see; the same answer as `sees`, for lists."""
    bodies = Body.objects.of(staff.county)
    if Permission.SEE_ALL_BODIES in staff.permissions:
        return bodies
    return bodies.filter(Q(pk=staff.body.pk) | Q(parent=staff.body.pk))


def may_manage(user: User, county: County, *, on: date) -> bool:
    """Whether a person may change bodies, posts and settings of a county."""
    roles = [role for role, held in PERMISSIONS.items() if Permission.MANAGE_ORGANISATIONS in held]
    return Post.objects.filter(user=user, body__county=county).held(on=on).as_role(*roles).exists()


def require_manage(user: User | None, county: County, *, on: date) -> None:
    """The raising form of may_manage. `None` is the platform itself: a command, the demo, a schedule."""
    if user is not None and not may_manage(user, county, on=on):
        raise OrganisationRefused(Refusal.NOT_PERMITTED)


def require_platform(user: User | None) -> None:
    """What belongs to no county is changed by the platform's own commands alone."""
    if user is not None:
        raise OrganisationRefused(Refusal.NOT_PERMITTED)


def owns_account(user: User | None, person: User, county_id: int | None) -> bool:
    """Whose account a county may act on: nobody's who has ever sat elsewhere, nor the platform keeper's.

    Else an administrator would appoint anyone by user name, then set that person's password.
    """
    return user is None or not (person.is_superuser or person.posts.exclude(body__county=county_id).exists())


def require_own_account(user: User | None, person: User, county_id: int | None) -> None:
    """The raising form of owns_account."""
    if not owns_account(user, person, county_id):
        raise OrganisationRefused(Refusal.PLATFORM_ALONE)


def knows_account(user: User | None, person: User, county_id: int | None) -> bool:
    """Whether a county may be told that an account exists: one it may act on, or of somebody who sits or sat here."""
    return owns_account(user, person, county_id) or person.posts.filter(body__county=county_id).exists()


def require_body(user: User | None, body: Body, *, on: date) -> None:
    """Whether a person may change a body and its posts: its county's administrator, else the platform alone."""
    if body.county is None:
        require_platform(user)
    else:
        require_manage(user, body.county, on=on)
