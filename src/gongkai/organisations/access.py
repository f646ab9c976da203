"""Who may come in: every page of ours wears exactly one of these two gates.

    @public_page                               # anyone; 404 where no county answers to the host
    def home(request: PublicRequest) -> HttpResponse: ...

    @staff_page(Permission.MANAGE_CATALOGUE)   # signed in, with a post that gives every permission named
    def issue(request: StaffRequest) -> HttpResponse: ...

`staff_page()` asks for a post only; `staff_page(any_of=(A, B))` for one permission of several. Behind a gate
`request.county` is a county; behind the staff gate it is the officer's own, and `request.staff` says who she is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from gongkai.kernel import clock
from gongkai.organisations import presenters, queries
from gongkai.organisations.models import County, User
from gongkai.organisations.policies import NotPermitted
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import Permission, Role
from gongkai.ui.chrome import Desk, Site

CHOSEN_BODY = "desk_body"  # session key
LAST_SEEN = "last_seen"  # session key, seconds since 1970
SEEN_EVERY = 60  # seconds; a session is written no oftener

Arguments = ParamSpec("Arguments")
View = Callable[..., HttpResponse]


class PublicRequest(HttpRequest):
    """What a view behind `public_page` is handed."""

    county: County
    site: Site  # type: ignore[assignment]  # django-stubs means django.contrib.sites, which we do not use
    htmx: HtmxDetails


class StaffRequest(HttpRequest):
    """What a view behind `staff_page` is handed."""

    user: User
    county: County
    site: Site  # type: ignore[assignment]
    staff: Staff
    desk: Desk
    has_other_desks: bool  # the menu offers to change only then
    htmx: HtmxDetails


class Gated(Protocol):
    """A view that wears a gate; the test of gates reads its name."""

    gate: str


def public_page(view: Callable[Concatenate[PublicRequest, Arguments], HttpResponse]) -> View:
    """Let anyone in, where a county answers to the host."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        if getattr(request, "county", None) is None:
            raise Http404(_("这个域名下没有开通政务公开站点"))
        return view(cast(PublicRequest, request), *args, **kwargs)

    return _marked(gated, "public", inner=view)


def staff_page(
    *permissions: Permission, any_of: Collection[Permission] = ()
) -> Callable[[Callable[Concatenate[StaffRequest, ...], HttpResponse]], View]:
    """Let in who is signed in and holds, at the chosen body, every permission named (and one of `any_of`)."""

    def gate(view: Callable[Concatenate[StaffRequest, ...], HttpResponse]) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            _stay_signed_in(request)
            if not sit_down(request):
                return render(request, "organisations/no_post.html", status=403)
            staff_request = cast(StaffRequest, request)
            _check(staff_request.staff, permissions, any_of)
            response = view(staff_request, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        return _marked(gated, "staff", inner=view)

    return gate


def sit_down(request: HttpRequest) -> bool:
    """Work out the signed-in person's desk and note it on the request; False if she holds no post today."""
    user = cast(User, request.user)
    desks = queries.desks_of(user, on=clock.today())
    if not desks:
        return False
    chosen = request.session.get(CHOSEN_BODY)
    staff = next((desk for desk in desks if desk.body.pk == chosen), desks[0])
    seated = cast(StaffRequest, request)
    seated.staff, seated.county = staff, staff.county
    seated.site = queries.site_of(staff.county)
    seated.has_other_desks = len(desks) > 1
    seated.desk = Desk(
        officer=user.display_name,
        body=staff.body.short_name,
        posts=tuple(str(presenters.ROLES[role]) for role in Role if role in staff.roles),
        roles=frozenset(str(role) for role in staff.roles),
    )
    return True


def _stay_signed_in(request: HttpRequest) -> None:
    """Count the session's half hour from the last page, not from the signing in."""
    signed_in = cast(User, request.user).last_login
    seen = request.session.get(LAST_SEEN) or (signed_in.timestamp() if signed_in else 0)
    now = int(timezone.now().timestamp())
    if now - seen >= SEEN_EVERY:
        request.session[LAST_SEEN] = now


def _check(staff: Staff, permissions: Collection[Permission], any_of: Collection[Permission]) -> None:
    for permission in permissions:
        if permission not in staff.permissions:
            raise NotPermitted(permission)
    if any_of and staff.permissions.isdisjoint(any_of):
        raise NotPermitted(next(iter(any_of)))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page; htmx must load it as a page, not into the part it asked for."""
    if getattr(request, "htmx", None):
        came_from = request.htmx.current_url_abs_path or request.get_full_path()  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(redirect_to_login(came_from, reverse("account_login")).url)
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


def _marked(gated: View, gate: str, *, inner: View) -> View:
    if hasattr(inner, "gate"):
        raise TypeError(f"{inner.__qualname__} wears a gate already")
    cast(Gated, gated).gate = gate
    return gated
