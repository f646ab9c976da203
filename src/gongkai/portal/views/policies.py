"""Policies with their interpretations beside them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.interpretation.queries import public
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal.forms import InterpretationFilters
from gongkai.portal.policy_presenters import policy_views
from gongkai.ui.chrome import ColumnMeta


@public_page
@require_safe
def interpretations(request: PublicRequest) -> HttpResponse:
    """The policies that were explained, the newest first, by body and form."""
    form = InterpretationFilters(request.GET, county=request.county)
    chosen = form.chosen()
    page, policies = public.explained(request.county, **chosen, cursor=request.GET.get("after", ""))
    context = {
        "form": form,
        "page": page,
        "policies": policy_views(policies),
        "is_filtered": any(chosen.values()),
        "feed_query": form.query(),
        "column_meta": ColumnMeta(_("政策解读"), _("政策文件和它的解读"), _("政策,解读,问答,图解"), _("政策解读")),
    }
    return render(request, "portal/interpretations.html", context)
