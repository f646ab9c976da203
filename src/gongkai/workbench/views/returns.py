"""Period returns: one signature closes all that remains of a period, in a list that can be unticked."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gongkai.duties import actions
from gongkai.duties import queries as duties
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.workbench import desk_presenters, presenters
from gongkai.workbench.forms import PeriodList
from gongkai.workbench.queries import returns
from gongkai.workbench.views.acting import act, clerk, own_body_or_404, status


@clerk
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The periods that wait for a signature, and the latest signatures."""
    waiting = desk_presenters.periods(returns.periods(request.staff, on=clock.today()))
    context = {
        "nil": [period for period in waiting if period.kind == returns.NIL],
        "standing": [period for period in waiting if period.kind == returns.STILL_VALID],
        "signed": [(line, presenters.period_text(line.period)) for line in returns.signed(request.staff)],
    }
    return render(request, "workbench/returns.html", context)


@clerk
def sign(request: StaffRequest, body: str, kind: str, period: str) -> HttpResponse:
    """The list of one period, all ticked, and the signature under it."""
    found, on = own_body_or_404(request, body), clock.today()
    if kind not in (returns.NIL, returns.STILL_VALID):
        raise Http404
    lines = duties.signable_duties(found, kind=kind, period=period, on=on)
    form = PeriodList(request.POST if request.method == "POST" else None, lines=lines)
    signed = act(
        form,
        lambda given: actions.sign_period(
            body=found, kind=kind, period=period, duty_ids=given["duties"], by=request.user, at=clock.now()
        ),
    )
    if signed is not None:
        return _signed(request, len(form.cleaned_data["duties"]))
    if not lines and not form.is_bound:
        messages.info(request, _("这一期没有要签的了。"))
        return redirect("workbench:returns")
    context = {
        "form": form,
        **desk_presenters.period_list(found, lines, kind=kind, period=period, ticked=form.ticked()),
    }
    return render(request, "workbench/sign.html", context, status=status(form))


def _signed(request: StaffRequest, number: int) -> HttpResponse:
    messages.success(request, ngettext("已签字，办结%(n)s项。", "已签字，办结%(n)s项。", number) % {"n": number})
    return redirect("workbench:returns")
