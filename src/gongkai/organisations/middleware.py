"""Which county a request is about: by host name on the portal, by the officer's body on the workbench."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from gongkai.organisations.models import County, CountyHost
from gongkai.organisations.queries import site_of

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


class CountyMiddleware:
    """Set `request.county` (as `county_of` finds it) and `request.site`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Style sheets and pictures of the house itself are no county's.
        is_own = request.path.startswith(settings.STATIC_URL)
        county = None if is_own else county_of(request.get_host())
        request.county = county  # type: ignore[attr-defined]
        if county is not None:
            # Lazy: files, partial answers and the API never show the foot of a page.
            request.site = SimpleLazyObject(lambda: site_of(county))  # type: ignore[assignment]
        return self.get_response(request)


def county_of(host: str) -> County | None:
    """The county that answers under a host name; under an unknown one DEFAULT_COUNTY, else none.

    A demonstration on one's own machine needs no setting: where there is one county only, it is meant.
    """
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    known = CountyHost.objects.select_related("county").filter(host=name.lower()).first()
    if known is not None:
        return known.county
    if settings.DEFAULT_COUNTY:
        return County.objects.filter(code=settings.DEFAULT_COUNTY).first()
    return _only_county() if settings.DEMO and name.lower() in LOOPBACK else None


def _only_county() -> County | None:
    counties = list(County.objects.order_by("id")[:2])
    return counties[0] if len(counties) == 1 else None
