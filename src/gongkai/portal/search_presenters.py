"""The search page's filters as chips, and the pages around a page of results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gongkai.search.queries import Hit, Question, Results
from gongkai.search.rules.snippets import Segment
from gongkai.ui.chips import Chip
from gongkai.ui.languages import in_english
from gongkai.ui.templatetags.ui import day

FACET_NAMES = {
    "field": _("领域"),
    "body": _("机构"),
    "kind": _("类别"),
    "level": _("层级"),
    "year": _("年份"),
    "validity": _("有效性"),
}
SHOWN_FACET_VALUES = 12


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A filter of the search page."""

    name: str
    label: str
    chosen: str
    chips: Sequence[Chip]


def facet_groups(
    request: HttpRequest, results: Results, *, names: Mapping[str, Mapping[str, str]]
) -> tuple[FacetGroup, ...]:
    """The filters of a search with their counts; a chosen value's link takes it away."""
    groups = []
    for name, label in FACET_NAMES.items():
        values = sorted(results.facets[name], key=lambda value: (not value.is_chosen, -value.count))
        chips = [
            Chip(
                names.get(name, {}).get(value.value, value.value),
                _address(request, {name: "" if value.is_chosen else value.value, "page": ""}),
                value.is_chosen,
                value.count,
            )
            for value in values[:SHOWN_FACET_VALUES]
        ]
        groups.append(FacetGroup(name, str(label), request.GET.get(name, ""), chips))
    return tuple(groups)


def chosen_chips(request: HttpRequest, asked: Question, *, names: Mapping[str, Mapping[str, str]]) -> list[Chip]:
    """What the list was narrowed to; each chip takes its filter away."""
    chips = [
        Chip(f"{FACET_NAMES[name]}: {names.get(name, {}).get(value, value)}", _without(request, name), True)
        for name, value in asked.filters.items()
    ]
    if asked.since:
        chips.append(Chip(_("%(day)s 起") % {"day": day(asked.since)}, _without(request, "since"), True))
    if asked.until:
        chips.append(Chip(_("%(day)s 止") % {"day": day(asked.until)}, _without(request, "until"), True))
    return chips


def as_typed_url(request: HttpRequest) -> str:
    """The same question, taken as it was typed."""
    return _address(request, {"as_typed": "1", "page": ""})


def _without(request: HttpRequest, name: str) -> str:
    return _address(request, {name: "", "page": ""})


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Where the pages before and after stand."""

    previous: str
    next: str


def page_links(request: HttpRequest, results: Results) -> PageLinks:
    """Links to the pages around a page of results."""
    previous = _address(request, {"page": str(results.page - 1)}) if results.page > 1 else ""
    following = _address(request, {"page": str(results.page + 1)}) if results.has_next else ""
    return PageLinks(previous, following)


def _address(request: HttpRequest, changes: Mapping[str, str]) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


@dataclass(frozen=True, slots=True)
class HitView:
    """One answer as shown: its facets by name."""

    url: str
    title: Sequence[Segment]
    snippet: Sequence[Segment]
    file: str
    is_best_bet: bool
    labels: Sequence[str]
    identifiers: Sequence[str]
    dated_on: date | None


def _title(hit: Hit) -> Sequence[Segment]:
    """A title that says nothing by itself (办事指南) stands behind what it belongs to."""
    if hit.title_en and in_english():
        return (Segment(hit.title_en, False),)
    return (Segment(f"{hit.heading} · ", False), *hit.title) if hit.heading else hit.title


LABELLED = ("kind", "body", "field")


def hit_views(results: Results, *, names: Mapping[str, Mapping[str, str]]) -> list[HitView]:
    """The answers with what they are, who published them, in which field."""
    return [
        HitView(
            url=hit.url,
            title=_title(hit),
            snippet=hit.snippet,
            file=hit.file,
            is_best_bet=hit.is_best_bet,
            labels=[
                names.get(name, {}).get(hit.facets[name], hit.facets[name]) for name in LABELLED if hit.facets.get(name)
            ],
            identifiers=hit.identifiers,
            dated_on=hit.dated_on,
        )
        for hit in results.hits
    ]
