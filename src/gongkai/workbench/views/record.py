"""The county's record for auditors, and the proof that nobody changed it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from gongkai.audit import queries as audit
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.workbench import record_presenters
from gongkai.workbench.forms import RecordChoice
from gongkai.workbench.queries import record as queries
from gongkai.workbench.queries.record import RecordFilter
from gongkai.workbench.views.acting import auditor

TEMPLATE = "workbench/audit.html"


@auditor
@require_safe
def record(request: StaffRequest) -> HttpResponse:
    """The entries of a month, newest first."""
    return render(request, TEMPLATE, _context(request))


@auditor
@require_POST
def verify(request: StaffRequest) -> HttpResponse:
    """Walk the county's chain from its first entry to its head and say what was found."""
    verdict = audit.verify(request.county.pk)
    return render(request, TEMPLATE, {**_context(request), "verdict": verdict, "verified_at": clock.now()})


def _context(request: StaffRequest) -> dict[str, Any]:
    months = queries.months(on=clock.today())
    asked = request.GET.get("month", "")
    month = asked if asked in months else months[0]
    form = RecordChoice(
        {**request.GET.dict(), "month": month},
        months=record_presenters.month_choices(months),
        kinds=record_presenters.kind_choices(queries.kinds(request.county, month)),
        subjects=record_presenters.subject_choices(queries.subjects(request.county, month)),
    )
    form.full_clean()
    where = RecordFilter(month, form.chosen("kind"), form.chosen("subject"), form.chosen("q"))
    page = queries.entries(request.county, where, after=request.GET.get("after"))
    names = queries.duty_names(line.subject_id for line in page.rows if line.subject_type == "duties.duty")
    return {"form": form, "page": page, "entries": [record_presenters.entry(line, names) for line in page.rows]}
