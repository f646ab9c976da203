"""The tour, and entering as a demo account with one click. Mounted in demo mode only."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.demo import queries
from gongkai.demo.seeding.people import ACCOUNTS
from gongkai.demo.tour import STEPS, Step, step_named
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.organisations.models import User
from gongkai.ui.chrome import ColumnMeta

BACKEND = "django.contrib.auth.backends.ModelBackend"
STOP_COOKIE = "tour"


@dataclass(frozen=True, slots=True)
class Stop:
    """A step as the overview lists it."""

    number: int
    step: Step
    who: str


@public_page
@require_safe
def tour(request: PublicRequest) -> HttpResponse:
    """All stops."""
    titles = {account.username: account.title for account in ACCOUNTS}
    stops = [Stop(number, step, titles.get(step.account, "")) for number, step in enumerate(STEPS, 1)]
    column = ColumnMeta(_("导览"), _("跟着一项补贴看政务公开"), _("导览,演示"), _("专题"))
    response = render(request, "demo/tour.html", {"stops": stops, "column_meta": column})
    response.delete_cookie(STOP_COOKIE)
    return response


@public_page
@require_safe
def stop(request: PublicRequest, name: str) -> HttpResponse:
    """Go to a stop's live screen, as the person who looks at it."""
    found = step_named(name)
    if found is None:
        raise Http404
    _number, step = found
    if step.account:
        _sign_in(request, step.account)
    response = redirect(queries.address_of(name, request.county))
    response.set_cookie(STOP_COOKIE, name, samesite="Lax", secure=request.is_secure())
    return response


@public_page
@require_POST
def enter(request: PublicRequest) -> HttpResponse:
    """Sign in as a demo account."""
    _sign_in(request, request.POST.get("account", ""))
    wanted = request.POST.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted if is_safe else "workbench:tasks")


def _sign_in(request: PublicRequest, username: str) -> None:
    account = queries.account_named(username)
    person = User.objects.filter(username=account.username, is_active=True).first() if account else None
    if person is None or not request.county.is_demo:
        raise Http404(_("没有这个演示账户"))
    if request.user != person:
        login(request, person, backend=BACKEND)
