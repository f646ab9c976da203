"""Which county a request is about: by host name on the portal, by the officer's body on the workbench."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongkai.organisations.models import County, CountyHost


class CountyMiddleware:
    """Set `request.county`: the county of the host, DEFAULT_COUNTY for an unknown host, else None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.county = county_of(request.get_host())  # type: ignore[attr-defined]
        return self.get_response(request)


def county_of(host: str) -> County | None:
    """Return the county that answers under a host name."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    known = CountyHost.objects.select_related("county").filter(host=name.lower()).first()
    if known is not None:
        return known.county
    return County.objects.filter(code=settings.DEFAULT_COUNTY).first() if settings.DEFAULT_COUNTY else None
