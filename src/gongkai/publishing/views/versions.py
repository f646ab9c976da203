"""The versions of a piece at the desk: the list, one of them, two beside each other, going back to one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import (
    actions,
    difference_presenters,
    policies,
    presenters,
    queries,
    version_forms,
    version_presenters,
)
from gongkai.publishing.models import Information, Version
from gongkai.publishing.queries.comparing import baselines, compared, difference_since
from gongkai.publishing.queries.history import page_then
from gongkai.publishing.queries.public import page_of
from gongkai.publishing.queries.snapshots import snapshot_of
from gongkai.publishing.queries.versions import last_serial, version_of, versions_of
from gongkai.publishing.rules import snapshots
from gongkai.publishing.rules.states import PublishingRefused, State
from gongkai.publishing.views.fetching import piece_of
from gongkai.publishing.views.portal import page_context

LIST, ONE, TWO, GUARDED = (
    f"publishing/workbench/{name}.html" for name in ("versions", "version", "compare_versions", "guarded_version")
)


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def versions(request: StaffRequest, public_id: str) -> HttpResponse:
    """Everything that was ever saved, newest first."""
    piece = piece_of(request, public_id)
    page = versions_of(piece, after=request.GET.get("after"))
    form = version_forms.Comparison(initial={"old": max(page.last - 1, 1), "new": page.last})
    context = _about(request, piece) | {"page": page, "lines": version_presenters.lines(page.rows), "form": form}
    return render(request, LIST, context)


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def version(request: StaffRequest, public_id: str, serial: int) -> HttpResponse:
    """A piece as it was, and what would change if it became the draft again."""
    piece = piece_of(request, public_id)
    found = _version(piece, serial)
    if not policies.may_read_version(request.user, found, on=clock.today()):
        return render(request, GUARDED, _about(request, piece), status=403)
    return render(request, ONE, _one(request, piece, found))


@staff_page(Permission.SEE_DRAFTS)
@require_safe
def compare(request: StaffRequest, public_id: str) -> HttpResponse:
    """Two versions beside each other: those asked for, else the newest and the one before."""
    piece = piece_of(request, public_id)
    form = version_forms.Comparison(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    new = said.get("new") or last_serial(piece)
    old = said.get("old") or max(new - 1, 1)
    both = [version for version in (version_of(piece, old), version_of(piece, new)) if version is not None]
    if not all(policies.may_read_version(request.user, version, on=clock.today()) for version in both):
        return render(request, GUARDED, _about(request, piece), status=403)
    shown = version_forms.Comparison(initial={"old": old, "new": new})
    context = _about(request, piece) | {"form": shown, "old": old, "new": new} | _both(piece, old, new)
    return render(request, TWO, context)


@staff_page(Permission.DRAFT)
@require_POST
def restore(request: StaffRequest, public_id: str, serial: int) -> HttpResponse:
    """Make a version the draft again. What stands there now is kept as a version of its own."""
    piece = piece_of(request, public_id)
    _version(piece, serial)
    form = version_forms.Restoring(request.POST)
    revision = form.cleaned_data["revision"] if form.is_valid() else -1
    try:
        actions.restore_version(
            information_id=piece.pk, serial=serial, revision=revision, by=request.user, at=clock.now()
        )
    except PublishingRefused as refused:
        messages.error(request, _("没有恢复：%(why)s") % {"why": presenters.explain(refused)})
        return redirect("publishing_workbench:version", public_id, serial)
    messages.success(
        request, _("已恢复第 %(serial)s 次保存的内容。恢复前的也留着，可以再换回去。") % {"serial": serial}
    )
    return redirect("publishing_workbench:edit", public_id)


@staff_page(any_of=(Permission.SIGN_OFF, Permission.MANAGE_DUTIES))
@require_http_methods(["POST"])
def hide(request: StaffRequest, public_id: str, serial: int) -> HttpResponse:
    """Take an earlier published version out of the public's history."""
    piece = piece_of(request, public_id)
    found = _version(piece, serial)
    if found.number is None:
        raise Http404(_("这一版没有公开过"))
    form = version_forms.Hiding(request.POST)
    if form.is_valid():
        try:
            actions.hide_version(
                information_id=piece.pk, number=found.number, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except PublishingRefused as refused:
            form.add_error(None, presenters.explain(refused))
        else:
            messages.success(request, _("公开第 %(number)s 版已隐去，公众不再看得到") % {"number": found.number})
            return redirect("publishing_workbench:versions", public_id)
    return render(request, ONE, _one(request, piece, found) | {"hiding": form}, status=422)


def since(request: StaffRequest, piece: Information) -> dict[str, object]:
    """What the reviewer's screen says of what changed: against the baseline asked for, else the nearest."""
    found = baselines(piece, request.user)
    if not found:
        return {}
    asked = request.GET.get("since")
    baseline = next((each for each in found if each.since == asked), found[0])
    tabs = [(str(each.since), version_presenters.SINCE[each.since], f"?since={each.since}#changes") for each in found]
    return {
        "since": {
            "current": str(baseline.since),
            "tabs": [(*tab, None) for tab in tabs],
            "old_head": version_presenters.baseline_words(baseline),
            "difference": difference_presenters.shown(difference_since(piece, baseline)),
        }
    }


def _about(request: StaffRequest, piece: Information) -> dict[str, object]:
    may_write = piece.state == State.DRAFT and policies.may_write(request.user, piece, on=clock.today())
    return {"piece": piece, "state": queries.shown_state(piece), "may_restore": may_write}


def _one(request: StaffRequest, piece: Information, found: Version) -> dict[str, object]:
    then = page_then(piece, page_of(piece, on=clock.today()), found)
    told = compared(snapshot_of(piece), snapshots.unpack(found.snapshot), county_id=piece.county_id)
    is_last_public = not piece.versions.filter(number__gt=found.number or 0).exists()
    may_hide = (
        found.is_public
        and not is_last_public
        and "withdraw" in policies.moves_for(request.user, piece, on=clock.today())
    )
    context = page_context(request, then.page) | _about(request, piece)  # type: ignore[arg-type]
    return context | {
        "version": found,
        "reason": Version.Reason(found.reason).label,
        "validity": "",
        "gone": then.gone,
        "difference": difference_presenters.shown(told),
        "hiding": version_forms.Hiding() if may_hide else None,
    }


def _both(piece: Information, old: int, new: int) -> dict[str, object]:
    """Both versions and what changed between them; `missing` is the number that no version has."""
    found = {serial: version_of(piece, serial) for serial in (old, new)}
    before, after = found[old], found[new]
    if before is None or after is None:
        return {"missing": old if before is None else new}
    states = (snapshots.unpack(before.snapshot), snapshots.unpack(after.snapshot))
    told = compared(*states, county_id=piece.county_id)
    return {"before": before, "after": after, "difference": difference_presenters.shown(told)}


def _version(piece: Information, serial: int) -> Version:
    found = version_of(piece, serial)
    if found is None:
        raise Http404(_("没有这一次保存"))
    return found
