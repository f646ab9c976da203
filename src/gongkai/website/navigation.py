"""The room's entries in the navigation of both faces and in the foot of each page."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.organisations.rules.roles import PERMISSIONS, Permission
from gongkai.ui import banners
from gongkai.ui.banners import Banner
from gongkai.ui.navigation import Face, NavEntry, register
from gongkai.website.queries import notices, reports
from gongkai.website.rules.notices import Grade, Notice

LONGEST_ON_A_PAGE = 100


def _roles(permission: Permission) -> frozenset[str]:
    return frozenset(str(role) for role, held in PERMISSIONS.items() if permission in held)


def _waiting(request: HttpRequest) -> int:
    staff = getattr(cast(StaffRequest, request), "staff", None)
    return reports.waiting(staff).count() if staff is not None else 0


def _banners(request: HttpRequest) -> list[Banner]:
    """The notices of this moment on the portal of the county that answers."""
    county = getattr(request, "county", None)
    if county is None:
        return []
    found = notices.of_now(county, at=clock.now())
    return [_banner(one) for one in found]


def _banner(notice: Notice) -> Banner:
    """A long text is cut, so that the page begins on the first screen of a telephone; the list has it whole."""
    text = Truncator(notice.text).chars(LONGEST_ON_A_PAGE)
    url = notice.url or (reverse("website_portal:notices") if text != notice.text else "")
    return Banner(notice.title, text, url, notice.grade is Grade.EMERGENCY)


banners.register("website.notices", _banners)
register(
    Face.WORKBENCH,
    NavEntry(
        _("网站"),
        "website_workbench:reports",
        icon="globe",
        order=47,
        roles=_roles(Permission.SEE_DRAFTS),
        count=_waiting,
    ),
)
register(Face.PORTAL, NavEntry(_("政府信息公开"), "website_portal:columns", order=15))
register(Face.FOOTER, NavEntry(_("专题"), "website_portal:topics", order=15))
register(Face.FOOTER, NavEntry(_("站点公告"), "website_portal:notices", order=20))
register(Face.FOOTER, NavEntry(_("历史归档"), "website_portal:archive", order=25))
register(Face.FOOTER, NavEntry(_("网站纠错"), "website_portal:report", order=40))
