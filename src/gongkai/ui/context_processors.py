"""What every template may rely on: `site`, `desk`, `look`, `navigation`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from gongkai.ui.chrome import desk_of, look_of, site_of
from gongkai.ui.navigation import Navigation


def chrome(request: HttpRequest) -> dict[str, Any]:
    return {
        "site": site_of(request),
        "desk": desk_of(request),
        "look": look_of(request),
        "navigation": Navigation(request),
    }
