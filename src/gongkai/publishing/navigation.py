"""Publishing's entries in the navigation of the workbench."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gongkai.organisations.access import StaffRequest
from gongkai.organisations.rules.roles import PERMISSIONS, Permission
from gongkai.publishing import queries
from gongkai.publishing.queries import deliveries
from gongkai.ui.navigation import Face, NavEntry, register


def _waiting(request: HttpRequest) -> int:
    staff = getattr(cast(StaffRequest, request), "staff", None)
    return queries.review_count(staff) if staff is not None else 0


def _undelivered(request: HttpRequest) -> int:
    staff = getattr(cast(StaffRequest, request), "staff", None)
    return deliveries.waiting_count(staff) if staff is not None else 0


def _roles(*permissions: Permission) -> frozenset[str]:
    return frozenset(str(role) for role, held in PERMISSIONS.items() if not held.isdisjoint(permissions))


register(
    Face.WORKBENCH,
    NavEntry(_("信息"), "publishing_workbench:drafts", icon="file-pen", order=30, roles=_roles(Permission.SEE_DRAFTS)),
)
register(
    Face.WORKBENCH,
    NavEntry(
        _("待我审签"),
        "publishing_workbench:review_queue",
        icon="stamp",
        order=40,
        roles=_roles(Permission.REVIEW, Permission.SECRECY_REVIEW, Permission.SIGN_OFF),
        count=_waiting,
    ),
)
register(
    Face.WORKBENCH,
    NavEntry(
        _("投递"),
        "publishing_workbench:deliveries",
        icon="send",
        order=42,
        roles=_roles(Permission.SEE_DRAFTS),
        count=_undelivered,
    ),
)
register(
    Face.WORKBENCH,
    NavEntry(
        _("渠道"),
        "publishing_workbench:channels",
        icon="radio",
        order=74,
        roles=_roles(Permission.MANAGE_CATALOGUE),
    ),
)
register(
    Face.WORKBENCH,
    NavEntry(
        _("规范性文件"),
        "publishing_workbench:norms",
        icon="scroll-text",
        order=45,
        roles=_roles(Permission.SEE_DRAFTS),
    ),
)
register(
    Face.WORKBENCH,
    NavEntry(
        _("审签流程"),
        "publishing_workbench:chains",
        icon="route",
        order=75,
        roles=_roles(Permission.MANAGE_CATALOGUE),
    ),
)
register(
    Face.WORKBENCH,
    NavEntry(
        _("错敏词库"),
        "publishing_workbench:lexicons",
        icon="spell-check",
        order=76,
        roles=_roles(Permission.MANAGE_CATALOGUE),
    ),
)
register(
    Face.WORKBENCH,
    NavEntry(
        _("公开制度"),
        "publishing_workbench:working_rules",
        icon="book-check",
        order=77,
        roles=_roles(Permission.MANAGE_CATALOGUE),
    ),
)
