"""Where each room's pages are mounted."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

PORTAL_ROOMS = ("portal", "catalogues", "publishing", "interpretation", "website")
WORKBENCH_ROOMS = (
    "workbench",
    "organisations",
    "standards",
    "catalogues",
    "duties",
    "publishing",
    "interpretation",
    "website",
)


def live(request: HttpRequest) -> HttpResponse:
    """Whether the process answers: for load balancers, which need no more."""
    return HttpResponse("ok", content_type="text/plain")


def _rooms(prefix: str, face: str, rooms: tuple[str, ...]) -> list[URLPattern | URLResolver]:
    """Each room's pages of one face; their namespace is the module's own `app_name`."""
    return [path(prefix, include(f"gongkai.{room}.urls.{face}")) for room in rooms if _has_pages(room, face)]


def _has_pages(room: str, face: str) -> bool:
    return bool(find_spec(f"gongkai.{room}.urls") and find_spec(f"gongkai.{room}.urls.{face}"))


urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live/", live, name="live"),
    path("accounts/", include("allauth.urls")),
    *_rooms("", "portal", PORTAL_ROOMS),
    *_rooms("desk/", "workbench", WORKBENCH_ROOMS),
]
if find_spec("gongkai.ui.urls"):
    urlpatterns.append(path("ui/", include("gongkai.ui.urls")))
if settings.DEMO and find_spec("gongkai.demo.urls"):
    urlpatterns.append(path("", include("gongkai.demo.urls")))
