"""What is said beside a piece under review: notes at a place, findings that may stand, help from the county."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, forms, presenters
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.publishing.views.fetching import piece_of
from gongkai.publishing.views.reviewing import READING


@staff_page(any_of=READING)
@require_POST
def note(request: StaffRequest, public_id: str) -> HttpResponse:
    """Pin a note to a place."""
    piece = piece_of(request, public_id)
    form = forms.Note(request.POST)
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("publishing_workbench:review", public_id)
    said = form.cleaned_data
    _try(request, lambda: actions.note(information_id=piece.pk, by=request.user, at=clock.now(), **said), _("已批注"))
    return redirect("publishing_workbench:review", public_id)


@staff_page(Permission.DRAFT)
@require_POST
def settle(request: StaffRequest, public_id: str, note_id: int) -> HttpResponse:
    """Say that a note was dealt with."""
    found = piece_of(request, public_id).notes.filter(pk=note_id).first()
    if found is None:
        raise Http404(_("没有这条批注"))
    _try(request, lambda: actions.settle_note(note_id=found.pk, by=request.user, at=clock.now()), _("已标为处理完"))
    return redirect("publishing_workbench:edit", public_id)


@staff_page(any_of=READING)
@require_POST
def let_stand(request: StaffRequest, public_id: str) -> HttpResponse:
    """Let a finding stand, with a reason."""
    piece = piece_of(request, public_id)
    form = forms.Standing(request.POST)
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("publishing_workbench:review", public_id)
    said = form.cleaned_data
    _try(
        request,
        lambda: actions.let_stand(information_id=piece.pk, by=request.user, at=clock.now(), **said),
        _("已放行这一处，理由已记入审计"),
    )
    return redirect("publishing_workbench:review", public_id)


@staff_page(Permission.DRAFT)
@require_POST
def ask_duty_reviewer(request: StaffRequest, public_id: str) -> HttpResponse:
    """Ask the county's duty reviewer to help out."""
    piece = piece_of(request, public_id)
    _try(
        request,
        lambda: actions.ask_duty_reviewer(information_id=piece.pk, by=request.user, at=clock.now()),
        _("已请县值班审核人审核"),
    )
    return redirect("publishing_workbench:review", public_id)


def _try(request: StaffRequest, act: Callable[[], object], done: str) -> None:
    try:
        act()
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
    else:
        messages.success(request, done)


def _first_error(form: Form) -> str:
    return str(next(iter(form.errors.values()))[0])
