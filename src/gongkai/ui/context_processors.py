"""What every template may rely on: `site`, `desk`, `look`, `navigation`, `banners`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from gongkai.ui import banners
from gongkai.ui.chrome import desk_of, look_of, site_of
from gongkai.ui.navigation import Navigation


def chrome(request: HttpRequest) -> dict[str, Any]:
    site = site_of(request)
    return {
        "site": site,
        # django-allauth puts a `site` of its own into the context of its pages; plain.html takes ours back.
        "own_site": site,
        "desk": desk_of(request),
        "look": look_of(request),
        "navigation": Navigation(request),
        "banners": SimpleLazyObject(lambda: banners.of(request)),
    }
