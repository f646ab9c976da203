"""An officer's long work: one piece of it as it goes on, and what she asked for lately."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from gongkai.kernel import clock
from gongkai.kernel.models import BackgroundWork
from gongkai.organisations import background_presenters as presenters
from gongkai.organisations.access import StaffRequest, staff_page

SHOWN = 50
PAGE = "organisations/workbench/work.html"


@staff_page()
@require_safe
@vary_on_headers("HX-Request")
def work(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it is. While she watches, the page asks again; at the end it leads her to the result."""
    found = get_object_or_404(BackgroundWork.objects.asked_by(request.user.pk), pk=pk, county_id=request.county.pk)
    seen = presenters.seen(found, at=clock.now())
    if seen.is_over and request.htmx and not request.htmx.history_restore_request:
        messages.add_message(request, presenters.LEVELS[found.state], seen.sentence)
        return HttpResponseClientRedirect(seen.url)
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    return render(request, f"{PAGE}#state" if is_part else PAGE, {"work": seen})


@staff_page()
@require_safe
def works(request: StaffRequest) -> HttpResponse:
    """What she asked for lately, newest first."""
    own = BackgroundWork.objects.asked_by(request.user.pk).filter(county_id=request.county.pk)
    at = clock.now()
    shown = [presenters.seen(found, at=at) for found in own.order_by("-id")[:SHOWN]]
    return render(request, "organisations/workbench/works.html", {"works": shown})
