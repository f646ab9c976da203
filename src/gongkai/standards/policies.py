"""Who keeps the guidelines: they belong to no county, so no county changes them for another.

An office above the counties does; a county alone on its platform has nobody above it there and does it itself.
`by=None` is the platform's own command.
"""

from __future__ import annotations

from datetime import date

from gongkai.organisations.models import County, Level, Post, User
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import PERMISSIONS, Permission
from gongkai.standards.rules.refusals import Refusal, StandardRefused


def may_keep(user: User, *, on: date) -> bool:
    """Whether a person may import editions and put them in force."""
    roles = [role for role, held in PERMISSIONS.items() if Permission.MANAGE_CATALOGUE in held]
    posts = Post.objects.filter(user=user).held(on=on).as_role(*roles)
    if posts.filter(body__county__isnull=True).exists():
        return True
    return County.objects.count() == 1 and posts.filter(body__level=Level.COUNTY).exists()


def require_keep(user: User | None, *, on: date) -> None:
    """The raising form of may_keep."""
    if user is not None and not may_keep(user, on=on):
        raise StandardRefused(Refusal.NOT_PERMITTED)


def may_keep_here(staff: Staff, *, on: date) -> bool:
    """The same for the buttons of a desk."""
    return Permission.MANAGE_CATALOGUE in staff.permissions and may_keep(staff.user, on=on)
