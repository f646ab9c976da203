"""The search page: one box, filters in the address, and help where nothing is found."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal import missing, search_presenters
from gongkai.portal.forms import SearchFilters
from gongkai.portal.queries.naming import names_of_values
from gongkai.search import answers
from gongkai.search.answers import Card
from gongkai.search.queries import Question, Results, ask
from gongkai.search.queries import suggest as suggestions
from gongkai.ui.chrome import ColumnMeta


@public_page
@require_safe
def search(request: PublicRequest) -> HttpResponse:
    """Answer a question; without one, show what may be asked."""
    filters = SearchFilters(request.GET)
    asked = filters.question(county_id=request.county.pk)
    results = ask(asked) if asked.text or asked.filters else None
    if results is not None and results.is_missed:
        missing.note(asked, on=clock.today())
    names = names_of_values(request.county) if results else {}
    context = {
        "query": asked.text,
        "filters": filters,
        "results": results,
        "hits": search_presenters.hit_views(results, names=names) if results else (),
        "groups": search_presenters.facet_groups(request, results, names=names) if results else (),
        "chosen": search_presenters.chosen_chips(request, asked, names=names),
        "pages": search_presenters.page_links(request, results) if results else None,
        "as_typed_url": search_presenters.as_typed_url(request),
        "card": _card(asked, results),
        "column_meta": ColumnMeta(_("站内搜索"), _("检索本县公开的政府信息、事项和机构"), _("搜索,检索"), _("搜索")),
    }
    return render(request, "portal/search.html", context)


def _card(asked: Question, results: Results | None) -> Card | None:
    """What answers a question, above the first page of a list that nobody narrowed."""
    if results is None or asked.filters or asked.since or asked.until or results.page > 1:
        return None
    return answers.answer(replace(asked, text=results.corrected or asked.text), on=clock.today())


@public_page
@require_safe
def suggest(request: PublicRequest) -> HttpResponse:
    """Options for the search box while one types."""
    typed = request.GET.get("q", "")[:60]
    found = suggestions(county_id=request.county.pk, text=typed)
    return render(request, "portal/partials/suggestions.html", {"suggestions": found})
