"""The search page: one box, filters in the address, and help where nothing is found."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal import search_presenters
from gongkai.portal.forms import SearchFilters
from gongkai.portal.queries.naming import names_of_values
from gongkai.search.queries import ask
from gongkai.search.queries import suggest as suggestions
from gongkai.ui.chrome import ColumnMeta


@public_page
@require_safe
def search(request: PublicRequest) -> HttpResponse:
    """Answer a question; without one, show what may be asked."""
    filters = SearchFilters(request.GET)
    asked = filters.question(county_id=request.county.pk)
    results = ask(asked) if asked.text or asked.filters else None
    names = names_of_values(request.county) if results else {}
    context = {
        "query": asked.text,
        "filters": filters,
        "results": results,
        "hits": search_presenters.hit_views(results, names=names) if results else (),
        "groups": search_presenters.facet_groups(request, results, names=names) if results else (),
        "pages": search_presenters.page_links(request, results) if results else None,
        "column_meta": ColumnMeta(_("站内搜索"), _("检索本县公开的政府信息、事项和机构"), _("搜索,检索"), _("搜索")),
    }
    return render(request, "portal/search.html", context)


@public_page
@require_safe
def suggest(request: PublicRequest) -> HttpResponse:
    """Options for the search box while one types."""
    typed = request.GET.get("q", "")[:60]
    found = suggestions(county_id=request.county.pk, text=typed)
    return render(request, "portal/partials/suggestions.html", {"suggestions": found})
