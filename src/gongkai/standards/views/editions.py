"""The guidelines on the workbench: their editions, one edition's items, two editions side by side, putting in force."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.standards import actions, exports, policies, presenters, queries
from gongkai.standards.forms import Enforcement, ItemFilter
from gongkai.standards.models import Edition
from gongkai.standards.rules.refusals import StandardRefused
from gongkai.tables.writers import CONTENT_TYPES

READERS = (Permission.MANAGE_CATALOGUE, Permission.SEE_ALL_BODIES)


def edition_of(pk: int) -> Edition:
    """An edition that may be seen; what is still being built is not found."""
    edition = queries.edition(pk)
    if edition is None:
        raise Http404
    return edition


@staff_page(any_of=READERS)
@require_safe
def editions(request: StaffRequest) -> HttpResponse:
    """Every edition by field, and how sure we are of what it says."""
    context = {
        "lines": queries.editions(),
        "report": queries.provenance_report(),
        "may_keep": policies.may_keep_here(request.staff, on=clock.today()),
    }
    return render(request, "standards/workbench/editions.html", context)


@staff_page(any_of=READERS)
@require_safe
def edition(request: StaffRequest, pk: int) -> HttpResponse:
    """One edition and its items."""
    found = edition_of(pk)
    form = ItemFilter(request.GET, edition=found)
    page = queries.items_page(found, cursor=request.GET.get("after"), **form.chosen())
    context = {
        "edition": found,
        "form": form,
        "page": page,
        "items": presenters.item_views(page.rows),
        "counts": queries.counts_of(found),
        "others": queries.others(found),
        "formats": list(exports.FORMATS),
        "may_keep": policies.may_keep_here(request.staff, on=clock.today()),
    }
    return render(request, "standards/workbench/edition.html", context)


@staff_page(any_of=READERS)
@require_safe
def export(request: StaffRequest, pk: int, format: str) -> HttpResponse:
    """An edition as a file in the original columns."""
    found = edition_of(pk)
    if format not in exports.FORMATS:
        raise Http404
    content = exports.write(exports.sheet(found), format=format)
    response = HttpResponse(content, content_type=CONTENT_TYPES[format])
    name = f"guideline-{found.guideline_id}-edition-{found.number}.{format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff_page(any_of=READERS)
@require_safe
def difference(request: StaffRequest, old: int, new: int) -> HttpResponse:
    """Two editions side by side: what came, what went, what was renamed, which words changed."""
    before, after = edition_of(old), edition_of(new)
    changes = queries.difference(before, after)
    views = presenters.change_views(changes, old=before.label, new=after.label)
    wanted = request.GET.get("kind", "")
    context = {
        "before": before,
        "after": after,
        "changes": [view for view in views if not wanted or view.kind == wanted],
        "tabs": presenters.change_tabs(views),
        "current": wanted,
    }
    return render(request, "standards/workbench/difference.html", context)


@staff_page(Permission.MANAGE_CATALOGUE)
def put_in_force(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a draft in force in place of the edition before it."""
    found = edition_of(pk)
    form = Enforcement(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.put_in_force(edition_id=pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except StandardRefused as refused:
            form.add_error(None, presenters.explain(refused))
        else:
            messages.success(request, _("“%(name)s”已施行，各县会收到需要处理的变化。") % {"name": found.label})
            return redirect("standards_workbench:edition", pk)
    context = {"edition": found, "form": form}
    return render(request, "standards/workbench/put_in_force.html", context, status=422 if form.errors else 200)
