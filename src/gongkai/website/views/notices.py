"""Notices: those that stood on every page, and how the office writes them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, StaffRequest, public_page
from gongkai.ui.chrome import ColumnMeta
from gongkai.website import actions, forms
from gongkai.website.models import SiteNotice
from gongkai.website.queries import notices as queries
from gongkai.website.views import stepping, tabs


@public_page
@require_safe
def shown(request: PublicRequest) -> HttpResponse:
    """Every notice that has begun, the newest first."""
    at = clock.now()
    context = {
        "page": queries.public(request.county, at=at, after=request.GET.get("after")),
        "now": at,
        "column_meta": ColumnMeta(_("站点公告"), _("本网站的公告和紧急通知"), _("公告,紧急通知"), _("通知公告")),
    }
    return render(request, "website/portal/notices.html", context)


@stepping.office
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: StaffRequest) -> HttpResponse:
    """The notices, and the form of a new one."""
    form = forms.NoticeText(request.POST or None, hosts=stepping.hosts(request))

    def post(data: dict[str, Any]) -> None:
        at = clock.now()
        actions.post_notice(county=request.county, by=request.user, at=at, **{**data, "since": data["since"] or at})

    if request.method == "POST" and stepping.done(form, post):
        messages.success(request, _("已发出，到时显示在每一页顶部。"))
        return redirect("website_workbench:notices")
    context = {
        "rooms": tabs.rooms(request.staff),
        "form": form,
        "page": queries.listed(request.county, after=request.GET.get("after")),
        "now": clock.now(),
    }
    status = stepping.UNPROCESSABLE if form.is_bound else 200
    return render(request, "website/workbench/notices.html", context, status=status)


@stepping.office
@require_POST
def end(request: StaffRequest, code: str) -> HttpResponse:
    """Take one off now."""
    notice = SiteNotice.objects.filter(county=request.county, code=code).first()
    if notice is None:
        raise Http404(_("没有这条公告"))
    stepping.pressed(
        request,
        lambda: actions.end_notice(notice_id=notice.pk, by=request.user, at=clock.now()),
        told=_("已撤下。"),
    )
    return redirect("website_workbench:notices")
