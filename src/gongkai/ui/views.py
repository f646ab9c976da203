"""The preference links of the header, the style guide, and the page for what is gone."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.ui.chrome import CHOICES
from gongkai.ui.specimens import specimens

SHEETS = {
    "portal": ("ui/styleguide.html", "ui/portal.html"),
    "workbench": ("ui/styleguide.html", "ui/workbench.html"),
    "home": ("ui/styleguide/home.html", "ui/portal.html"),
    "inside": ("ui/styleguide/inside.html", ""),
}
A_YEAR = 365 * 24 * 60 * 60


@never_cache
@require_safe
def prefer(request: HttpRequest) -> HttpResponse:
    """Remember language, elder mode or contrast in a cookie and go back.

    A plain link rather than a form: public pages stay free of a CSRF token and so can be cached.
    """
    allowed = {**CHOICES, settings.LANGUAGE_COOKIE_NAME: tuple(dict(settings.LANGUAGES))}
    response = HttpResponseRedirect(_way_back(request))
    for name, values in allowed.items():
        if (value := request.GET.get(name)) in values:
            response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    return response


def _way_back(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build pages. Not there in production."""
    if not (settings.DEBUG or getattr(settings, "STYLE_GUIDE", False)):
        raise Http404
    template, layout = SHEETS.get(request.GET.get("sheet", ""), SHEETS["portal"])
    return render(request, template, {**specimens(), "layout": layout})


def gone(request: HttpRequest, *, was: str = "") -> HttpResponse:
    """Answer 410 for what was public and was withdrawn; `was` names it."""
    return render(request, "ui/errors/410.html", {"was": was}, status=410)
