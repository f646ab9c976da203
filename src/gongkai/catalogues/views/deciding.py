"""Deciding on the rows of a field: one by one or many at once, and back again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.catalogues import actions, presenters
from gongkai.catalogues.models import DecisionBatch, Finding, Row
from gongkai.catalogues.queries import desk as desk_queries
from gongkai.catalogues.rules.refusals import CatalogueRefused
from gongkai.catalogues.views import desk
from gongkai.catalogues.views.screen import MODES, TEMPLATE, form_of, screen
from gongkai.kernel import clock
from gongkai.kernel.numbers import primary_key
from gongkai.organisations.access import StaffRequest


@desk.reader
@require_safe
def field(request: StaffRequest, pk: int, slug: str) -> HttpResponse:
    """The rows of a field, none of them open."""
    version = desk.version_of(request, pk)
    return desk.answer(request, TEMPLATE, screen(request, version, slug=slug))


@desk.reader
@require_safe
def row(request: StaffRequest, pk: int) -> HttpResponse:
    """The same page with one row open; `do` says which form stands in it."""
    found = desk.row_of(request, pk)
    mode = request.GET.get("do", "")
    return _page(request, found, mode=mode if mode in MODES else "")


@desk.reader
@require_safe
def next_needing(request: StaffRequest, pk: int) -> HttpResponse:
    """On to the next row that keeps the version from being issued."""
    version = desk.version_of(request, pk)
    row_before = version.rows.filter(pk=primary_key(request.GET.get("after", "")) or 0)
    after = row_before.values_list("position", flat=True).first() or 0
    row_id = desk_queries.next_needing(version, after=after)
    if row_id is None:
        return redirect("catalogues_workbench:issue", version.pk)
    return desk.to_row(row_id)


@desk.decider
@require_POST
def adopt(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a row over and go on to the next that is undecided."""
    found = desk.row_of(request, pk)
    done = desk.attempt(request, partial(actions.adopt, rows=[found], by=request.user, at=clock.now()))
    return _onward(request, found) if done else _back(request, found)


@desk.decider
@require_POST
def reset(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a row the guideline's words back."""
    found = desk.row_of(request, pk)
    desk.attempt(request, partial(actions.reset, rows=[found], by=request.user, at=clock.now()))
    return _back(request, found)


@desk.decider
@require_POST
def adapt(request: StaffRequest, pk: int) -> HttpResponse:
    """Say some elements in the county's own way."""
    return _decide(
        request,
        pk,
        "adapt",
        lambda found, form, who: actions.adapt(
            row=found, changes=form.changes(), reason=form.cleaned_data["reason"], **who
        ),
    )


@desk.decider
@require_POST
def split(request: StaffRequest, pk: int) -> HttpResponse:
    """Divide a row into parts."""
    return _decide(
        request,
        pk,
        "split",
        lambda found, form, who: actions.split(
            row=found, parts=form.parts(), reason=form.cleaned_data["reason"], **who
        ),
    )


@desk.decider
@require_POST
def set_aside(request: StaffRequest, pk: int) -> HttpResponse:
    """Say that a row does not apply here."""
    return _decide(
        request,
        pk,
        "set_aside",
        lambda found, form, who: actions.mark_not_applicable(rows=[found], **form.cleaned_data, **who),
    )


@desk.decider
@require_POST
def stages(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct the stages of a row's content elements."""
    return _decide(
        request,
        pk,
        "stages",
        lambda found, form, who: [
            actions.set_stage(row=found, element=element, stage=stage, **who) for element, stage in form.changed()
        ],
    )


def _decide(
    request: StaffRequest, pk: int, mode: str, act: Callable[[Row, Any, dict[str, Any]], object]
) -> HttpResponse:
    """One form, one act; whatever is wrong stands beside its field, and everything typed is kept."""
    found = desk.row_of(request, pk)
    form: Any = form_of(request, found, mode, request.POST)
    if form.is_valid():
        try:
            act(found, form, {"by": request.user, "at": clock.now()})
        except CatalogueRefused as refused:
            form.add_error(None, presenters.explain(refused))
        else:
            return _back(request, found)
    return _page(request, found, mode=mode, form=form, status=422)


@desk.decider
@require_POST
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    """Say why a finding may stay."""
    finding = get_object_or_404(Finding.objects.select_related("row"), pk=pk, version__catalogue__county=request.county)
    reason = request.POST.get("reason", "")
    done = desk.attempt(
        request,
        partial(actions.settle_finding, finding=finding, reason=reason, by=request.user, at=clock.now()),
    )
    if done:
        messages.success(request, _("已写明理由，这个问题不再提示。"))
    if finding.row and request.POST.get("stay") == "row":
        return desk.to_row(finding.row.pk)
    return redirect("catalogues_workbench:finding_list", finding.version_id, finding.code)


@desk.decider
@require_POST
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the last act back, whole."""
    batch = get_object_or_404(DecisionBatch, pk=pk, version__catalogue__county=request.county)
    touched = Row.objects.filter(pk__in=[*batch.before, *batch.created_rows], version=batch.version_id)
    row = touched.select_related("field").order_by("position").first()
    if desk.attempt(request, partial(actions.undo, batch=batch, by=request.user, at=clock.now())):
        messages.success(request, _("已撤销：%(act)s") % {"act": presenters.ACTS.get(batch.action, batch.action)})
    if row is None:
        return redirect("catalogues_workbench:version", batch.version_id)
    if str(row.pk) in batch.before and len(batch.before) == 1:
        return desk.to_row(row.pk)
    return redirect("catalogues_workbench:field", batch.version_id, row.field.slug)


def _page(
    request: StaffRequest, found: Row, *, mode: str = "", form: django_forms.Form | None = None, status: int = 200
) -> HttpResponse:
    context = screen(request, found.version, slug=found.field.slug, row=found, form=form, mode=mode)
    return desk.answer(request, TEMPLATE, context, status=status)


def _back(request: StaffRequest, found: Row) -> HttpResponse:
    return desk.to_row(found.pk, show=request.POST.get("show", ""))


def _onward(request: StaffRequest, found: Row) -> HttpResponse:
    """The next undecided row of the field, else the field itself: done."""
    waiting = found.version.rows.undecided().filter(field=found.field_id).order_by("position", "id")
    following = waiting.filter(position__gt=found.position).first() or waiting.first()
    if following is not None:
        return _back(request, following)
    return redirect("catalogues_workbench:field", found.version_id, found.field.slug)
