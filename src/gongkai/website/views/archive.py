"""The archive: what is older than the lists keep, by year and month, and topics that are over."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.ui.chrome import ColumnMeta
from gongkai.website.queries import archive as queries
from gongkai.website.queries import topics

EARLIEST = 1949


@public_page
@require_safe
def years(request: PublicRequest) -> HttpResponse:
    """Years and months with how much each holds."""
    on = clock.today()
    context = {
        "years": queries.years(request.county, on=on),
        "before": queries.begins_before(request.county, on=on),
        "topics": topics.closed(request.county),
        "column_meta": ColumnMeta(_("历史归档"), _("以前公开的信息和已结束的专题"), _("归档,历史"), _("信息公开目录")),
    }
    return render(request, "website/portal/archive.html", context)


@public_page
@require_safe
def month(request: PublicRequest, year: int, month: int) -> HttpResponse:
    """One month, page by page."""
    on = clock.today()
    if not (EARLIEST <= year <= on.year and 1 <= month <= 12):
        raise Http404(_("没有这个月份"))
    title = _("%(year)s年%(month)s月公开的信息") % {"year": year, "month": month}
    after = request.GET.get("after")
    context = {
        "title": title,
        "page": queries.of_month(request.county, year=year, month=month, on=on, after=after),
        "trail": [(_("历史归档"), reverse("website_portal:archive"))],
        "column_meta": ColumnMeta(title, title, _("归档,历史"), _("信息公开目录")),
    }
    return render(request, "website/portal/archive_month.html", context)
