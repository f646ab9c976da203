"""The long lists: everything published, and the month's duties by what became of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal import presenters
from gongkai.portal.queries import fairness, pages
from gongkai.publishing.models import Information
from gongkai.ui.chrome import ColumnMeta


@public_page
@require_safe
def latest(request: PublicRequest) -> HttpResponse:
    """Everything published, newest first, by kind."""
    kind = request.GET.get("kind", "")
    chosen = kind if kind in Information.Kind.values else ""
    page = pages.latest(request.county, kind=chosen, cursor=request.GET.get("after", ""))
    context = {
        "page": page,
        "items": presenters.information_links(page.rows),
        "kinds": presenters.kind_chips(chosen),
        "column_meta": ColumnMeta(_("最新公开"), _("本县最新公开的政府信息"), _("最新,政府信息"), _("工作动态")),
    }
    return render(request, "portal/latest.html", context)


@public_page
@require_safe
def progress(request: PublicRequest) -> HttpResponse:
    """The rows behind the one sentence of truth."""
    today = clock.today()
    rule = fairness.shown_from(request.county)
    month = pages.month(request.county, on=today, rule=rule)
    still_open = month.due - month.done - month.overdue
    counted = [
        ("due", _("本月应公开"), month.due),
        ("done", _("已公开"), month.done),
        ("overdue", _("已逾期"), month.overdue),
        ("open", _("未到期"), still_open),
    ]
    asked = request.GET.get("state", "due")
    state = asked if asked in {code for code, _label, _count in counted} else "due"
    page = pages.progress(request.county, on=today, state=state, rule=rule, cursor=request.GET.get("after", ""))
    address = reverse("portal:progress")
    context = {
        "state": state,
        "tabs": [(code, label, f"{address}?state={code}", count) for code, label, count in counted],
        "page": page,
        "rows": [presenters.duty_view(duty, on=today, rule=rule) for duty in page.rows],
        "rules": presenters.rule_lines(rule, fairness.fields_of(rule)),
        "column_meta": ColumnMeta(_("公开进展"), _("本月公开任务的进展"), _("进展,公开任务"), _("数据发布")),
    }
    return render(request, "portal/progress.html", context)
