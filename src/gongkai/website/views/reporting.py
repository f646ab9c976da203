"""A reader reports an error and comes back with the code. No account, no name, no cookie kept."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.kernel import clock
from gongkai.kernel.readers import digest_of
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.ui.chrome import ColumnMeta
from gongkai.ui.languages import either
from gongkai.website import actions, forms, presenters
from gongkai.website.models import ErrorReport
from gongkai.website.queries import reports
from gongkai.website.rules import routing
from gongkai.website.views import stepping


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PublicRequest) -> HttpResponse:
    """The form, with the page it is about; the county's figures beside it. Once sent, the page of the report."""
    page = request.GET.get("page", "")
    form = forms.Report(request.POST or None, initial={"address": routing.path_of(page) if page else ""})
    made: list[str] = []

    def take_in(data: dict[str, Any]) -> None:
        taken = actions.report_error(
            county=request.county,
            address=data["address"],
            kind=data["kind"],
            text=data["text"],
            reporter=_reporter(request),
            by=None,
            at=clock.now(),
        )
        made.append(taken.code)

    if request.method == "POST" and stepping.done(form, take_in):
        return redirect("website_portal:reported", made[0])
    figures = reports.figures(request.county, on=clock.today())
    context = {
        "form": form,
        "figures": figures,
        "kinds": presenters.figure_lines(figures),
        "outcomes": presenters.outcome_lines(figures),
        "column_meta": ColumnMeta(
            _("网站纠错"), _("报告网页上的错误，查看办理情况"), _("纠错,找错,办理情况"), _("咨询投诉")
        ),
    }
    status = stepping.UNPROCESSABLE if form.is_bound else 200
    return render(request, "website/portal/report.html", context, status=status)


@public_page
@require_safe
def reported(request: PublicRequest, code: str) -> HttpResponse:
    """What became of a report: only who holds its code finds it."""
    found = reports.by_code(request.county, code)
    if found is None:
        raise Http404(_("没有这个查询码"))
    context = {
        "report": found,
        "body": either(found.body.name, found.body.name_en),
        "look": presenters.LOOKS[ErrorReport.Progress(found.state)],
        "column_meta": ColumnMeta(_("我的纠错"), _("网站纠错的办理情况"), _("纠错,办理情况"), _("咨询投诉")),
    }
    response = render(request, "website/portal/reported.html", context)
    add_never_cache_headers(response)
    return response


@public_page
@require_safe
def find(request: PublicRequest) -> HttpResponse:
    """Type the code to come to the answer."""
    code = request.GET.get("code", "").strip().lower()
    if code and reports.by_code(request.county, code) is not None:
        return redirect("website_portal:reported", code)
    context = {
        "code": code,
        "trail": [(_("网站纠错"), reverse("website_portal:report"))],
        "column_meta": ColumnMeta(_("查询纠错"), _("查询网站纠错的办理情况"), _("纠错,查询"), _("咨询投诉")),
    }
    return render(request, "website/portal/find_report.html", context, status=404 if code else 200)


def _reporter(request: HttpRequest) -> str:
    """A digest of where the report comes from that nobody can turn back; it changes each day and is soon blotted."""
    return digest_of(request, f"website.reporter:{clock.today().isoformat()}")
