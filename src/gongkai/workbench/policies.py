"""Whose duties a person sees and works on, and where her desk opens.

A desk works for its own body; a township's also for its villages. Who may see all bodies looks at the whole county.
"""

from __future__ import annotations

from django.db.models import Q

from gongkai.organisations import policies as organisations
from gongkai.organisations.models import Body
from gongkai.organisations.queries import Staff
from gongkai.organisations.querysets import BodyQuerySet
from gongkai.organisations.rules.roles import Permission

_HOMES = (
    (Permission.FULFIL_DUTIES, "workbench:tasks"),
    (Permission.SEE_ALL_BODIES, "workbench:cockpit"),
    (Permission.READ_AUDIT, "workbench:audit"),
    (Permission.MANAGE_ORGANISATIONS, "organisations_workbench:bodies"),
)


def may(staff: Staff, permission: Permission) -> bool:
    """Whether the desk carries a permission."""
    return permission in staff.permissions


def home(staff: Staff) -> str:
    """The page on which this desk opens."""
    return next(name for permission, name in _HOMES if permission in staff.permissions)


def own_bodies(staff: Staff) -> BodyQuerySet:
    """The bodies this desk works for."""
    bodies: BodyQuerySet = Body.objects.filter(Q(pk=staff.body.pk) | Q(parent=staff.body), county=staff.county)
    return bodies


def seen_bodies(staff: Staff) -> BodyQuerySet:
    """The bodies this desk may look at."""
    return organisations.visible_bodies(staff)


def own_ids(staff: Staff) -> list[int]:
    """The ids of the bodies this desk works for."""
    return list(own_bodies(staff).order_by("id").values_list("pk", flat=True))


def seen_ids(staff: Staff) -> list[int] | None:
    """The ids of the bodies this desk may look at; None: every body of the county."""
    return None if may(staff, Permission.SEE_ALL_BODIES) else own_ids(staff)
