"""The originals of a piece that stay inside: a list of them, and one of them to take out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, presenters
from gongkai.publishing.queries import kept_files
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.publishing.views.fetching import piece_of
from gongkai.publishing.views.sending import sent


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def originals(request: StaffRequest, public_id: str) -> HttpResponse:
    """What was taken off, masked or purged, why, when and by whom."""
    piece = piece_of(request, public_id)
    page = kept_files.originals(piece, request.user, on=clock.today(), after=request.GET.get("after"))
    return render(request, "publishing/workbench/kept_files.html", {"piece": piece, "page": page})


@staff_page(Permission.SEE_DRAFTS)
@require_POST  # it writes in the record, and a link would be followed by whatever reads ahead
def open_original(request: StaffRequest, public_id: str, kept_id: str) -> HttpResponse:
    """One original, to be saved."""
    piece = piece_of(request, public_id)
    found = piece.kept_files.filter(public_id=kept_id).first()
    if found is None:
        raise Http404(_("没有这份原件"))
    try:
        kept = actions.open_kept(kept_file_id=found.pk, by=request.user, at=clock.now())
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
        return redirect("publishing_workbench:kept_files", public_id)
    return sent(kept, as_attachment=True)
