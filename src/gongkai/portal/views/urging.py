"""催一催: a reader asks for what is due to be published. No account, no name, no script."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.catalogues.queries.public import matter_row
from gongkai.duties import actions
from gongkai.duties.actions import DutyRefused
from gongkai.kernel import clock
from gongkai.kernel.readers import digest_of
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal import presenters


@csrf_exempt  # pages with the button are kept for all readers, so they carry no token; see ADR 0027
@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def urge(request: PublicRequest, number: int) -> HttpResponse:
    """Count it, and lead to the matter, where one can also ask to be told. Who merely visits is led there too."""
    if matter_row(request.county, number, on=clock.today()) is None:
        raise Http404(_("目录中没有这一事项"))
    if request.method == "POST" and _is_foreign(request):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    if request.method == "POST":
        _press(request, number)
    return redirect("portal:matter", number)


def _press(request: PublicRequest, number: int) -> None:
    try:
        pressed = actions.urge(
            county=request.county,
            matter_number=number,
            reader=_digest(request, f"matter:{request.county.pk}:{number}"),
            hour_key=_digest(request, f"day:{clock.today().isoformat()}"),
            by=None,
            at=clock.now(),
        )
    except DutyRefused as refused:
        messages.warning(request, presenters.not_urged(refused.refusal))
    else:
        messages.success(request, _("已转告责任单位。") if pressed else _("您已经催过这一项，责任单位已经看到。"))


def _is_foreign(request: HttpRequest) -> bool:
    """Whether another site made the reader's browser send this."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin", "")
    return origin not in ("", "null") and urlsplit(origin).netloc != request.get_host()


def _digest(request: HttpRequest, purpose: str) -> str:
    """A digest of the reader's address that nobody can turn back, another for each purpose."""
    return digest_of(request, f"portal.urge:{purpose}")
