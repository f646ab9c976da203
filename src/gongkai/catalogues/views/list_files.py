"""The county's two lists: read them, bring in a new one, look at every row and finding before anything is written."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.catalogues import actions, forms, presenters, tasks
from gongkai.catalogues.importers import lists as importer
from gongkai.catalogues.importers.lists import ListReading
from gongkai.catalogues.models import ListEntry, ListImport
from gongkai.catalogues.queries import lists as list_queries
from gongkai.catalogues.queries.lists import ListChange
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.catalogues.views import desk
from gongkai.kernel import clock
from gongkai.organisations import background
from gongkai.organisations.access import StaffRequest
from gongkai.tables.writers import CONTENT_TYPES
from gongkai.ui import keyset

FINDINGS_SHOWN = 200  # all of them stand in the download
PER_PAGE = 100


@desk.reader
@require_safe
def entries(request: StaffRequest, kind: str) -> HttpResponse:
    """The list as it stands, a page at a time."""
    _known(kind)
    words = request.GET.get("q", "").strip()
    found = list_queries.entries(request.county, kind, words=words)
    context = {
        "kind": kind,
        "words": words,
        "page": keyset.page(found, by=("code", "pk"), cursor=request.GET.get("after"), size=PER_PAGE),
        "may_manage": desk.may_manage(request),
    }
    return desk.answer(request, "catalogues/workbench/entries.html", context)


@desk.manager
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: StaffRequest, kind: str) -> HttpResponse:
    """Choose a file; nothing is written but the file itself."""
    _known(kind)
    form = forms.Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        act = partial(actions.receive_list, county=request.county, kind=kind, name=file.name, content=file.read())
        received = desk.attempt(request, partial(act, by=request.user, at=clock.now()))
        if received is not None:
            return redirect("catalogues_workbench:dry_run", received.pk)
    context = {"kind": kind, "form": form, "headers": presenters.list_headers(kind)}
    status = desk.UNPROCESSABLE if form.is_bound else 200
    return desk.answer(request, "catalogues/workbench/upload.html", context, status=status)


@desk.manager
@require_safe
def dry_run(request: StaffRequest, pk: int) -> HttpResponse:
    """Every row and every finding, and what taking it in would change."""
    waiting = _import(request, pk)
    if waiting.taken_in_at or waiting.dropped_at:
        return redirect("catalogues_workbench:entries", waiting.kind)
    reading = importer.read_import(waiting)
    errors = sum(finding.is_error for finding in reading.findings)
    context = {
        "waiting": waiting,
        "reading": reading,
        "errors": errors,
        "warnings": len(reading.findings) - errors,
        "findings": [(f, presenters.table_words(f)) for f in reading.findings[:FINDINGS_SHOWN]],
        "more_findings": max(0, len(reading.findings) - FINDINGS_SHOWN),
        "change": _change(request, reading),
        "page": Paginator(_rows(reading), PER_PAGE).get_page(request.GET.get("page")),
    }
    return desk.answer(request, "catalogues/workbench/dry_run.html", context)


def _change(request: StaffRequest, reading: ListReading) -> ListChange:
    """What would change. Where no row was read the file is not understood, and says nothing about what ended."""
    if not reading.rows:
        return ListChange(added=0, kept=0, ended=())
    return list_queries.change(request.county, reading.kind, reading.rows)


def _rows(reading: ListReading) -> list[tuple[object, list[str]]]:
    """The rows as read, each with what is wrong with it."""
    wrong: dict[int, list[str]] = {}
    for finding in reading.findings:
        if finding.row is not None:
            wrong.setdefault(finding.row, []).append(presenters.table_words(finding).what)
    return [(row, wrong.get(row.row, [])) for row in reading.rows]


@desk.manager
@require_POST
def take_in(request: StaffRequest, pk: int) -> HttpResponse:
    """Make it the county's list, all of it or nothing."""
    waiting = _import(request, pk)
    return background.hand_over(request, tasks.TAKE_IN_LIST, waiting=waiting.pk, file=waiting.file_name)


@desk.manager
@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Give the upload up."""
    waiting = _import(request, pk)
    act = partial(actions.drop_list, waiting=waiting, by=request.user, at=clock.now())
    if desk.attempt(request, act):
        messages.success(request, _("已放弃这次导入，文件已删除。"))
    return redirect("catalogues_workbench:overview")


@desk.manager
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what the columns of an unknown header are: asked once, remembered for every later file."""
    waiting = _import(request, pk)
    reading = desk.attempt(request, partial(_read, waiting))
    question = next(iter(reading.questions), None) if reading else None
    if question is None:
        return redirect("catalogues_workbench:dry_run", pk)
    form = forms.ColumnNames(request.POST or None, question=question, kind=waiting.kind)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.name_columns, waiting=waiting, question=question, columns=form.columns())
        try:
            act(by=request.user, at=clock.now())
        except CatalogueRefused as refused:
            form.add_error(None, presenters.explain(refused))
        else:
            return redirect("catalogues_workbench:columns", pk)
    context = {"waiting": waiting, "question": question, "form": form}
    status = desk.UNPROCESSABLE if form.is_bound else 200
    return desk.answer(request, "catalogues/workbench/columns.html", context, status=status)


@desk.manager
@require_safe
def findings_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Every row as it was sent, with what is wrong beside it, as a workbook."""
    waiting = _import(request, pk)
    reading = desk.attempt(request, partial(_read, waiting))
    if reading is None:
        return redirect("catalogues_workbench:dry_run", pk)
    response = HttpResponse(importer.as_workbook(reading), content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="findings-{waiting.pk}.xlsx"'
    return response


def _import(request: StaffRequest, pk: int) -> ListImport:
    waiting: ListImport = get_object_or_404(ListImport.objects.select_related("county"), pk=pk, county=request.county)
    return waiting


def _read(waiting: ListImport) -> ListReading:
    """Read what still waits: the file of a dropped import is gone."""
    if waiting.taken_in_at or waiting.dropped_at:
        raise CatalogueRefused(Refusal.ALREADY_SETTLED)
    return importer.read_import(waiting)


def _known(kind: str) -> None:
    if kind not in set(ListEntry.Kind):
        raise Http404
