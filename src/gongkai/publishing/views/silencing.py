"""Words that a county has found to be false alarms: silenced with a reason, and looked for again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, lexicon_forms, presenters
from gongkai.publishing.queries import lexicons
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.ui import keyset


@staff_page(Permission.MANAGE_CATALOGUE)
@require_safe
def silenced(request: StaffRequest) -> HttpResponse:
    """Every word that was silenced, who did it and why, and whether it is looked for again."""
    found = lexicons.silenced_ever(request.county)
    page = keyset.page(found, by=("-silenced_at", "-pk"), cursor=request.GET.get("after"))
    return render(request, "publishing/workbench/silenced.html", {"page": page})


@staff_page(Permission.MANAGE_CATALOGUE)
@require_POST
def silence(request: StaffRequest) -> HttpResponse:
    """Look for a word no longer."""
    form = lexicon_forms.Silence(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有停用：请写明理由"))
        return _back(request)
    said = form.cleaned_data
    try:
        actions.silence_word(county=request.county, **said, by=request.user, at=clock.now())
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
    else:
        messages.success(request, _("今后不再查找“%(word)s”") % said)
    return _back(request)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_POST
def restore(request: StaffRequest) -> HttpResponse:
    """Look for it again."""
    form = lexicon_forms.Restore(request.POST)
    if form.is_valid():
        actions.restore_word(county=request.county, **form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("今后又查找“%(word)s”") % form.cleaned_data)
    return _back(request)


def _back(request: StaffRequest) -> HttpResponse:
    """To the page that the word stood on; only ever to one of ours."""
    asked = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
        return HttpResponseRedirect(asked)
    return redirect("publishing_workbench:silenced")
