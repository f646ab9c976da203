"""One click puts wrong words right that have one right form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, forms, lexicon_presenters, presenters
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.publishing.views.fetching import piece_of


@staff_page(Permission.DRAFT)
@require_POST
def mend_words(request: StaffRequest, public_id: str) -> HttpResponse:
    """Mend the draft as it was last saved, and tell each word that was changed."""
    piece = piece_of(request, public_id)
    form = forms.Revision(request.POST)
    revision = form.cleaned_data["revision"] if form.is_valid() else piece.revision
    try:
        mended = actions.mend_words(information_id=piece.pk, revision=revision, by=request.user, at=clock.now())
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
        return redirect("publishing_workbench:edit", public_id)
    if mended:
        messages.success(request, lexicon_presenters.mended_words(mended))
    else:
        messages.info(request, _("没有可以一键改正的词语"))
    return redirect("publishing_workbench:edit", public_id)
