"""The library of policies with their validity, and policies with their interpretations beside them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.interpretation.queries import public
from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal.forms import InterpretationFilters
from gongkai.portal.policy_presenters import policy_views
from gongkai.publishing import norm_desk_presenters, registers
from gongkai.publishing.norm_forms import NormFilters
from gongkai.publishing.queries import clean_ups, norms
from gongkai.ui import keyset
from gongkai.ui.chrome import ColumnMeta


@public_page
@require_safe
def library(request: PublicRequest) -> HttpResponse:
    """Every policy document by whether it holds, the newest first: what was repealed stays, and says so."""
    on = clock.today()
    form = NormFilters(request.GET, bodies=norms.library_bodies(request.county), states=norms.VALIDITIES)
    wanted = form.wanted()
    found = norms.library(request.county, wanted=wanted, on=on).select_related("body")
    page = keyset.page(found, by=norms.NEWEST_FIRST, cursor=request.GET.get("after"))
    counts = norms.library_counts(request.county, wanted=wanted, on=on)
    context = {
        "form": form,
        "page": page,
        "rows": norm_desk_presenters.rows(page.rows, on=on),
        "chips": norm_desk_presenters.chips(counts, wanted),
        "wanted": wanted,
        "asked": norm_desk_presenters.query(wanted),
        "clean_ups": clean_ups.published(request.county),
        "column_meta": ColumnMeta(
            _("政策文件"), _("本县的规范性文件和政策文件，标明是否有效"), _("政策文件,规范性文件,有效性"), _("政策文件")
        ),
    }
    return render(request, "portal/policies.html", context)


@public_page
@require_safe
def register(request: PublicRequest, form: str) -> HttpResponse:
    """The same documents as a file: the county's list of what is in force."""
    on = clock.today()
    wanted = NormFilters(request.GET, bodies=norms.library_bodies(request.county), states=norms.VALIDITIES).wanted()
    found = norms.library(request.county, wanted=wanted, on=on)
    return registers.answer(found, title=_("政策文件目录"), name="policies", on=on, form=form)


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
