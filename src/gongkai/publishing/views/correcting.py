"""A correction of what is public, begun from its page at the desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, presenters
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.publishing.views.fetching import piece_of


@staff_page(Permission.DRAFT)
@require_POST
def start(request: StaffRequest, public_id: str) -> HttpResponse:
    """Begin a correction, or go on with the one begun."""
    piece = piece_of(request, public_id)
    try:
        draft = actions.start_correction(information_id=piece.pk, by=request.user, at=clock.now())
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
        return redirect("publishing_workbench:review", public_id)
    return redirect("publishing_workbench:edit", draft.public_id)
