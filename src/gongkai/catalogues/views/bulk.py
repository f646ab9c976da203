"""Many rows at once: what is ticked is taken over or set aside, what is not ticked stays as it is."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gongkai.catalogues import actions, forms, presenters
from gongkai.catalogues.models import DecisionBatch, Row, Version
from gongkai.catalogues.queries import desk as desk_queries
from gongkai.catalogues.rules.refusals import CatalogueRefused
from gongkai.catalogues.views import desk
from gongkai.catalogues.views.screen import TEMPLATE, screen
from gongkai.kernel import clock
from gongkai.kernel.numbers import primary_key
from gongkai.organisations.access import StaffRequest


@desk.decider
@require_POST
def adopt_ticked(request: StaffRequest, pk: int, slug: str) -> HttpResponse:
    """Take over the ticked rows of a field or of one of its groups."""
    version = desk.version_of(request, pk)
    group = request.POST.get("l1", "")
    ticked = _ticked(request, version, slug, group=group)
    if not ticked:
        return _nothing(request, version, slug)
    scope = _scope(version, slug, group=group)
    act = partial(
        actions.adopt_group,
        version=version,
        field_id=ticked[0].field_id,
        l1=group or None,
        except_rows=list(scope.exclude(pk__in=[row.pk for row in ticked]).values_list("pk", flat=True)),
        by=request.user,
        at=clock.now(),
    )
    batch = desk.attempt(request, act)
    if batch is not None:
        _tell(request, batch, ngettext("已采用%(count)s行。", "已采用%(count)s行。", len(batch.before)))
    return redirect("catalogues_workbench:field", version.pk, slug)


@desk.decider
@require_POST
def set_aside_ticked(request: StaffRequest, pk: int, slug: str) -> HttpResponse:
    """First asks why and who approved it, above the rows; then sets the ticked rows aside."""
    version = desk.version_of(request, pk)
    ticked = _ticked(request, version, slug, group="")
    if not ticked:
        return _nothing(request, version, slug)
    people = desk_queries.approvers(version, on=clock.today(), besides=request.user)
    form = forms.SetAside(request.POST if "reason" in request.POST else None, approvers=people)
    if form.is_valid() and _set_aside(request, ticked, form):
        return redirect("catalogues_workbench:field", version.pk, slug)
    context = {**screen(request, version, slug=slug), "bulk_form": form, "ticked": ticked}
    return desk.answer(request, TEMPLATE, context, status=desk.UNPROCESSABLE if form.is_bound else 200, is_page=False)


def _set_aside(request: StaffRequest, ticked: list[Row], form: forms.SetAside) -> bool:
    try:
        batch = actions.mark_not_applicable(rows=ticked, by=request.user, at=clock.now(), **form.cleaned_data)
    except CatalogueRefused as refused:
        form.add_error(None, presenters.explain(refused))
        return False
    count = len(batch.before)
    _tell(request, batch, ngettext("已把%(count)s行设为不适用。", "已把%(count)s行设为不适用。", count))
    return True


def _scope(version: Version, slug: str, *, group: str) -> QuerySet[Row]:
    rows: QuerySet[Row] = version.rows.undecided().filter(field__slug=slug)
    return rows.filter(l1=group) if group else rows


def _ticked(request: StaffRequest, version: Version, slug: str, *, group: str) -> list[Row]:
    asked = [pk for text in request.POST.getlist("rows") if (pk := primary_key(text))]
    return list(_scope(version, slug, group=group).filter(pk__in=asked).order_by("position", "id"))


def _nothing(request: StaffRequest, version: Version, slug: str) -> HttpResponse:
    messages.warning(request, _("没有勾选任何行，什么也没有改变。"))
    return redirect("catalogues_workbench:field", version.pk, slug)


def _tell(request: StaffRequest, batch: DecisionBatch, words: str) -> None:
    messages.success(request, words % {"count": len(batch.before)})
