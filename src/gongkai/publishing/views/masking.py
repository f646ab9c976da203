"""One click masks what must not appear, in the text and in every file of a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, forms, presenters, review_presenters
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.publishing.views.fetching import piece_of


@staff_page(Permission.DRAFT)
@require_POST
def mask(request: StaffRequest, public_id: str) -> HttpResponse:
    """Mask the draft as it was last saved; what could not be masked is named, with the way to mend it."""
    piece = piece_of(request, public_id)
    form = forms.Revision(request.POST)
    revision = form.cleaned_data["revision"] if form.is_valid() else piece.revision
    try:
        masked = actions.mask_draft(information_id=piece.pk, revision=revision, by=request.user, at=clock.now())
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
        return redirect("publishing_workbench:edit", public_id)
    messages.success(request, review_presenters.masked_words(masked))
    for name, why in masked.refused:
        told = {"name": name, "why": review_presenters.unmaskable_words(why)}
        messages.error(request, _("附件《%(name)s》没有脱敏：%(why)s") % told)
    return redirect("publishing_workbench:edit", public_id)
