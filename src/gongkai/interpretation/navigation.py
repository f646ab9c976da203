"""The room's entries in the navigation of the workbench."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongkai.organisations.rules.roles import PERMISSIONS, Permission
from gongkai.ui.navigation import Face, NavEntry, register


def _roles(permission: Permission) -> frozenset[str]:
    return frozenset(str(role) for role, held in PERMISSIONS.items() if permission in held)


register(
    Face.WORKBENCH,
    NavEntry(
        _("解读回应"),
        "interpretation_workbench:policies",
        icon="message-square-text",
        order=45,
        roles=_roles(Permission.SEE_DRAFTS),
    ),
)
