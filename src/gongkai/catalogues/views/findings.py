"""What a draft needs people for, kind by kind: gaps, open subjects, unreadable limits, replaced laws, empty cells."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.catalogues import actions, presenters, queries
from gongkai.catalogues.models import Finding, ListEntry, Matter, MatterLink, Row, Version
from gongkai.catalogues.queries import desk as desk_queries
from gongkai.catalogues.queries.tree import FindingLine, finding_line
from gongkai.catalogues.rules.inspection import GAPS, NEVER_SETTLED, Code
from gongkai.catalogues.views import desk
from gongkai.catalogues.views.opened import subject_url
from gongkai.kernel import clock
from gongkai.kernel.numbers import primary_key
from gongkai.organisations.access import StaffRequest
from gongkai.ui import keyset

PER_PAGE = 50
OF_SUBJECTS = frozenset({Code.SUBJECT_UNRESOLVED, Code.SUBJECT_CHOICE, Code.LEVEL_WITHOUT_BODY})


@desk.reader
@require_safe
def index(request: StaffRequest, pk: int) -> HttpResponse:
    """All kinds of finding with their numbers."""
    version = desk.version_of(request, pk)
    counts = {count.code: count for count in desk_queries.finding_counts(version)}
    kinds = [(str(code), counts.get(str(code))) for code in Code]
    context = {
        "version": version,
        "owner": version.catalogue.owner,
        "kinds": sorted(kinds, key=lambda kind: not (kind[1] and kind[1].open)),
        "readiness": queries.readiness(version),
    }
    return desk.answer(request, "catalogues/workbench/findings.html", context)


@desk.reader
@require_safe
def of_kind(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """The findings of one kind, a page at a time; gaps, open subjects and townships have screens of their own."""
    version = desk.version_of(request, pk)
    if code not in set(Code):
        raise Http404
    if code in GAPS:
        return redirect("catalogues_workbench:gaps", version.pk)
    if code == Code.IDENTICAL_TOWNSHIPS:
        return redirect("catalogues_workbench:townships")
    settled = request.GET.get("settled") == "1"
    found = version.findings.filter(code=code, settled_at__isnull=not settled).select_related("row__field", "entry")
    page = keyset.page(found, by=("pk",), cursor=request.GET.get("after"), size=PER_PAGE)
    context = {
        "version": version,
        "owner": version.catalogue.owner,
        "code": code,
        "mend": presenters.MENDS[Code(code)],
        "page": page,
        "lines": [_worded(finding) for finding in page.rows],
        "settled": settled,
        "count": next((c for c in desk_queries.finding_counts(version) if c.code == code), None),
        "may_settle": code not in NEVER_SETTLED and desk.may_decide(request, version),
        "phrases": _phrases(version, code),
    }
    return desk.answer(request, "catalogues/workbench/finding_list.html", context)


def _worded(finding: Finding) -> tuple[FindingLine, Row | None, str, str]:
    """A finding, its row, what it says, and where its subject is given its bodies."""
    line = finding_line(finding)
    return line, finding.row, presenters.finding_words(line.code, line.detail), subject_url(line)


def _phrases(version: Version, code: str) -> list[queries.OpenPhrase]:
    if code not in OF_SUBJECTS:
        return []
    return [phrase for phrase in queries.unresolved_phrases(version) if phrase.code == code]


@desk.reader
@require_safe
def gaps(request: StaffRequest, pk: int) -> HttpResponse:
    """Powers and services without a row, rows without a living power."""
    version = desk.version_of(request, pk)
    report = queries.gap_report(version)
    ids = desk_queries.gap_findings(version)
    context = {
        "version": version,
        "owner": version.catalogue.owner,
        "report": report,
        "powers": [(gap, ids.get(f"entry:{gap.entry_id}")) for gap in report.powers],
        "services": [(gap, ids.get(f"entry:{gap.entry_id}")) for gap in report.services],
        "rows": [(gap, ids.get(f"row:{gap.row_id}")) for gap in report.rows],
        "open_count": len(ids),
        "lists": desk_queries.lists(request.county),
        "may_decide": desk.may_decide(request, version),
        "may_manage": desk.may_manage(request),
    }
    return desk.answer(request, "catalogues/workbench/gaps.html", context)


@desk.reader
@require_safe
def matrix(request: StaffRequest, pk: int) -> HttpResponse:
    """Power × stage: where the openness of a power stops."""
    version = desk.version_of(request, pk)
    body_id = primary_key(request.GET.get("body", ""))
    whole = queries.stage_matrix(version, body_id=body_id)
    only_empty = request.GET.get("empty") == "1"
    rows = [row for row in whole.rows if row.empty] if only_empty else list(whole.rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "version": version,
        "owner": version.catalogue.owner,
        "matrix": whole,
        "page": page,
        "only_empty": only_empty,
        "bodies": desk_queries.bodies_with_entries(request.county),
        "body_id": body_id,
    }
    return desk.answer(request, "catalogues/workbench/matrix.html", context)


@desk.reader
@require_safe
def entry(request: StaffRequest, pk: int, entry_id: int) -> HttpResponse:
    """One power or service: rows that sound like it, and a search for another."""
    version = desk.version_of(request, pk)
    found = get_object_or_404(ListEntry.objects.select_related("body"), pk=entry_id, county=request.county)
    words = request.GET.get("q", "").strip()
    links = MatterLink.objects.filter(entry=found).select_related("matter__field").order_by("how", "id")
    context = {
        "version": version,
        "owner": version.catalogue.owner,
        "entry": found,
        "links": list(links),
        "words": words,
        "candidates": desk_queries.rows_named(version, words) if words else [],
        "local_url": f"{reverse('catalogues_workbench:add_local', args=[version.pk])}?{urlencode({'l2': found.name})}",
        "may_manage": desk.may_manage(request),
    }
    return desk.answer(request, "catalogues/workbench/entry.html", context)


@desk.manager
@require_POST
def join(request: StaffRequest, pk: int, entry_id: int) -> HttpResponse:
    """Join a power or service with the row that discloses it."""
    version = desk.version_of(request, pk)
    found = get_object_or_404(ListEntry, pk=entry_id, county=request.county)
    matter = get_object_or_404(Matter, pk=primary_key(request.POST.get("matter", "")) or 0, county=request.county)
    act = partial(actions.link, matter=matter, entry=found, by=request.user, at=clock.now())
    if desk.attempt(request, act):
        messages.success(request, _("已关联：%(entry)s — %(matter)s") % {"entry": found.name, "matter": matter.name})
    return redirect("catalogues_workbench:gaps", version.pk)


@desk.manager
@require_POST
def judge_link(request: StaffRequest, pk: int) -> HttpResponse:
    """Say of a proposed link whether it is the same thing."""
    link = get_object_or_404(MatterLink, pk=pk, matter__county=request.county)
    judge = actions.confirm_link if request.POST.get("verdict") == "confirm" else actions.reject_link
    if desk.attempt(request, partial(judge, link=link, by=request.user, at=clock.now())):
        messages.success(request, _("已记下您的判断。"))
    stay = primary_key(request.POST.get("stay", ""))
    if stay is not None:
        return desk.to_row(stay)
    draft = queries.draft_version(request.county)
    return redirect("catalogues_workbench:gaps", draft.pk) if draft else redirect("catalogues_workbench:overview")
