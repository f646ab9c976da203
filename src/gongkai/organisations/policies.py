"""Who may do what, and whose things she sees. Two forms of each question: one refuses, one feeds the button."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from gongkai.organisations.models import Body
from gongkai.organisations.queries import Staff
from gongkai.organisations.querysets import BodyQuerySet
from gongkai.organisations.rules.roles import Permission


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
