"""Which county a request is about: by host name on the portal, by the officer's body on the workbench."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from gongkai.organisations.models import County, CountyHost
from gongkai.organisations.queries import site_of


class CountyMiddleware:
    """Set `request.county` (of the host, DEFAULT_COUNTY for an unknown host, else None) and `request.site`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        county = county_of(request.get_host())
        request.county = county  # type: ignore[attr-defined]
        if county is not None:
            # Lazy: files, partial answers and the API never show the foot of a page.
            request.site = SimpleLazyObject(lambda: site_of(county))  # type: ignore[assignment]
        return self.get_response(request)


def county_of(host: str) -> County | None:
    """Return the county that answers under a host name."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    known = CountyHost.objects.select_related("county").filter(host=name.lower()).first()
    if known is not None:
        return known.county
    return County.objects.filter(code=settings.DEFAULT_COUNTY).first() if settings.DEFAULT_COUNTY else None
