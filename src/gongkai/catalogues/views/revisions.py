"""What a new edition of a guideline asks: old text, new text and the county's own, side by side, one task each."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.catalogues import actions, forms, presenters, queries
from gongkai.catalogues.models import RevisionTask, Row
from gongkai.catalogues.queries import desk as desk_queries
from gongkai.catalogues.rules.refusals import CatalogueRefused
from gongkai.catalogues.views import desk
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.standards.models import Edition


@desk.reader
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """Open tasks first; settled ones on request; editions that nobody compared yet."""
    settled = request.GET.get("settled") == "1"
    tasks = queries.revision_tasks(request.county, only_open=not settled)
    latest = desk_queries.latest_version(request.county)
    context = {
        "tasks": [task for task in tasks if bool(task.settled_at) == settled],
        "settled": settled,
        "editions": desk_queries.editions_to_compare(latest) if latest else [],
        "has_catalogue": latest is not None,
        "may_manage": desk.may_manage(request),
    }
    return desk.answer(request, "catalogues/workbench/revisions.html", context)


@desk.manager
@require_POST
def compare(request: StaffRequest, pk: int) -> HttpResponse:
    """Compare an edition with what the county holds; make the tasks."""
    edition = get_object_or_404(Edition, pk=pk, state=Edition.State.IN_FORCE)
    act = partial(actions.revise_for_edition, county=request.county, edition=edition, by=request.user, at=clock.now())
    made = desk.attempt(request, act)
    if made is not None:
        count = len(made)
        words = ngettext("对照完毕，产生%(count)s项修订任务。", "对照完毕，产生%(count)s项修订任务。", count)
        messages.success(request, words % {"count": count} if count else _("对照完毕，没有变化。"))
    return redirect("catalogues_workbench:revisions")


@desk.manager
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: StaffRequest, pk: int) -> HttpResponse:
    """One task: three texts, and what becomes of them."""
    found = get_object_or_404(RevisionTask, pk=pk, county=request.county)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid() and _settle(request, found, form):
        return redirect("catalogues_workbench:revisions")
    pages = queries.revision_tasks(request.county, only_open=found.settled_at is None)
    page = next((page for page in pages if page.id == found.pk), None)
    if page is None:
        raise Http404
    context = {"task": page, "form": form, "may_settle": found.settled_at is None}
    return desk.answer(request, "catalogues/workbench/task.html", context, status=422 if form.is_bound else 200)


def _form(request: StaffRequest, found: RevisionTask) -> forms.Settling:
    latest = desk_queries.latest_version(request.county)
    local = Row.objects.filter(version=latest, matter=found.matter).first() if latest and found.matter_id else None
    return forms.Settling(
        request.POST or None,
        elements=found.changed_elements,
        local=local,
        approvers=desk_queries.approvers_of(request.county, on=clock.today(), besides=request.user),
    )


def _settle(request: StaffRequest, found: RevisionTask, form: forms.Settling) -> bool:
    data: dict[str, Any] = {name: form.cleaned_data[name] for name in ("outcome", "reason", "approved_by")}
    try:
        actions.settle_task(task=found, changes=form.changes(), by=request.user, at=clock.now(), **data)
    except CatalogueRefused as refused:
        form.add_error(None, presenters.explain(refused))
        return False
    messages.success(request, _("已处理，结果写入草案。"))
    return True
