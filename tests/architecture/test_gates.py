"""Does every page of the project wear exactly one gate?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# Pages that belong to nobody's desk and to no county: sign-in, language and look, liveness, files.
EXEMPT = ("accounts/", "health/", "static/", "media/", "ui/")


def pages(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern, route)
        else:
            yield route, pattern


GATED = [(route, page) for route, page in pages(get_resolver()) if not route.startswith(EXEMPT)]


def test_there_are_pages_to_look_at():
    assert GATED


@pytest.mark.parametrize(("route", "page"), GATED, ids=[route or "/" for route, _ in GATED])
def test_every_page_wears_exactly_one_gate(route, page):
    # Two gates cannot be worn: access refuses the second when the module is loaded.
    gate = getattr(page.callback, "gate", None)

    assert gate in {"public", "staff"}
    assert (gate == "staff") == route.startswith("desk/")
