"""A table of policies: uploaded, looked at row by row, taken in whole or dropped. Feeds read on demand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.interpretation import actions, policy_files, relay_forms
from gongkai.interpretation.models import PolicyImport
from gongkai.interpretation.presenters import relays as presenters
from gongkai.interpretation.rules.policy_table import LAYOUT
from gongkai.interpretation.views import stepping
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.tables import report
from gongkai.tables.writers import CONTENT_TYPES

FINDINGS_SHOWN = 200  # all of them stand in the download
PER_PAGE = 100


@stepping.office
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    """Choose a file; nothing is written but the file itself."""
    form = relay_forms.Upload(request.POST or None, request.FILES or None)
    received: list[PolicyImport] = []

    def receive(data: dict[str, Any]) -> None:
        file = data["file"]
        received.append(
            actions.receive_policy_file(
                county=request.county, name=file.name, content=file.read(), by=request.user, at=clock.now()
            )
        )

    if request.method == "POST" and stepping.done(form, receive):
        return redirect("interpretation_workbench:policy_dry_run", received[0].pk)
    status = stepping.UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "headers": [column.title for column in LAYOUT.columns]}
    return render(request, "interpretation/workbench/policy_upload.html", context, status=status)


@stepping.office
@require_safe
def dry_run(request: StaffRequest, pk: int) -> HttpResponse:
    """Every row and every finding, and what taking it in would add."""
    waiting = _import(request, pk)
    if waiting.taken_in_at or waiting.dropped_at:
        messages.info(request, _("这次导入已经处理过。"))
        return redirect("interpretation_workbench:upper_policies")
    reading = policy_files.read_import(waiting, at=clock.now())
    errors = sum(finding.is_error for finding in reading.findings)
    context = {
        "waiting": waiting,
        "reading": reading,
        "errors": errors,
        "warnings": len(reading.findings) - errors,
        "findings": [(f, presenters.table_words(f)) for f in reading.findings[:FINDINGS_SHOWN]],
        "more": max(0, len(reading.findings) - FINDINGS_SHOWN),
        "page": Paginator(reading.rows, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "interpretation/workbench/policy_dry_run.html", context)


@stepping.office
@require_POST
def take_in(request: StaffRequest, pk: int) -> HttpResponse:
    """Register every policy of the table, all or none."""
    waiting = _import(request, pk)
    added: list[int] = []

    def go_in() -> None:
        done = actions.take_in_policy_file(waiting=waiting, by=request.user, at=clock.now())
        added.append(len(done.added))

    if not stepping.pressed(request, go_in, told=_("文件已入库。")):
        return redirect("interpretation_workbench:policy_dry_run", pk)
    messages.info(request, ngettext("新登记 %(n)s 份政策。", "新登记 %(n)s 份政策。", added[0]) % {"n": added[0]})
    return redirect("interpretation_workbench:upper_policies")


@stepping.office
@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Give the upload up."""
    waiting = _import(request, pk)
    stepping.pressed(
        request,
        lambda: actions.drop_policy_file(waiting=waiting, by=request.user, at=clock.now()),
        told=_("已放弃这次导入，文件已删除。"),
    )
    return redirect("interpretation_workbench:upper_policies")


@stepping.office
@require_safe
def findings_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Every row as it was sent, with what is wrong beside it, as a workbook."""
    waiting = _import(request, pk)
    if waiting.taken_in_at or waiting.dropped_at:
        return redirect("interpretation_workbench:upper_policies")
    reading = policy_files.read_import(waiting, at=clock.now())
    content = report.write(reading.document, reading.findings, words=presenters.table_words)
    response = HttpResponse(content, content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="findings-{waiting.pk}.xlsx"'
    return response


def _import(request: StaffRequest, pk: int) -> PolicyImport:
    joined = PolicyImport.objects.select_related("county")
    waiting: PolicyImport = get_object_or_404(joined, pk=pk, county=request.county)
    return waiting
