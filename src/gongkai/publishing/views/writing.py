"""Writing at the desk: the list of drafts, the editor beside its row, saving while one types."""

from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.models import Body
from gongkai.organisations.policies import visible_bodies
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, additions, forms, policies, presenters, queries, review_presenters
from gongkai.publishing.models import Information
from gongkai.publishing.queries.kept import count_due
from gongkai.publishing.queries.kept_files import count_kept
from gongkai.publishing.queries.links import count_dead
from gongkai.publishing.queries.public import page_of
from gongkai.publishing.queries.review import notes_of
from gongkai.publishing.queries.spotted import count_spotted
from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.states import PublishingRefused, State
from gongkai.publishing.views.fetching import piece_of
from gongkai.publishing.views.portal import page_context
from gongkai.workdays.presenters import working_text

EDITOR, BESIDE = "publishing/workbench/editor.html", "publishing/workbench/beside.html"

WIDTHS = {"": gettext_lazy("电脑"), "phone": gettext_lazy("手机")}
TABS = {
    "": gettext_lazy("未公开"),
    str(State.DRAFT): gettext_lazy("草稿"),
    queries.IN_REVIEW: gettext_lazy("审核中"),
    str(State.SCHEDULED): gettext_lazy("定时发布"),
    str(State.PUBLISHED): gettext_lazy("已公开"),
    str(State.KEPT): gettext_lazy("不主动公开"),
}


@staff_page(Permission.SEE_DRAFTS)
@require_GET
def drafts(request: StaffRequest) -> HttpResponse:
    """What is being written at this desk, and what was published lately."""
    asked = request.GET.get("state", "")
    state = asked if asked in TABS else ""
    page = queries.drafts(request.staff, state=state, after=request.GET.get("after"))
    items = [(code, label, f"?state={code}" if code else "?", None) for code, label in TABS.items()]
    later = count_spotted(request.staff) + count_dead(request.staff)
    due = count_due(request.staff, on=clock.today())
    context = {"page": page, "tabs": items, "current": state, "found_later": later, "to_reassess": due}
    return render(request, "publishing/workbench/drafts.html", context)


@staff_page(Permission.DRAFT)
@require_POST
def start(request: StaffRequest) -> HttpResponse:
    """Begin a piece for a duty or a matter, or go on with the one begun for that duty."""
    form = forms.Start(request.POST)
    if not form.is_valid():
        raise Http404(_("没有这个事项"))
    body = _chosen_body(request, form.cleaned_data["body_id"])
    try:
        draft = actions.start_draft(
            body=body,
            matter_id=form.cleaned_data["matter_id"],
            duty_id=form.cleaned_data["duty_id"],
            by=request.user,
            at=clock.now(),
        )
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
        return redirect("publishing_workbench:drafts")
    return redirect("publishing_workbench:edit", draft.public_id)


@staff_page(Permission.DRAFT)
@require_POST
def tick(request: StaffRequest, public_id: str) -> HttpResponse:
    """Tick an element by hand, untick it, or leave it to the text again."""
    piece = piece_of(request, public_id)
    form = forms.Tick(request.POST)
    if form.is_valid():
        try:
            actions.tick(information_id=piece.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except PublishingRefused as refused:
            messages.error(request, presenters.explain(refused))
    if request.htmx:
        return render(request, BESIDE, beside(request, piece_of(request, public_id)))
    return redirect("publishing_workbench:edit", public_id)


@staff_page(Permission.SEE_DRAFTS)
@require_GET
def preview(request: StaffRequest, public_id: str) -> HttpResponse:
    """The piece as the public will see it, on a wide screen or a narrow one."""
    piece = piece_of(request, public_id)
    asked = request.GET.get("width", "")
    widths = [(code, label, f"?width={code}" if code else "?", None) for code, label in WIDTHS.items()]
    context = {"piece": piece, "title": piece.title, "widths": widths, "width": asked if asked in WIDTHS else ""}
    return render(request, "publishing/workbench/preview.html", context)


@staff_page(Permission.SEE_DRAFTS)  # type: ignore[arg-type]  # the decorators of others know plain requests only
@require_GET
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def preview_page(request: StaffRequest, public_id: str) -> HttpResponse:
    """The reader's page of a piece that is not public yet; our own preview shows it in a frame."""
    piece = piece_of(request, public_id)
    context = page_context(request, page_of(piece, on=clock.today()))  # type: ignore[arg-type]
    return render(request, "publishing/workbench/preview_page.html", context | {"piece": piece})


@staff_page(Permission.DRAFT)
@require_POST
def recall(request: StaffRequest, public_id: str) -> HttpResponse:
    """Take a piece back that waits for its signature."""
    piece = piece_of(request, public_id)
    try:
        actions.recall(information_id=piece.pk, by=request.user, at=clock.now())
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
    return redirect("publishing_workbench:edit", public_id)


@staff_page(Permission.DRAFT)
@require_POST
def discard(request: StaffRequest, public_id: str) -> HttpResponse:
    """Throw a draft away."""
    piece = piece_of(request, public_id)
    try:
        actions.discard_draft(information_id=piece.pk, by=request.user, at=clock.now())
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
        return redirect("publishing_workbench:edit", public_id)
    messages.success(request, _("草稿已删除"))
    return redirect("publishing_workbench:drafts")


def _chosen_body(request: StaffRequest, body_id: int | None) -> Body:
    if body_id is None:
        return request.staff.body
    body = visible_bodies(request.staff).filter(pk=body_id).first()
    if body is None:
        raise Http404(_("没有这个机构"))
    found: Body = body
    return found


def beside(request: StaffRequest, piece: Information) -> dict[str, object]:
    on = clock.today()
    view = queries.draft_view(piece, on=on)
    return {
        "piece": piece,
        "state": queries.shown_state(piece),
        "view": view,
        "ticks": [(tick, presenters.tick_state(tick), presenters.tick_note(tick)) for tick in view.ticks],
        "progress": presenters.progress_words(view.done, len(view.ticks)),
        "findings": review_presenters.finding_groups(review_presenters.finding_lines(piece, view.findings)),
        "notes": review_presenters.note_lines(piece, notes_of(piece)),
        "may_mask": any(line.found.check == "personal" for line in view.findings),
        "may_plead": any(line.found.level is Level.BLOCK and not line.is_overridden for line in view.findings),
        "may_let_stand": policies.may_let_stand(request.user, piece, on=on),
        "may_write": policies.may_write(request.user, piece, on=on),
        "working": working_text(view.task.working) if view.task else "",
        "can_tick": piece.state == State.DRAFT and policies.may_write(request.user, piece, on=on),
        "added_at_desk": additions.at(additions.Place.DESK, piece.county, piece.public_id, on=on),
        "kept_files": count_kept(piece),
        "revision": None,
    }
