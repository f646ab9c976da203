"""The room's entries in the navigation of the workbench."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gongkai.interpretation.queries import concerns, questions, relays
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.organisations.rules.roles import PERMISSIONS, Permission
from gongkai.ui.navigation import Face, NavEntry, register


def _roles(permission: Permission) -> frozenset[str]:
    return frozenset(str(role) for role, held in PERMISSIONS.items() if permission in held)


def _waiting(request: HttpRequest) -> int:
    """What runs out within hours, and the questions that this person can take a step further."""
    staff = getattr(cast(StaffRequest, request), "staff", None)
    if staff is None:
        return 0
    at = clock.now()
    piles = [relays.pressing(staff, at=at), concerns.pressing(staff, at=at), questions.waiting(staff)]
    first, *others = (pile.order_by().values("pk") for pile in piles)
    return int(first.union(*others, all=True).count())  # one query: every page of the desk asks


register(
    Face.WORKBENCH,
    NavEntry(
        _("解读回应"),
        "interpretation_workbench:policies",
        icon="message-square-text",
        order=45,
        roles=_roles(Permission.SEE_DRAFTS),
        count=_waiting,
    ),
)
