"""What is not disclosed to all by itself, and what of it is to be looked at again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import kept_presenters
from gongkai.publishing.queries import kept


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def pieces(request: StaffRequest) -> HttpResponse:
    """The withheld pieces of this desk's bodies, those whose day has come first."""
    on = clock.today()
    asked = request.GET.get("due", "")
    wanted = asked if asked in kept.TABS else kept.ALL
    page = kept.kept_page(request.staff, wanted=wanted, on=on, after=request.GET.get("after"))
    context = {
        "page": page,
        "rows": kept_presenters.rows(page.rows, on=on),
        "tabs": kept_presenters.tabs(kept.kept_counts(request.staff, on=on)),
        "current": wanted,
    }
    return render(request, "publishing/workbench/kept.html", context)
