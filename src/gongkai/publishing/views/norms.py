"""Normative documents at the desk: the register, one document, and what happens to its validity."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, norm_desk_presenters, norm_forms, norm_presenters, policies, registers
from gongkai.publishing.actions.filing import FILERS
from gongkai.publishing.actions.validity import KEEPERS
from gongkai.publishing.models import Information
from gongkai.publishing.queries import norms
from gongkai.publishing.rules.states import State
from gongkai.publishing.rules.validity import Act, ValidityRefused
from gongkai.publishing.views.fetching import piece_of

NORM = "publishing/workbench/norm.html"
ENDING = "publishing/workbench/end_norms.html"
MOST_AT_ONCE = 100

_ID = re.compile(r"[\w-]{1,16}").fullmatch
_ENDINGS: dict[Act, Callable[..., object]] = {
    Act.AMEND: actions.amend,
    Act.REPEAL: actions.repeal,
    Act.VOID: actions.declare_void,
}


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def register(request: StaffRequest) -> HttpResponse:
    """The documents of this desk by their state, with those that lapse soon and those that are to be filed."""
    on = clock.today()
    form = norm_forms.NormFilters(request.GET, bodies=norms.desk_bodies(request.staff), states=norms.STATES)
    wanted = form.wanted()
    page = norms.desk_page(request.staff, wanted=wanted, on=on, after=request.GET.get("after"))
    context = {
        "form": form,
        "page": page,
        "rows": norm_desk_presenters.rows(page.rows, on=on),
        "chips": norm_desk_presenters.chips(norms.desk_counts(request.staff, wanted=wanted, on=on), wanted),
        "wanted": wanted,
        "asked": norm_desk_presenters.query(wanted),
        "may_change": not KEEPERS.isdisjoint(request.staff.permissions),
    }
    return render(request, "publishing/workbench/norms.html", context)


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """The same documents as a file."""
    on = clock.today()
    wanted = norm_forms.NormFilters(request.GET, bodies=norms.desk_bodies(request.staff), states=norms.STATES).wanted()
    found = norms.of_desk(request.staff, wanted=wanted, on=on)
    return registers.answer(found, title=_("规范性文件登记表"), name="norms", on=on, form=form)


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def norm(request: StaffRequest, public_id: str) -> HttpResponse:
    """One document: its days and numbers, what happened to it, what may be done."""
    return render(request, NORM, _context(request, _norm(request, public_id)))


@staff_page(any_of=KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: StaffRequest) -> HttpResponse:
    """Put down that documents are amended, repealed or void, by one decision: all of them or none."""
    chosen, missing = _chosen(request)
    if not chosen:
        return render(request, ENDING, {"chosen": chosen}, status=422 if request.method == "POST" else 200)
    if request.method != "POST":
        form = norm_forms.ending_of(request.GET.get("act", ""), county=request.county, on=clock.today())
        return render(request, ENDING, {"form": form, "chosen": chosen})
    form = norm_forms.Ending(request.POST, county=request.county)
    ids = [piece.pk for piece in chosen]
    if missing:  # one that was withdrawn since the page was opened: she chose several by one decision
        form.add_error(None, _("有 %(n)s 件所选的文件已不在登记表里，请核对后再登记") % {"n": missing})
    if not _sent(form, partial(_end, information_ids=ids, by=request.user, at=clock.now())):
        return render(request, ENDING, {"form": form, "chosen": chosen}, status=422)
    done = ngettext("已登记 %(n)s 件文件的有效性变更", "已登记 %(n)s 件文件的有效性变更", len(chosen))
    messages.success(request, done % {"n": len(chosen)})
    if len(chosen) == 1:
        return redirect("publishing_workbench:norm", chosen[0].public_id)
    return redirect("publishing_workbench:norms")


@staff_page(any_of=KEEPERS)
@require_POST
def extend(request: StaffRequest, public_id: str) -> HttpResponse:
    """Give a document more time."""
    piece = _norm(request, public_id)
    form = norm_forms.Extension(request.POST, county=request.county, prefix="extend")
    act = partial(actions.extend, information_id=piece.pk, by=request.user, at=clock.now())
    return _answer(request, piece, form, act, name="extension", done=_("有效期已延长"))


@staff_page(any_of=FILERS)
@require_POST
def note_filing(request: StaffRequest, public_id: str) -> HttpResponse:
    """Put down number and day of a filing."""
    piece = _norm(request, public_id)
    form = norm_forms.Filing(request.POST, prefix="filing")
    act = partial(actions.note_filing, information_id=piece.pk, by=request.user, at=clock.now())
    return _answer(request, piece, form, act, name="filing", done=_("备案已登记"))


@staff_page(any_of=KEEPERS)
@require_POST
def revoke(request: StaffRequest, public_id: str) -> HttpResponse:
    """Take back the change that was put down last."""
    piece = _norm(request, public_id)
    form = norm_forms.Revocation(request.POST, prefix="revoke")
    act = partial(actions.revoke, information_id=piece.pk, by=request.user, at=clock.now())
    return _answer(request, piece, form, act, name="revocation", done=_("已撤销登记，文件恢复为登记前的有效性"))


def _norm(request: StaffRequest, public_id: str) -> Information:
    """A public document of this desk; anything else has no such page."""
    piece = piece_of(request, public_id)
    if piece.state != State.PUBLISHED or piece.kind not in (Information.Kind.NORMATIVE, Information.Kind.POLICY):
        raise Http404(_("这件信息不是已公开的政策文件"))
    return piece


def _chosen(request: StaffRequest) -> tuple[list[Information], int]:
    """The documents that were ticked, of those that this desk sees, and how many of them are not there."""
    said = {name for name in (request.POST if request.method == "POST" else request.GET).getlist("id") if _ID(name)}
    seen = policies.visible(request.staff).public().documents().filter(public_id__in=said)
    chosen = list(seen.select_related("body").newest_first()[:MOST_AT_ONCE])
    return chosen, len(said) - len(chosen)


def _end(*, act: Act, **said: Any) -> object:
    return _ENDINGS[act](**said)


def _sent(form: forms.Form, act: Callable[..., object]) -> bool:
    """Do it if the form is well-formed; False if there is something to show again."""
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except ValidityRefused as refused:
        form.add_error(None, norm_presenters.explain(refused))
        return False
    return True


def _answer(
    request: StaffRequest,
    piece: Information,
    form: forms.Form,
    act: Callable[..., object],
    *,
    name: str,
    done: str,
) -> HttpResponse:
    """Back to the document; what was refused is shown as it was typed."""
    if not _sent(form, act):
        return render(request, NORM, _context(request, piece, **{name: form}), status=422)
    messages.success(request, done)
    return redirect("publishing_workbench:norm", piece.public_id)


def _context(request: StaffRequest, piece: Information, **bound: forms.Form) -> dict[str, Any]:
    on = clock.today()
    page = norms.norm_page(piece, on=on)
    allowed = policies.permissions_over(request.user, piece.body, on=on)
    endings = [(act, norm_desk_presenters.acts_address(page, act)) for act in page.acts if act in _ENDINGS]
    return {
        "piece": piece,
        "page": page,
        "look": norm_desk_presenters.look(page.validity),
        "facts": norm_desk_presenters.facts(page),
        "endings": [(norm_presenters.act_words(act), url) for act, url in endings],
        "may_extend": Act.EXTEND in page.acts,
        "may_change": not KEEPERS.isdisjoint(allowed),
        "may_file": not FILERS.isdisjoint(allowed) and piece.kind == Information.Kind.NORMATIVE,
        "extension": _extension(request, page) if Act.EXTEND in page.acts else None,
        "filing": norm_forms.Filing(
            prefix="filing", initial={"filing_number": piece.filing_number, "filed_on": piece.filed_on or on}
        ),
        "revocation": norm_forms.Revocation(prefix="revoke", initial={"change_id": page.last_change_id}),
        **bound,
    }


def _extension(request: StaffRequest, page: norms.NormPage) -> norm_forms.Extension:
    return norm_forms.Extension(county=request.county, prefix="extend", initial={"expires_on": page.longest})
