"""Adding a local row, setting many aside, and issuing: what still blocks, from when it holds, the confirmation."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.catalogues import actions, forms, presenters, queries, tasks
from gongkai.catalogues.models import Row, Version
from gongkai.catalogues.queries import desk as desk_queries
from gongkai.catalogues.queries.tree import findings_of_rows
from gongkai.catalogues.rules.refusals import CatalogueRefused
from gongkai.catalogues.views import desk
from gongkai.kernel import clock
from gongkai.organisations import background
from gongkai.organisations.access import StaffRequest

BLOCKS_SHOWN = 20


@desk.manager
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything that still blocks as links; when nothing does, the date and the confirmation."""
    version = desk.version_of(request, pk)
    form = forms.Issuing(request.POST or None, initial={"in_force_from": clock.today()})
    if request.method == "POST" and form.is_valid() and not _refused(request, version, form):
        day = form.cleaned_data["in_force_from"].isoformat()
        return background.hand_over(request, tasks.ISSUE, version=version.pk, in_force_from=day)
    context = {
        "version": version,
        "owner": version.catalogue.owner,
        "form": form,
        "readiness": (readiness := queries.readiness(version)),
        "other_findings": readiness.open_findings - readiness.blocking,
        "needing": _blocked(version),
        "finding_counts": [count for count in desk_queries.finding_counts(version) if count.open],
        "townships": desk_queries.townships_unready(version),
        "unverified": version.rows.applicable().filter(is_verified=False, national__isnull=False).count(),
    }
    status = 422 if form.is_bound else 200
    return desk.answer(request, "catalogues/workbench/issue.html", context, status=status)


def _blocked(version: Version) -> list[tuple[Row, list[str]]]:
    """The first rows that keep the version back, each with what keeps it."""
    rows = list(desk_queries.needing(version).select_related("field").order_by("position", "id")[:BLOCKS_SHOWN])
    words: dict[int, list[str]] = defaultdict(list)
    for found in findings_of_rows([row.pk for row in rows]):
        if found.blocks_issue and not found.is_settled and found.row_id:
            words[found.row_id].append(presenters.finding_words(found.code, found.detail))
    return [(row, words[row.pk]) for row in rows]


def _refused(request: StaffRequest, version: Version, form: forms.Issuing) -> bool:
    """What is known to forbid it is said at once, beside the form; the worker looks once more."""
    day = form.cleaned_data["in_force_from"]
    try:
        actions.refuse_unissuable(version=version, by=request.user, at=clock.now(), in_force_from=day)
    except CatalogueRefused as refused:
        form.add_error(None, presenters.explain(refused))
        return True
    return False


@desk.decider
@require_http_methods(["GET", "HEAD", "POST"])
def add_local(request: StaffRequest, pk: int) -> HttpResponse:
    """A matter that no guideline knows."""
    version = desk.version_of(request, pk)
    form = forms.LocalRow(request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_local(
                version=version,
                field_id=form.cleaned_data["field"].pk,
                elements=form.elements(),
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(),
            )
        except CatalogueRefused as refused:
            form.add_error(None, presenters.explain(refused))
        else:
            messages.success(request, _("已新增“%(name)s”。") % {"name": row.l2})
            return desk.to_row(row.pk)
    context = {"version": version, "owner": version.catalogue.owner, "form": form}
    status = 422 if form.is_bound else 200
    return desk.answer(request, "catalogues/workbench/add_local.html", context, status=status)


def _initial(request: StaffRequest) -> dict[str, object]:
    """What the page before knew already."""
    asked = {"field": request.GET.get("field", ""), "l2": request.GET.get("l2", "")}
    return {"everyone": True, "mode": ["主动"], "levels": ["县级"], "channels": ["政府网站"], **asked}
