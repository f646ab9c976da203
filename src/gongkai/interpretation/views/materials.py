"""The lines of a plan: added, changed, written, ticked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.interpretation import actions, forms
from gongkai.interpretation.presenters.plans import explain
from gongkai.interpretation.queries.plan_page import plan_page
from gongkai.interpretation.views.acting import REFUSED, pressed, sent
from gongkai.interpretation.views.fetching import material_of, policy_of
from gongkai.interpretation.views.plans import PLAN, context
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions as publishing


@staff_page(Permission.DRAFT)
@require_POST
def add(request: StaffRequest, public_id: str) -> HttpResponse:
    """Add a line."""
    policy = policy_of(request, public_id)
    form = forms.MaterialFacts(request.POST)
    if sent(form, lambda facts: actions.add_material(policy_id=policy.pk, by=request.user, at=clock.now(), **facts)):
        messages.success(request, _("已列入方案"))
        return redirect("interpretation_workbench:plan", public_id)
    return render(request, PLAN, context(request, policy, material_form=form), status=422)


@staff_page(Permission.DRAFT)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, public_id: str, pk: int) -> HttpResponse:
    """Change a line, or tie an interpretation to it that is there already."""
    material = material_of(request, public_id, pk)
    form = forms.MaterialFacts(request.POST) if request.method == "POST" else forms.MaterialFacts.of(material)
    if form.is_bound and sent(
        form, lambda facts: actions.change_material(material_id=pk, by=request.user, at=clock.now(), **facts)
    ):
        messages.success(request, _("已保存"))
        return redirect("interpretation_workbench:plan", public_id)
    shown = {
        "policy": material.plan.policy,
        "material": material,
        "form": form,
        "tie_form": _tie_form(request, public_id),
    }
    status = 422 if form.is_bound else 200
    return render(request, "interpretation/workbench/material.html", shown, status=status)


@staff_page(Permission.DRAFT)
@require_POST
def remove(request: StaffRequest, public_id: str, pk: int) -> HttpResponse:
    """Take a line out."""
    material = material_of(request, public_id, pk)
    pressed(
        request,
        lambda: actions.remove_material(material_id=material.pk, by=request.user, at=clock.now()),
        done=_("已从方案中去掉"),
    )
    return redirect("interpretation_workbench:plan", public_id)


@staff_page(Permission.DRAFT)
@require_POST
def start(request: StaffRequest, public_id: str, pk: int) -> HttpResponse:
    """Begin the draft of a line, or go on with the one begun."""
    material = material_of(request, public_id, pk)
    try:
        draft = actions.start_material(material_id=material.pk, by=request.user, at=clock.now())
    except REFUSED as refused:
        messages.error(request, explain(refused))
        return redirect("interpretation_workbench:plan", public_id)
    return redirect("publishing_workbench:edit", draft.public_id)


@staff_page(Permission.DRAFT)
@require_POST
def tie(request: StaffRequest, public_id: str, pk: int) -> HttpResponse:
    """Say which interpretation, written already, a line is."""
    material = material_of(request, public_id, pk)
    form = _tie_form(request, public_id)
    if sent(
        form,
        lambda facts: actions.tie_material(material_id=material.pk, by=request.user, at=clock.now(), **facts),
    ):
        messages.success(request, _("已列入方案"))
    else:
        messages.error(request, _("请选择这份文件的一件解读稿"))
    return redirect("interpretation_workbench:plan", public_id)


@staff_page(Permission.DRAFT)
@require_POST
def tick(request: StaffRequest, public_id: str, pk: int) -> HttpResponse:
    """Tick an element of the content by hand, or leave it to the text again."""
    material = material_of(request, public_id, pk)
    form = forms.ElementTick(request.POST)
    piece = material.information
    if piece is not None and form.is_valid():
        try:
            publishing.tick(information_id=piece.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except REFUSED as refused:
            messages.error(request, explain(refused))
    return redirect("interpretation_workbench:plan", public_id)


def _tie_form(request: StaffRequest, public_id: str) -> forms.Tied:
    loose = plan_page(policy_of(request, public_id), on=clock.today()).loose
    return forms.Tied(request.POST if "information_id" in request.POST else None, loose=loose)
