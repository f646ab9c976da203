"""The tabs of the room at the desk."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import Permission
from gongkai.website import policies

Tab = tuple[str, str, str, int | None]


def rooms(staff: Staff) -> list[Tab]:
    """The pages of the room that this desk may open."""
    found: list[Tab] = [("reports", _("网站纠错"), reverse("website_workbench:reports"), None)]
    if Permission.DRAFT in staff.permissions:
        found.append(("guide", _("公开指南"), reverse("website_workbench:guide"), None))
    if policies.is_of_office(staff):
        found.append(("notices", _("站点公告"), reverse("website_workbench:notices"), None))
        found.append(("topics", _("专题"), reverse("website_workbench:topics"), None))
    return found
