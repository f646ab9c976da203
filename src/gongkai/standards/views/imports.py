"""Importing an official table: upload, look at what was read, name unknown columns, take in all of it or drop it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations import background
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.policies import NotPermitted
from gongkai.organisations.rules.roles import Permission
from gongkai.standards import actions, intake, policies, presenters, queries, tasks, vocabulary
from gongkai.standards.forms import ColumnNames, Renames, Upload
from gongkai.standards.models import Import, Item
from gongkai.standards.rules.refusals import Refusal, StandardRefused
from gongkai.tables import report
from gongkai.tables.writers import CONTENT_TYPES

LONGEST_KEY = Item._meta.get_field("key").max_length or 0
SHOWN = 200  # findings and rows on the page; all of them stand in the download


def _waiting(request: StaffRequest, pk: int) -> Import:
    """An upload, for those who keep the guidelines: it belongs to no county, so no county looks into it."""
    if not policies.may_keep_here(request.staff, on=clock.today()):
        raise NotPermitted(Permission.MANAGE_CATALOGUE)
    return get_object_or_404(Import.objects.select_related("guideline", "edition"), pk=pk)


def _is_settled(waiting: Import) -> bool:
    """Taken in or dropped: there is nothing more to ask of it, and the file of a dropped one is gone."""
    return waiting.edition_id is not None or waiting.dropped_at is not None


def _settled(request: StaffRequest, waiting: Import) -> HttpResponse:
    """Say so, on the page that tells how it ended."""
    messages.error(request, presenters.explain(StandardRefused(Refusal.ALREADY_SETTLED)))
    return redirect("standards_workbench:dry_run", waiting.pk)


@staff_page(Permission.MANAGE_CATALOGUE)
def upload(request: StaffRequest) -> HttpResponse:
    """Choose the guideline and the file."""
    form = Upload(request.POST or None, request.FILES or None, guidelines=queries.guidelines())
    if form.is_valid():
        given = form.cleaned_data
        try:
            received = actions.receive(
                guideline_id=given["guideline"].pk,
                label=given["label"],
                name=given["file"].name,
                content=given["file"].read(),
                by=request.user,
                at=clock.now(),
            )
        except StandardRefused as refused:
            form.add_error(None, presenters.explain(refused))
        else:
            return redirect("standards_workbench:dry_run", received.pk)
    return render(request, "standards/workbench/upload.html", {"form": form}, status=422 if form.errors else 200)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_safe
def dry_run(request: StaffRequest, pk: int) -> HttpResponse:
    """What was read, what is doubtful, what would change. Nothing is written."""
    waiting = _waiting(request, pk)
    if _is_settled(waiting):
        return render(request, "standards/workbench/settled_import.html", {"waiting": waiting})
    read = intake.read_import(waiting)
    return render(request, "standards/workbench/dry_run.html", _context(waiting, read))


def _context(waiting: Import, read: intake.Intake) -> dict[str, object]:
    changes = presenters.change_views(read.changes, old=_("原版本"), new=waiting.label)
    return {
        "waiting": waiting,
        "read": read,
        "findings": [(finding, vocabulary.explain(finding)) for finding in read.findings[:SHOWN]],
        "more_findings": max(0, len(read.findings) - SHOWN),
        "changes": changes[:SHOWN],
        "tabs": presenters.change_tabs(changes),
        "rows": presenters.incoming_views(read.items[:SHOWN]),
        "questions": len(read.read.questions),
        "form": Renames(proposals=read.matching.proposals),
    }


@staff_page(Permission.MANAGE_CATALOGUE)
@require_POST
def take_in(request: StaffRequest, pk: int) -> HttpResponse:
    """Make a draft of all of it, in the background."""
    waiting = _waiting(request, pk)
    if _is_settled(waiting):
        return _settled(request, waiting)
    # The action holds them against what the file proposes; here only what no database keeps is left out.
    ticked = sorted({key for key in request.POST.getlist("renames") if len(key) <= LONGEST_KEY and key.isprintable()})
    return background.hand_over(request, tasks.TAKE_IN, waiting=pk, file=waiting.file_name, renames=ticked)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Give the upload up."""
    try:
        actions.drop(import_id=pk, by=request.user, at=clock.now())
    except StandardRefused as refused:
        messages.error(request, presenters.explain(refused))
        return redirect("standards_workbench:dry_run", pk)
    messages.success(request, _("已放弃这次导入，文件已删除。"))
    return redirect("standards_workbench:editions")


@staff_page(Permission.MANAGE_CATALOGUE)
def columns(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what the columns of an unknown header are: asked once, remembered for every later file."""
    waiting = _waiting(request, pk)
    if _is_settled(waiting):
        return _settled(request, waiting)
    question = next(iter(intake.read_import(waiting).read.questions), None)
    if question is None:
        return redirect("standards_workbench:dry_run", pk)
    form = ColumnNames(request.POST or None, question=question)
    if form.is_valid():
        try:
            actions.name_columns(question=question, columns=form.columns(), by=request.user, at=clock.now())
        except StandardRefused as refused:
            form.add_error(None, presenters.explain(refused))
        else:
            return redirect("standards_workbench:columns", pk)
    context = {"waiting": waiting, "question": question, "form": form}
    return render(request, "standards/workbench/columns.html", context, status=422 if form.errors else 200)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_safe
def findings(request: StaffRequest, pk: int) -> HttpResponse:
    """Every row as it was sent, with what is wrong beside it, as a workbook."""
    waiting = _waiting(request, pk)
    if _is_settled(waiting):
        return _settled(request, waiting)
    read = intake.read_import(waiting)
    content = report.write(read.read.document, read.findings, words=vocabulary.explain)
    response = HttpResponse(content, content_type=CONTENT_TYPES["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="findings-{pk}.xlsx"'
    return response
