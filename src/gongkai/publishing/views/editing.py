"""The editor: a draft beside its row, saved while one types; and two people's texts beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, editor_presenters, forms, policies, presenters
from gongkai.publishing.models import Information
from gongkai.publishing.queries.templates import templates_for
from gongkai.publishing.queries.written import clash_of
from gongkai.publishing.rules import merging
from gongkai.publishing.rules.merging import Pick
from gongkai.publishing.rules.states import PublishingRefused, Refusal, State
from gongkai.publishing.views.fetching import piece_of
from gongkai.publishing.views.writing import BESIDE, beside

EDITOR, CLASH = "publishing/workbench/editor.html", "publishing/workbench/clash.html"
# Somebody else was here meanwhile: both texts are shown, none is lost.
CLASHES = frozenset({Refusal.STALE_REVISION, Refusal.NOT_A_DRAFT})
REVISION = "Gongkai-Revision"  # what the script names in its next save
PICK = "pick-"
METADATA = (
    "kind",
    "document_number",
    "topic",
    "content_source",
    "written_on",
    "effective_on",
    "expires_on",
    "validity",
    "interprets_id",
    "registration_number",
    "filing_number",
    "summary",
    "title_en",
)
WITHHELD = ("ground", "ground_note", "reassess_on")
LIST = ("list_profile", "publicity_days", "totals")


@staff_page(Permission.SEE_DRAFTS)
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: str) -> HttpResponse:
    """The editor. A post saves, and submits if that button was pressed."""
    piece = piece_of(request, public_id)
    if request.method == "GET":
        if piece.state != State.DRAFT or not policies.may_write(request.user, piece, on=clock.today()):
            return redirect("publishing_workbench:review", public_id)
        return _editor(request, piece, forms.Draft.of(piece, on=clock.today()))
    return saved(request, piece)


@staff_page(Permission.DRAFT)
@require_POST
def save(request: StaffRequest, public_id: str) -> HttpResponse:
    """Save while one types; answer with the checklist as it stands. A stale save changes nothing and says so."""
    piece = piece_of(request, public_id)
    form = forms.Draft(request.POST, piece=piece)
    if not form.is_valid():
        return render(request, BESIDE, beside(request, piece) | {"errors": form.errors}, status=422)
    try:
        _save(request, piece, form.changes())
    except PublishingRefused as refused:
        is_stale = refused.refusal in CLASHES
        told = {"refused": presenters.explain(refused), "is_stale": is_stale}
        return render(request, BESIDE, beside(request, piece) | told, status=409 if is_stale else 422)
    fresh = piece_of(request, public_id)
    response = render(request, BESIDE, beside(request, fresh) | {"revision": fresh.revision})
    response[REVISION] = str(fresh.revision)
    return response


@staff_page(Permission.DRAFT)
@require_POST
def reconcile(request: StaffRequest, public_id: str) -> HttpResponse:
    """Settle two texts: put together, one of them, or both kept."""
    piece = piece_of(request, public_id)
    form, chosen = forms.Draft(request.POST, piece=piece), forms.Reconciliation(request.POST)
    if not form.is_valid() or not chosen.is_valid():
        return _editor(request, piece, form)
    choice = chosen.cleaned_data["choice"]
    if choice == "theirs":
        return _back(piece)
    if choice == "keep_both":
        return _keep_both(request, piece, form)
    if chosen.cleaned_data["against"] != piece.revision:
        return _both(request, piece, form)
    said = _merged(request, piece, form) if choice == "merge" else form.changes()
    try:
        _save(request, piece, said | {"revision": piece.revision})
    except PublishingRefused as refused:
        return _refused(request, piece, form, refused)
    messages.success(request, _("已合并保存") if choice == "merge" else _("已按您这份保存"))
    return _back(piece)


def saved(request: StaffRequest, piece: Information, *, below: str = "") -> HttpResponse:
    """Save what was posted, with a text put below it, and go on; a page that keeps everything where that cannot be."""
    form = forms.Draft(request.POST, piece=piece)
    if not form.is_valid():
        return _editor(request, piece, form)
    said = form.changes()
    if below:
        said["html"] = said.get("html", "") + below
    try:
        _save(request, piece, said)
    except PublishingRefused as refused:
        return _refused(request, piece, form, refused)
    return _after_saving(request, piece)


def _save(request: StaffRequest, piece: Information, said: Mapping[str, Any]) -> None:
    actions.save_draft(information_id=piece.pk, by=request.user, at=clock.now(), **said)


def _refused(request: StaffRequest, piece: Information, form: forms.Draft, refused: PublishingRefused) -> HttpResponse:
    """Both texts where somebody else was here meanwhile; else the editor with the reason."""
    if refused.refusal in CLASHES:
        return _both(request, piece_of(request, piece.public_id), form)
    form.add_error(None, presenters.explain(refused))
    return _editor(request, piece, form)


def _after_saving(request: StaffRequest, piece: Information) -> HttpResponse:
    if "submit" not in request.POST:
        messages.success(request, _("已保存"))
        return _back(piece)
    try:
        plea = forms.Plea(request.POST)
        said = plea.cleaned_data["plea"] if plea.is_valid() else ""
        actions.submit(information_id=piece.pk, by=request.user, at=clock.now(), plea=said)
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
        return _back(piece)
    messages.success(request, _("已送审。签发前可以撤回修改。"))
    return redirect("publishing_workbench:review", piece.public_id)


def _back(piece: Information) -> HttpResponse:
    """To the editor; the script is told that the server holds everything, so that it lets its own copy go."""
    return redirect(f"{reverse('publishing_workbench:edit', args=[piece.public_id])}?kept=1")


def _both(request: StaffRequest, piece: Information, form: forms.Draft) -> HttpResponse:
    """Both texts beside each other, and the choices. Everything that was typed goes along in the page."""
    said = form.changes()
    clash = clash_of(piece, said, revision=said["revision"])
    context = {
        "piece": piece,
        "clash": clash,
        "is_draft": piece.state == State.DRAFT,
        "rows": editor_presenters.part_rows(clash),
        "fields": editor_presenters.field_rows(clash, form),
        "kept": [form[name].as_hidden() for name in form.fields if name in form.data],
    }
    return render(request, CLASH, context, status=409)


def _keep_both(request: StaffRequest, piece: Information, form: forms.Draft) -> HttpResponse:
    said = {name: value for name, value in form.changes().items() if name != "revision"}
    try:
        second = actions.keep_second_draft(information_id=piece.pk, by=request.user, at=clock.now(), **said)
    except PublishingRefused as refused:
        return _refused(request, piece, form, refused)
    messages.success(request, _("两份都留下了。这是您的那一份，另存为一份草稿。"))
    return _back(second)


def _merged(request: StaffRequest, piece: Information, form: forms.Draft) -> dict[str, Any]:
    said = form.changes()
    clash = clash_of(piece, said, revision=said["revision"])
    picks = _picks(request.POST)
    settled = {field.name: field.settled(picks.get(field.name, Pick.MINE)) for field in clash.fields}
    places = {number: picks[str(number)] for number in range(len(clash.parts)) if str(number) in picks}
    return settled | {"html": merging.text_of(clash.parts, places)}


def _picks(data: Mapping[str, str]) -> dict[str, Pick]:
    return {
        name.removeprefix(PICK): Pick(said)
        for name, said in data.items()
        if name.startswith(PICK) and said in frozenset(Pick)
    }


def _editor(request: StaffRequest, piece: Information, form: forms.Draft) -> HttpResponse:
    context = beside(request, piece) | {
        "form": form,
        "toolbar": editor_presenters.TOOLBAR,
        "metadata": [form[name] for name in METADATA],
        "withheld": [form[name] for name in WITHHELD],
        "list_fields": [form[name] for name in LIST],
        "templates": templates_for(piece),
        "has_skeleton": bool(piece.row.content),
        "picture_url": reverse("publishing_workbench:picture", args=[piece.public_id]),
    }
    return render(request, EDITOR, context, status=422 if form.errors else 200)
