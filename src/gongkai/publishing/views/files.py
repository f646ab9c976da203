"""The files of a draft at the desk: attached, taken off, pictures pasted into the text."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, forms, presenters, queries
from gongkai.publishing.models import Attachment, Information
from gongkai.publishing.rules import paths
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.publishing.views.fetching import piece_of

FILES = "publishing/workbench/files.html"


@staff_page(Permission.DRAFT)
@require_POST
def attach(request: StaffRequest, public_id: str) -> HttpResponse:
    """Attach the chosen files, each by itself: one that is refused does not hold up the others."""
    piece = piece_of(request, public_id)
    chosen = request.FILES.getlist("file")
    problems = [] if chosen else [str(forms.Upload.base_fields["file"].error_messages["required"])]
    for file in chosen:
        try:
            _attach(request, piece, file)
        except PublishingRefused as refused:
            problems.append(f"{file.name}：{presenters.explain(refused)}")
    return _answer(request, public_id, problems)


@staff_page(Permission.DRAFT)
@require_POST
def remove(request: StaffRequest, public_id: str, attachment_id: str) -> HttpResponse:
    """Take a file off a draft."""
    piece = piece_of(request, public_id)
    file = piece.attachments.filter(public_id=attachment_id).first()
    if file is None:
        raise Http404(_("没有这个附件"))
    problems = []
    try:
        actions.remove_attachment(attachment_id=file.pk, by=request.user, at=clock.now())
    except PublishingRefused as refused:
        problems.append(presenters.explain(refused))
    return _answer(request, public_id, problems)


@staff_page(Permission.DRAFT)
@require_POST
def picture(request: StaffRequest, public_id: str) -> JsonResponse:
    """Take a picture pasted into the text, and say where it stands."""
    piece = piece_of(request, public_id)
    form = forms.Upload(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"error": _("请选择图片")}, status=422)
    try:
        added = _attach(request, piece, form.cleaned_data["file"], is_inline=True)
    except PublishingRefused as refused:
        return JsonResponse({"error": presenters.explain(refused)}, status=422)
    return JsonResponse({"url": paths.attachment(public_id, added.public_id)})


def _attach(
    request: StaffRequest, piece: Information, file: UploadedFile[bytes], *, is_inline: bool = False
) -> Attachment:
    return actions.attach(
        information_id=piece.pk,
        name=file.name or "",
        content=file.read(),
        by=request.user,
        at=clock.now(),
        is_inline=is_inline,
    )


def _answer(request: StaffRequest, public_id: str, problems: list[str]) -> HttpResponse:
    """The list of files for htmx, with the checklist that may have changed by them; else back to the editor."""
    if request.htmx:
        piece = piece_of(request, public_id)
        context = {
            "piece": piece,
            "view": queries.draft_view(piece, on=clock.today()),
            "problems": problems,
        }
        return render(request, FILES, context, status=422 if problems else 200)
    for problem in problems:
        messages.error(request, problem)
    return redirect("publishing_workbench:edit", public_id)
