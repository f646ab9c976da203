"""Reading what others wrote: the queue, the piece beside what was found in it, the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, delivery_presenters, forms, presenters, queries, review_presenters
from gongkai.publishing.models import Information
from gongkai.publishing.queries import deliveries
from gongkai.publishing.queries.public import page_of
from gongkai.publishing.queries.review import review_view
from gongkai.publishing.rules.chains import Chain, Stage
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.publishing.views.fetching import piece_of
from gongkai.publishing.views.portal import page_context
from gongkai.publishing.views.versions import since
from gongkai.publishing.views.writing import beside

REVIEW = "publishing/workbench/review.html"
READING = (Permission.REVIEW, Permission.SECRECY_REVIEW, Permission.SIGN_OFF)


@staff_page(any_of=READING)
@require_GET
def queue(request: StaffRequest) -> HttpResponse:
    """What waits for this person: to be cleared, or to be looked at again after an emergency."""
    page = queries.review_queue(request.staff, after=request.GET.get("after"))
    looks = queries.second_looks(request.staff, at=clock.now())
    may_batch = Permission.SIGN_OFF in request.staff.permissions and any(
        row.chain == Chain.ROUTINE for row in page.rows
    )
    context = {"page": page, "second_looks": looks, "may_batch": may_batch, "largest": actions.LARGEST_BATCH}
    return render(request, "publishing/workbench/review_queue.html", context)


@staff_page(Permission.SIGN_OFF)
@require_POST
def batch(request: StaffRequest) -> HttpResponse:
    """Clear and release the ticked routine pieces, each with a record of its own."""
    ids = queries.ids_to_review(request.staff, request.POST.getlist("piece"))
    try:
        outcomes = actions.sign_off_batch(information_ids=list(ids), by=request.user, at=clock.now())
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
        return redirect("publishing_workbench:review_queue")
    done = sum(outcome.refused is None for outcome in outcomes)
    if done:
        said = ngettext("已签发并公开 %(n)s 件", "已签发并公开 %(n)s 件", done)
        messages.success(request, said % {"n": done})
    for outcome in outcomes:
        if outcome.refused is not None:
            told = {"title": ids[outcome.information_id], "why": presenters.explain(outcome.refused)}
            messages.error(request, _("《%(title)s》没有签发：%(why)s") % told)
    if not outcomes:
        messages.error(request, _("请先勾选要签发的信息"))
    return redirect("publishing_workbench:review_queue")


@staff_page(Permission.SEE_DRAFTS)
@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, public_id: str) -> HttpResponse:
    """The piece as the public will see it, beside what was found in it; a post is a verdict."""
    piece = piece_of(request, public_id)
    form = forms.Verdict(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide(piece, form.cleaned_data, request=request)
        except PublishingRefused as refused:
            form.add_error(None, presenters.explain(refused))
        else:
            messages.success(request, str(review_presenters.done_words(form.cleaned_data["move"])))
            return redirect("publishing_workbench:review", public_id)
        piece = piece_of(request, public_id)
    return render(request, REVIEW, screen(request, piece, form), status=422 if form.is_bound else 200)


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


def decide(piece: Information, said: Mapping[str, Any], *, request: StaffRequest) -> None:
    """Do what the verdict says."""
    act = _VERDICTS[said["move"]]
    act({"information_id": piece.pk, "by": request.user, "at": clock.now()}, said)


def screen(request: StaffRequest, piece: Information, form: forms.Verdict) -> dict[str, object]:
    """Everything on the reviewer's screen."""
    on = clock.today()
    shown = page_context(request, page_of(piece, on=on))  # type: ignore[arg-type]
    view = review_view(piece, request.user, on=on)
    note = forms.Note()
    note.fields["place"].widget.choices = review_presenters.place_choices(piece)
    return (
        shown
        | beside(request, piece)
        | since(request, piece)
        | delivery_presenters.beside(deliveries.of_piece(piece))
        | {
            "form": form,
            "note_form": note,
            "review": view,
            "stages": review_presenters.stage_lines(view),
            "points": [(str(point), review_presenters.POINTS[point]) for point in view.points],
            "notes": review_presenters.note_lines(piece, view.notes),
            "chain": review_presenters.chain_words(view.chain) if piece.round else "",
            "verdict": review_presenters.verdict(view),
            "second_look": review_presenters.second_look_words(piece, at=clock.now()),
            "ground": review_presenters.ground_words(piece),
            "publicity": review_presenters.publicity_words(piece),
        }
    )


Arguments = dict[str, Any]
Said = Mapping[str, Any]


def _clears(stage: Stage) -> Callable[[Arguments, Said], object]:
    return lambda named, said: actions.clear(**named, stage=stage, comment=said["comment"], ticked=said["ticked"])


def _schedule(named: Arguments, said: Said) -> object:
    # Without a time there is nothing to wait for: the action refuses a time that is not to come.
    publish_at: datetime = said["publish_at"] or named["at"]
    return actions.schedule(**named, publish_at=publish_at)


def _stay_kept(named: Arguments, said: Said) -> object:
    return actions.stay_kept(**named, reason=said["reason"], reassess_on=said["reassess_on"] or clock.today())


_VERDICTS: Mapping[str, Callable[[Arguments, Said], object]] = {
    **{str(stage): _clears(stage) for stage in Stage if stage is not Stage.SECOND_LOOK},
    str(Stage.SECOND_LOOK): lambda named, said: actions.second_look(**named, comment=said["comment"]),
    "sign_off": lambda named, said: actions.sign_off(**named, comment=said["comment"], ticked=said["ticked"]),
    "sign_off_and_publish": lambda named, said: actions.sign_off_and_publish(
        **named, comment=said["comment"], ticked=said["ticked"]
    ),
    "publish": lambda named, said: actions.release(**named),
    "schedule": _schedule,
    "unschedule": lambda named, said: actions.unschedule(**named),
    "send_back": lambda named, said: actions.send_back(**named, reason=said["reason"]),
    "emergency": lambda named, said: actions.release_in_emergency(**named, reason=said["reason"]),
    "stay_kept": _stay_kept,
    "reopen": lambda named, said: actions.reopen(**named),
}
