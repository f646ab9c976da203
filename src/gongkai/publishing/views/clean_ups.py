"""The yearly look through the documents in force: begun, decided line by line, published; and its public list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, StaffRequest, public_page, staff_page
from gongkai.organisations.models import Level
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, clean_up_presenters, norm_forms, norm_presenters
from gongkai.publishing.actions.validity import KEEPERS
from gongkai.publishing.models import CleanUp, CleanUpLine
from gongkai.publishing.queries import clean_ups
from gongkai.publishing.rules.validity import ValidityRefused
from gongkai.ui.chrome import ColumnMeta

CLEAN_UP, LINE = "publishing/workbench/clean_up.html", "publishing/workbench/clean_up_line.html"


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """Every year's, and whether this year's may be begun."""
    found = list(clean_ups.clean_ups(request.county))
    year = clock.today().year
    context = {
        "lines": [clean_up_presenters.year_line(one) for one in found],
        "year": year,
        "may_begin": _is_office(request) and all(one.year != year for one in found),
    }
    return render(request, "publishing/workbench/clean_ups.html", context)


@staff_page(Permission.MANAGE_DUTIES)
@require_POST
def begin(request: StaffRequest) -> HttpResponse:
    """List every document that holds, without waiting for the day that the county set."""
    year = clock.today().year
    if request.POST.get("year") != str(year):  # the page was opened before the year turned
        messages.error(request, _("请刷新页面，看清要启动哪一年的清理"))
        return redirect("publishing_workbench:clean_ups")
    act = partial(actions.begin_clean_up, county=request.county, year=year, by=request.user, at=clock.now())
    if _pressed(request, act, done=_("清理已启动，请各单位逐件填写意见")):
        return redirect("publishing_workbench:clean_up", year)
    return redirect("publishing_workbench:clean_ups")


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def clean_up(request: StaffRequest, year: int) -> HttpResponse:
    """The lines that this desk sees, by body: those still open, or of one proposal, or all."""
    shown = _clean_up(request, year)
    wanted = request.GET.get("proposal", "")
    page = clean_ups.lines_page(shown, request.staff, proposal=wanted, after=request.GET.get("after"))
    progress = clean_ups.progress_of(shown)
    context = {
        "clean_up": shown,
        "page": page,
        "lines": clean_up_presenters.lines(page.rows, on=clock.today(), names_who=True),
        "chips": clean_up_presenters.chips(clean_ups.line_counts(shown, request.staff), wanted),
        "progress": progress,
        "is_filtered": bool(wanted),
        "may_decide": shown.published_at is None and not KEEPERS.isdisjoint(request.staff.permissions),
        "may_publish": shown.published_at is None and progress.is_complete and _is_office(request),
    }
    return render(request, CLEAN_UP, context)


@staff_page(any_of=KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: StaffRequest, year: int, line_id: int) -> HttpResponse:
    """What shall become of one document."""
    shown = _clean_up(request, year)
    line = _line(request, shown, line_id)
    form = norm_forms.Proposal(request.POST or None, initial={"proposal": line.proposal, "note": line.note})
    if request.method == "POST" and form.is_valid():
        act = partial(actions.decide_clean_up_line, line_id=line.pk, by=request.user, at=clock.now())
        if _pressed(request, partial(act, **form.cleaned_data), done=_("清理意见已保存")):
            return redirect(f"{reverse('publishing_workbench:clean_up', args=[year])}?proposal={clean_ups.OPEN}")
    context = {"clean_up": shown, "line": clean_up_presenters.line(line, on=clock.today()), "form": form}
    return render(request, LINE, context, status=422 if form.is_bound else 200)


@staff_page(Permission.MANAGE_DUTIES)
@require_POST
def publish(request: StaffRequest, year: int) -> HttpResponse:
    """Publish the list; nothing in it can be changed then."""
    shown = _clean_up(request, year)
    act = partial(actions.publish_clean_up, clean_up_id=shown.pk, by=request.user, at=clock.now())
    _pressed(request, act, done=_("清理结果已公布"))
    return redirect("publishing_workbench:clean_up", year)


@public_page
@require_safe
def published(request: PublicRequest, year: int) -> HttpResponse:
    """What a county published of its yearly look: which documents go on, which are to be changed or end."""
    shown = clean_ups.published(request.county).filter(year=year).first()
    if shown is None:
        raise Http404(_("这一年没有公布清理结果"))
    wanted = request.GET.get("proposal", "")
    page = clean_ups.published_lines(shown, proposal=wanted, after=request.GET.get("after"))
    title = _("%(year)s年行政规范性文件清理结果") % {"year": year}
    context = {
        "clean_up": shown,
        "title": title,
        "page": page,
        "lines": clean_up_presenters.lines(page.rows, on=clock.today()),
        "chips": clean_up_presenters.chips(clean_ups.published_counts(shown), wanted),
        "column_meta": ColumnMeta(title, title, _("规范性文件,清理结果"), _("规范性文件")),
    }
    return render(request, "publishing/portal/clean_up.html", context)


def _clean_up(request: StaffRequest, year: int) -> CleanUp:
    found = clean_ups.clean_up_of(request.county, year)
    if found is None:
        raise Http404(_("这一年没有启动清理"))
    return found


def _line(request: StaffRequest, shown: CleanUp, line_id: int) -> CleanUpLine:
    found = clean_ups.line_of(shown, request.staff, line_id)
    if found is None:
        raise Http404(_("清理清单里没有这件文件"))
    return found


def _is_office(request: StaffRequest) -> bool:
    """Whether she sits at a body of the county itself: a township's openness office has no say over all bodies."""
    return Permission.MANAGE_DUTIES in request.staff.permissions and request.staff.body.level == Level.COUNTY


def _pressed(request: StaffRequest, act: Callable[[], object], *, done: str) -> bool:
    """Do what a button says, and tell what came of it."""
    try:
        act()
    except ValidityRefused as refused:
        messages.error(request, norm_presenters.explain(refused))
        return False
    messages.success(request, done)
    return True
