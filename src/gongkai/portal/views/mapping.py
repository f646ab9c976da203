"""The map of the site for search engines: an index, and a file for each part."""

from __future__ import annotations

from django.contrib.sitemaps import views as contrib
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal import sitemaps


@public_page
@require_safe
def index(request: PublicRequest) -> HttpResponse:
    """Where the files are, and when what they list changed last."""
    sections = sitemaps.of_county(request.county, on=clock.today())
    return contrib.index(request, sitemaps=sections, sitemap_url_name="portal:sitemap_section")


@public_page
@require_safe
def section(request: PublicRequest, section: str) -> HttpResponse:
    """One file; an unknown part or page is not found."""
    return contrib.sitemap(request, sitemaps=sitemaps.of_county(request.county, on=clock.today()), section=section)
