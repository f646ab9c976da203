"""The map of the site: for search engines an index with a file for each part, for readers a page."""

from __future__ import annotations

from django.contrib.sitemaps import views as contrib
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal import site_map, sitemaps
from gongkai.ui.chrome import ColumnMeta


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


@public_page
@require_safe
def for_readers(request: PublicRequest) -> HttpResponse:
    """The map as a page: every column, field, body and topic."""
    context = {
        "groups": site_map.groups(request.county, on=clock.today()),
        "column_meta": ColumnMeta(_("网站地图"), _("本网站的全部栏目"), _("网站地图,栏目"), _("网站地图")),
    }
    return render(request, "portal/site_map.html", context)
