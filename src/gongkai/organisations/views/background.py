"""An officer's long work: one piece of it as it goes on, and what she asked for lately."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from gongkai.kernel import clock
from gongkai.kernel.background import State
from gongkai.kernel.models import BackgroundWork
from gongkai.organisations import background_presenters as presenters
from gongkai.organisations.access import StaffRequest, staff_page

SHOWN = 50
PAGE = "organisations/workbench/work.html"


def _own(request: StaffRequest, pk: int) -> BackgroundWork:
    own = BackgroundWork.objects.asked_by(request.user.pk).filter(county_id=request.county.pk)
    found: BackgroundWork = get_object_or_404(own, pk=pk)
    return found


@staff_page()
@require_safe
@vary_on_headers("HX-Request")
def work(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it is. While she watches, the page asks again; at the end it leads her to the result."""
    seen = presenters.seen(_own(request, pk), at=clock.now())
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    context = {"work": seen, "leads_on": is_part and seen.is_over}
    return render(request, f"{PAGE}#state" if is_part else PAGE, context)


@staff_page()
@require_safe
def result(request: StaffRequest, pk: int) -> HttpResponse:
    """On to the page that the work was for, with its sentence. An answer to a poll could not lead there: the next
    poll waits in line already, and the sentence would stand twice."""
    found = _own(request, pk)
    if not found.is_over:
        return redirect("organisations_workbench:work", pk)
    seen = presenters.seen(found, at=clock.now())
    messages.add_message(request, presenters.LEVELS[State(found.state)], seen.sentence)
    return HttpResponseClientRedirect(seen.url) if request.htmx else redirect(seen.url)


@staff_page()
@require_safe
def works(request: StaffRequest) -> HttpResponse:
    """What she asked for lately, newest first."""
    own = BackgroundWork.objects.asked_by(request.user.pk).filter(county_id=request.county.pk)
    at = clock.now()
    shown = [presenters.seen(found, at=at) for found in own.order_by("-id")[:SHOWN]]
    return render(request, "organisations/workbench/works.html", {"works": shown})
