"""The catalogue room's first page: what there is, how far it is, what to do next. And one version by itself."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from gongkai.catalogues import queries, tasks
from gongkai.catalogues.models import Version
from gongkai.catalogues.queries import desk as desk_queries
from gongkai.catalogues.queries import lists as list_queries
from gongkai.catalogues.views import desk
from gongkai.kernel.numbers import primary_key
from gongkai.organisations import background
from gongkai.organisations.access import StaffRequest


@desk.reader
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    """Everything at a glance."""
    draft = queries.draft_version(request.county)
    context = {
        "draft": draft,
        "readiness": queries.readiness(draft) if draft else None,
        "finding_counts": [c for c in desk_queries.finding_counts(draft) if c.open] if draft else [],
        "versions": desk_queries.versions(request.county),
        "townships": desk_queries.township_versions(request.county),
        "lists": desk_queries.lists(request.county),
        "waiting_imports": list_queries.waiting_imports(request.county),
        "open_tasks": desk_queries.open_tasks(request.county),
        "may_manage": desk.may_manage(request),
    }
    return desk.answer(request, "catalogues/workbench/overview.html", context)


@desk.manager
@require_POST
def compile_county(request: StaffRequest) -> HttpResponse:
    """Compile the county's draft, or bring it up to date; people's decisions stay."""
    return background.hand_over(request, tasks.COMPILE)


@desk.manager
@require_POST
def compile_townships(request: StaffRequest) -> HttpResponse:
    """Compile the drafts of all townships from the county's template."""
    return background.hand_over(request, tasks.COMPILE_TOWNSHIPS)


@desk.reader
@require_safe
def version(request: StaffRequest, pk: int) -> HttpResponse:
    """One version: its fields, and what it changes against another."""
    found = desk.version_of(request, pk)
    siblings = [v for v in desk_queries.siblings(found) if v.pk != found.pk]
    against = _against(request, found, siblings)
    context = {
        "version": found,
        "owner": found.catalogue.owner,
        "nodes": queries.tree(found),
        "siblings": siblings,
        "against": against,
        "difference": queries.version_difference(against, found) if against else None,
        "may_manage": desk.may_manage(request),
    }
    return desk.answer(request, "catalogues/workbench/version.html", context)


def _against(request: StaffRequest, found: Version, siblings: list[Version]) -> Version | None:
    asked = primary_key(request.GET.get("against", ""))
    wanted = found.based_on_id if asked is None else asked
    return next((v for v in siblings if v.pk == wanted), None)


@desk.reader
@require_safe
def townships(request: StaffRequest) -> HttpResponse:
    """Whether one list was stamped on every township (一刀切)."""
    lines = queries.township_comparison(request.county)
    names = {line.body_id: line.name for line in lines}
    draft = queries.draft_version(request.county)
    uniform = queries.findings(draft, code="identical_townships") if draft else []
    context = {
        "lines": lines,
        "compared": [(line, [names[other] for other in line.same_as if other in names]) for line in lines],
        "uniform": [
            (finding, [names[t] for t in finding.detail["townships"] if t in names])
            for group in uniform
            for finding in group.lines
        ],
        "draft": draft,
        "may_manage": desk.may_manage(request),
    }
    return desk.answer(request, "catalogues/workbench/townships.html", context)
