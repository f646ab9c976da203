"""The files of a draft at the desk: attached, renamed, moved, replaced, taken off; pictures pasted into the text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.kernel import clock
from gongkai.kernel.uploads import unstored
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, forms, presenters, queries
from gongkai.publishing.models import Attachment, Information
from gongkai.publishing.rules import file_types, paths
from gongkai.publishing.rules.states import PublishingRefused, Refusal
from gongkai.publishing.views.fetching import piece_of

FILES = "publishing/workbench/files.html"
STATUSES = {Refusal.FILE_TOO_LARGE: 413, Refusal.NO_ROOM: 507, Refusal.SCANNER_SILENT: 503}
STEPS = {"up": -1, "down": 1}


@staff_page(Permission.DRAFT)
@require_POST
def attach(request: StaffRequest, public_id: str) -> HttpResponse:
    """Attach the chosen files, each by itself: one that is refused does not hold up the others."""
    piece = piece_of(request, public_id)
    chosen = request.FILES.getlist("file")
    refused = _unstored(request)
    for file in chosen:
        try:
            _attach(request, piece, file)
        except PublishingRefused as refusal:
            refused.append((file.name or "", refusal))
    if not chosen and not refused:
        return _answer(request, public_id, [str(forms.Upload.base_fields["file"].error_messages["required"])])
    return _told(request, public_id, refused)


@staff_page(Permission.DRAFT)
@require_POST
def remove(request: StaffRequest, public_id: str, attachment_id: str) -> HttpResponse:
    """Take a file off a draft."""
    file = _file(piece_of(request, public_id), attachment_id)
    try:
        actions.remove_attachment(attachment_id=file.pk, by=request.user, at=clock.now())
    except PublishingRefused as refusal:
        return _told(request, public_id, [(file.name, refusal)])
    return _told(request, public_id, [])


@staff_page(Permission.DRAFT)
@require_POST
def arrange(request: StaffRequest, public_id: str, attachment_id: str) -> HttpResponse:
    """Rename a file, move it up or down, or put a newer one in its place."""
    file = _file(piece_of(request, public_id), attachment_id)
    refused = _unstored(request)
    try:
        _arrange(request, file)
    except PublishingRefused as refusal:
        refused.append((file.name, refusal))
    return _told(request, public_id, refused)


@staff_page(Permission.DRAFT)
@require_POST
def picture(request: StaffRequest, public_id: str) -> JsonResponse:
    """Take a picture pasted into the text, and say where it stands."""
    piece = piece_of(request, public_id)
    form = forms.Upload(request.POST, request.FILES)
    refused = _unstored(request)
    if not form.is_valid() and not refused:
        return JsonResponse({"error": _("请选择图片")}, status=422)
    try:
        if refused:
            raise refused[0][1]
        added = _attach(request, piece, form.cleaned_data["file"], is_inline=True)
    except PublishingRefused as refusal:
        status = STATUSES.get(refusal.refusal, 422)
        return JsonResponse({"error": presenters.explain(refusal)}, status=status)
    return JsonResponse({"url": paths.attachment(public_id, added.public_id)})


def _arrange(request: StaffRequest, file: Attachment) -> None:
    who: dict[str, Any] = {"attachment_id": file.pk, "by": request.user, "at": clock.now()}
    newer = request.FILES.get("file")
    if newer is not None:
        actions.replace_attachment(name=newer.name or "", content=_read(newer), **who)
    elif request.POST.get("move") in STEPS:
        actions.move_attachment(step=STEPS[request.POST["move"]], **who)
    elif "name" in request.POST:
        actions.rename_attachment(name=request.POST["name"], **who)


def _attach(
    request: StaffRequest, piece: Information, file: UploadedFile[bytes], *, is_inline: bool = False
) -> Attachment:
    return actions.attach(
        information_id=piece.pk,
        name=file.name or "",
        content=_read(file),
        by=request.user,
        at=clock.now(),
        is_inline=is_inline,
    )


def _read(file: UploadedFile[bytes]) -> bytes:
    """The whole of a file, unless it is too large: then not a byte of it comes into memory."""
    if (file.size or 0) > file_types.MAX_BYTES:
        raise PublishingRefused(Refusal.FILE_TOO_LARGE, name=file.name, limit=file_types.MAX_BYTES)
    content: bytes = file.read()
    return content


def _unstored(request: StaffRequest) -> list[tuple[str, PublishingRefused]]:
    return [(name, PublishingRefused(Refusal.NO_ROOM, name=name)) for name in unstored(request)]


def _file(piece: Information, attachment_id: str) -> Attachment:
    file: Attachment | None = piece.attachments.filter(public_id=attachment_id).first()
    if file is None:
        raise Http404(_("没有这个附件"))
    return file


def _told(request: StaffRequest, public_id: str, refused: list[tuple[str, PublishingRefused]]) -> HttpResponse:
    """What was refused, each file with its reason; the status of the first."""
    problems = [_("%(name)s：%(why)s") % {"name": name, "why": presenters.explain(why)} for name, why in refused]
    status = STATUSES.get(refused[0][1].refusal, 422) if refused else 200
    return _answer(request, public_id, problems, status=status)


def _answer(request: StaffRequest, public_id: str, problems: list[str], *, status: int = 422) -> HttpResponse:
    """The list of files for a script; else back to the editor."""
    if request.htmx:
        piece = piece_of(request, public_id)
        context = {"piece": piece, "view": queries.draft_view(piece, on=clock.today()), "problems": problems}
        return render(request, FILES, context, status=status)
    for problem in problems:
        messages.error(request, problem)
    return redirect("publishing_workbench:edit", public_id)
