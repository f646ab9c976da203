"""The openness office sets which chain of review holds for which kind of content."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.models import Body
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, chain_forms, chain_presenters
from gongkai.publishing.queries.chain_settings import ChainSettings, chain_settings
from gongkai.publishing.rules.chains import Chain


@staff_page(Permission.MANAGE_CATALOGUE)
@require_safe
def settings(request: StaffRequest) -> HttpResponse:
    """What holds, for the county and at single bodies, and which bodies lack people."""
    found = chain_settings(request.county, on=clock.today())
    return _page(request, found, county=chain_forms.CountyChains(lines=found.kinds))


@staff_page(Permission.MANAGE_CATALOGUE)
@require_POST
def of_county(request: StaffRequest) -> HttpResponse:
    """Set the county's chains; what is under review keeps the one it has."""
    found = chain_settings(request.county, on=clock.today())
    form = chain_forms.CountyChains(request.POST, lines=found.kinds)
    if not form.is_valid():
        return _page(request, found, county=form, status=422)
    changed = form.changed()
    for kind, chain in changed.items():
        _choose(request, kind=kind, chain=chain)
    if changed:
        told = ngettext("已改 %(count)s 类信息的审签流程", "已改 %(count)s 类信息的审签流程", len(changed))
        messages.success(request, told % {"count": len(changed)} + _("；在审的信息仍走原流程"))
    else:
        messages.info(request, _("没有改动"))
    return redirect("publishing_workbench:chains")


@staff_page(Permission.MANAGE_CATALOGUE)
@require_POST
def of_body(request: StaffRequest) -> HttpResponse:
    """Another chain at one body."""
    form = chain_forms.BodyChain(request.POST, bodies=_bodies(request))
    if not form.is_valid():
        found = chain_settings(request.county, on=clock.today())
        return _page(request, found, county=chain_forms.CountyChains(lines=found.kinds), body=form, status=422)
    _choose(request, **(form.cleaned_data | {"chain": Chain(form.cleaned_data["chain"])}))
    messages.success(request, _("已为“%(body)s”另设审签流程") % {"body": form.cleaned_data["body"].short_name})
    return redirect("publishing_workbench:chains")


@staff_page(Permission.MANAGE_CATALOGUE)
@require_POST
def drop(request: StaffRequest) -> HttpResponse:
    """A body goes by the county's choice again."""
    form = chain_forms.Dropped(request.POST, bodies=_bodies(request))
    if form.is_valid():
        _choose(request, **form.cleaned_data, chain=None)
        messages.success(request, _("“%(body)s”改按全县的流程") % {"body": form.cleaned_data["body"].short_name})
    else:
        messages.error(request, _("没有找到这一条，可能刚被别人取消。请看下面的现行设置。"))
    return redirect("publishing_workbench:chains")


def _choose(request: StaffRequest, *, kind: str, chain: Chain | None, body: Body | None = None) -> None:
    actions.choose_chain(county=request.county, kind=kind, chain=chain, body=body, by=request.user, at=clock.now())


def _bodies(request: StaffRequest) -> QuerySet[Body]:
    return Body.objects.filter(county=request.county, abolished_on=None).order_by("level", "name")


def _page(
    request: StaffRequest,
    found: ChainSettings,
    *,
    county: chain_forms.CountyChains,
    body: chain_forms.BodyChain | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "county_form": county,
        "body_form": body or chain_forms.BodyChain(bodies=_bodies(request)),
        "explained": chain_presenters.explained(),
        "exceptions": chain_presenters.exceptions(found),
        "short_staffed": chain_presenters.short_staffed(found),
        "found": found,
    }
    return render(request, "publishing/workbench/chains.html", context, status=status)
