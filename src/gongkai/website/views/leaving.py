"""The notice before a reader leaves for a site that is not the government's. Works without script, redirects nobody."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.organisations.access import PublicRequest, public_page
from gongkai.publishing.queries.links import host_names
from gongkai.publishing.rules.away import LONGEST, leads_away
from gongkai.ui.chrome import ColumnMeta
from gongkai.website.queries.leaving import is_published


@public_page
@require_safe
def leaving(request: PublicRequest) -> HttpResponse:
    """The address in full and a link to it, if a public piece names it; else nothing that leads anywhere."""
    to = request.GET.get("to", "")[:LONGEST]
    is_known = leads_away(to, hosts=host_names(request.county.pk)) and is_published(request.county, to)
    context = {
        "to": to if is_known else "",
        "host": urlsplit(to).hostname if is_known else "",
        "column_meta": ColumnMeta(_("离开本站"), _("即将访问本站以外的网站"), _("外部链接"), _("提示")),
    }
    return render(request, "website/portal/leaving.html", context, status=200 if is_known or not to else 404)
