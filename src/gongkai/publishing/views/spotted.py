"""What is found in published pieces later: words of a lexicon that grew, and links that lead nowhere any more."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, lexicon_forms, lexicon_presenters, policies, presenters
from gongkai.publishing.models import SpottedWord
from gongkai.publishing.queries import links, spotted
from gongkai.publishing.rules.states import PublishingRefused

Tabs = list[tuple[str, str, str, int]]


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def words(request: StaffRequest) -> HttpResponse:
    """The pieces of this desk's bodies that a later lexicon finds something in."""
    page = spotted.spotted_pieces(request.staff, after=request.GET.get("after"))
    context = {
        "tabs": _tabs(request),
        "current": "words",
        "page": page,
        "rows": [(row.piece, lexicon_presenters.spotted_lines(row.words)) for row in page.rows],
        "may_write": Permission.DRAFT in request.staff.permissions,
    }
    return render(request, "publishing/workbench/spotted.html", context)


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def dead_links(request: StaffRequest) -> HttpResponse:
    """The links in public pieces of this desk's bodies that open no more, since when, and where they stand."""
    page = links.dead_links(request.staff, after=request.GET.get("after"))
    context = {
        "tabs": _tabs(request),
        "current": "links",
        "page": page,
        "rows": [(row, lexicon_presenters.dead_words(row.link)) for row in page.rows],
        "may_go_out": links.may_go_out(request.county, at=clock.now()),
    }
    return render(request, "publishing/workbench/dead_links.html", context)


@staff_page(Permission.DRAFT)
@require_POST
def leave(request: StaffRequest, pk: int) -> HttpResponse:
    """Let a word stand in a public piece, with a reason."""
    visible = policies.visible(request.staff)
    spotted_word = SpottedWord.objects.filter(pk=pk, information__in=visible).first()
    if spotted_word is None:
        raise Http404(_("没有这一处"))
    form = lexicon_forms.Leave(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        left = actions.leave_word(spotted_id=pk, reason=reason, by=request.user, at=clock.now())
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
    else:
        messages.success(request, _("“%(word)s”在这件信息里保留，不再提示") % {"word": left.word})
    return redirect("publishing_workbench:spotted")


def _tabs(request: StaffRequest) -> Tabs:
    return [
        ("words", _("词语"), reverse("publishing_workbench:spotted"), spotted.count_spotted(request.staff)),
        ("links", _("链接"), reverse("publishing_workbench:dead_links"), links.count_dead(request.staff)),
    ]
