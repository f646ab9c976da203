"""Deliveries at the desk: the list, one of them, and what a person does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.channels import presenters as channels
from gongkai.channels.rules.states import DeliveryRefused, Refusal
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, delivery_forms, delivery_presenters
from gongkai.publishing.queries import deliveries as queries
from gongkai.publishing.queries.deliveries import Sent
from gongkai.publishing.views.fetching import piece_of

ONE = "publishing/workbench/delivery.html"


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """Where everything went, by state and channel."""
    form = delivery_forms.Filters(
        request.GET, channels=queries.channels(request.staff), states=delivery_presenters.SHOWN_STATES
    )
    wanted = form.wanted()
    page = queries.page(request.staff, wanted=wanted, after=request.GET.get("after"))
    context = {
        "form": form,
        "page": page,
        "rows": delivery_presenters.rows(page.rows),
        "chips": delivery_presenters.chips(queries.counts(request.staff, wanted=wanted), wanted),
        "wanted": wanted,
        "may_set_up": Permission.MANAGE_CATALOGUE in request.staff.permissions,
    }
    return render(request, "publishing/workbench/deliveries.html", context)


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def of_piece(request: StaffRequest, public_id: str) -> HttpResponse:
    """Where one piece went, with all its versions."""
    piece = piece_of(request, public_id)
    found = queries.of_piece(piece)
    context = {"piece": piece, "rows": delivery_presenters.rows(found.rows), "unserved": found.unserved}
    return render(request, "publishing/workbench/piece_deliveries.html", context)


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def delivery(request: StaffRequest, delivery_id: str) -> HttpResponse:
    """One delivery: where it stands, what proves it, what can be done."""
    return render(request, ONE, _context(_sent(request, delivery_id)))


@staff_page(Permission.FULFIL_DUTIES)
@require_POST
def confirm(request: StaffRequest, delivery_id: str) -> HttpResponse:
    """It was put up by a person."""
    return _answer(
        request,
        delivery_id,
        ("confirmation", delivery_forms.Confirmation(request.POST, prefix="confirm")),
        actions.confirm_delivery,
        done=_("已登记，投递完成"),
    )


@staff_page(Permission.FULFIL_DUTIES)
@require_POST
def remove(request: StaffRequest, delivery_id: str) -> HttpResponse:
    """A person took it off."""
    return _answer(
        request,
        delivery_id,
        ("removal", delivery_forms.Removal(request.POST, prefix="remove")),
        actions.confirm_removal,
        done=_("已登记撤下"),
    )


@staff_page(Permission.FULFIL_DUTIES)
@require_POST
def compare(request: StaffRequest, delivery_id: str) -> HttpResponse:
    """Compare what was found there."""
    form = delivery_forms.Comparison(request.POST, prefix="compare")
    return _answer(request, delivery_id, ("comparison", form), actions.compare_delivery, done=_("已比对，结果见下"))


@staff_page(Permission.FULFIL_DUTIES)
@require_POST
def retry(request: StaffRequest, delivery_id: str) -> HttpResponse:
    """Try once more."""
    sent = _sent(request, delivery_id)
    try:
        actions.retry_delivery(public_id=sent.public_id, by=request.user, at=clock.now())
    except DeliveryRefused as refused:
        messages.error(request, channels.explain(refused))
    else:
        messages.success(request, _("已重新投递，稍后刷新看结果"))
    return redirect("publishing_workbench:delivery", sent.public_id)


def _sent(request: StaffRequest, delivery_id: str) -> Sent:
    """A delivery of this desk; as if it were not there for anybody else."""
    sent = queries.one(request.staff, delivery_id)
    if sent is None:
        raise Http404(_("没有这项投递"))
    return sent


def _answer(
    request: StaffRequest,
    delivery_id: str,
    typed: tuple[str, forms.Form],
    act: Callable[..., object],
    *,
    done: str,
) -> HttpResponse:
    """Back to the delivery; what was refused is shown as it was typed."""
    sent = _sent(request, delivery_id)
    name, form = typed
    if form.is_valid():
        try:
            act(public_id=sent.public_id, by=request.user, at=clock.now(), **form.cleaned_data)
        except DeliveryRefused as refused:
            if refused.refusal is Refusal.NOT_OPEN:  # somebody else was quicker: the form is not shown any more
                messages.error(request, channels.explain(refused))
            else:
                form.add_error(None, channels.explain(refused))
        else:
            messages.success(request, done)
        if not form.errors:
            return redirect("publishing_workbench:delivery", sent.public_id)
    return render(request, ONE, _context(sent, **{name: form}), status=422)


def _context(sent: Sent, **bound: forms.Form) -> dict[str, Any]:
    return {
        "sent": sent,
        "row": delivery_presenters.row(sent),
        "facts": delivery_presenters.facts(sent),
        "proofs": delivery_presenters.proofs(queries.proofs(sent.public_id)),
        "confirmation": delivery_forms.Confirmation(prefix="confirm"),
        "removal": delivery_forms.Removal(prefix="remove"),
        "comparison": delivery_forms.Comparison(prefix="compare"),
        **bound,
    }
