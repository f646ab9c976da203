"""Reading what others wrote: the queue, the piece beside its checklist, the signature; taking off what is public."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, forms, policies, presenters, queries
from gongkai.publishing.models import Information
from gongkai.publishing.queries.public import page_of
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.publishing.views.fetching import piece_of
from gongkai.publishing.views.portal import page_context
from gongkai.publishing.views.writing import beside

REVIEW = "publishing/workbench/review.html"
DONE = {
    "sign_off_and_publish": gettext_lazy("已签发并公开"),
    "sign_off": gettext_lazy("已签发"),
    "publish": gettext_lazy("已公开"),
    "send_back": gettext_lazy("已退回起草人"),
}


@staff_page(Permission.SIGN_OFF)
@require_GET
def queue(request: StaffRequest) -> HttpResponse:
    """What waits for this person's signature."""
    page = queries.review_queue(request.staff, after=request.GET.get("after"))
    return render(request, "publishing/workbench/review_queue.html", {"page": page})


@staff_page(Permission.SEE_DRAFTS)
@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, public_id: str) -> HttpResponse:
    """The piece as the public will see it, beside what it was checked against; a post is a verdict."""
    piece = piece_of(request, public_id)
    form = forms.Verdict(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, piece, form)
        except PublishingRefused as refused:
            form.add_error(None, presenters.explain(refused))
        else:
            messages.success(request, DONE[form.cleaned_data["move"]])
            return redirect("publishing_workbench:review", public_id)
        piece = piece_of(request, public_id)
    return render(request, REVIEW, _context(request, piece, form), status=422 if form.is_bound else 200)


@staff_page(any_of=(Permission.SIGN_OFF, Permission.MANAGE_DUTIES))
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, public_id: str) -> HttpResponse:
    """Take a published piece off, with a reason that the public reads."""
    piece = piece_of(request, public_id)
    form = forms.Withdrawal(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(information_id=piece.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except PublishingRefused as refused:
            form.add_error(None, presenters.explain(refused))
        else:
            messages.success(request, _("已撤回。原页面会说明理由，相应的任务已重新打开。"))
            return redirect("publishing_workbench:review", public_id)
    context = {"piece": piece, "form": form}
    return render(request, "publishing/workbench/withdraw.html", context, status=422 if form.is_bound else 200)


def _decide(request: StaffRequest, piece: Information, form: forms.Verdict) -> None:
    at = clock.now()
    match form.cleaned_data["move"]:
        case "send_back":
            actions.send_back(information_id=piece.pk, reason=form.cleaned_data["reason"], by=request.user, at=at)
        case "sign_off_and_publish":
            actions.sign_off_and_publish(information_id=piece.pk, by=request.user, at=at)
        case "sign_off":
            actions.sign_off(information_id=piece.pk, by=request.user, at=at)
        case _:
            actions.publish(information_id=piece.pk, by=request.user, at=at)


def _context(request: StaffRequest, piece: Information, form: forms.Verdict) -> dict[str, object]:
    on = clock.today()
    shown = page_context(request, page_of(piece, on=on))  # type: ignore[arg-type]
    return (
        shown
        | beside(request, piece)
        | {
            "form": form,
            "moves": policies.moves_for(request.user, piece, on=on),
            "is_author": policies.is_author(request.user, piece),
        }
    )
