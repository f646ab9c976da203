"""What was published before, for everybody: the list of versions, one of them, two beside each other."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.publishing import difference_presenters, version_forms, version_presenters
from gongkai.publishing.models import Information, Version
from gongkai.publishing.queries.history import (
    compared_in_public,
    history_of,
    page_then,
    public_piece,
    published_version,
    readable_numbers,
)
from gongkai.publishing.queries.public import page_of
from gongkai.publishing.rules import paths
from gongkai.publishing.views import tombstones
from gongkai.publishing.views.portal import page_context
from gongkai.ui.chrome import ColumnMeta
from gongkai.ui.languages import either

LIST, ONE, TWO, HIDDEN = (
    f"publishing/portal/{name}.html" for name in ("history", "old_version", "compare_versions", "hidden_version")
)


@public_page
@require_safe
def history(request: PublicRequest, public_id: str) -> HttpResponse:
    """The published versions, newest first, with what changed in each."""
    piece = public_piece(request.county, public_id)
    if piece is None:
        return tombstones.gone_or_404(request, public_id, _("没有这件信息"))
    page = history_of(piece, after=request.GET.get("after"))
    numbers = readable_numbers(piece)
    form = _asked(numbers[1], numbers[0]) if len(numbers) > 1 else None
    context = _about(piece) | {"page": page, "lines": version_presenters.public_lines(page.rows), "form": form}
    return render(request, LIST, context)


@public_page
@require_safe
def version(request: PublicRequest, public_id: str, number: int) -> HttpResponse:
    """A page as it was, marked as such; 410 with the reason where this version had to go."""
    piece = public_piece(request.county, public_id)
    if piece is None:
        return tombstones.gone_or_404(request, public_id, _("没有这件信息"))
    found = _version(piece, number)
    if not found.is_public:
        told = version_presenters.hidden_words(found.hidden_reason)
        return render(request, HIDDEN, _about(piece) | {"number": number, "told": told}, status=410)
    numbers = readable_numbers(piece)
    then = page_then(piece, page_of(piece, on=clock.today()), found)
    context = page_context(request, then.page) | _about(piece)
    context |= {
        "version": found,
        "reason": version_presenters.public_reason(found.reason),
        "validity": "",
        "gone": then.gone,
        "current": numbers[0],
        "is_current": number == numbers[0],
    }
    return render(request, ONE, context)


@public_page
@require_safe
def compare(request: PublicRequest, public_id: str) -> HttpResponse:
    """Two published versions beside each other: those asked for, else the newest and the one before."""
    piece = public_piece(request.county, public_id)
    if piece is None:
        return tombstones.gone_or_404(request, public_id, _("没有这件信息"))
    form = version_forms.PublicComparison(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    numbers = readable_numbers(piece)
    new = said.get("new") or (numbers[0] if numbers else 1)
    old = said.get("old") or next((number for number in numbers if number < new), new)
    context = _about(piece) | {"form": _asked(old, new), "old": old, "new": new}
    if old in numbers and new in numbers:
        before, after = _version(piece, old), _version(piece, new)
        told = difference_presenters.shown(compared_in_public(before, after))
        context |= {"before": before, "after": after, "difference": told}
    return render(request, TWO, context)


def _version(piece: Information, number: int) -> Version:
    found = published_version(piece, number)
    if found is None:
        raise Http404(_("没有这一版"))
    return found


def _asked(old: int, new: int) -> version_forms.PublicComparison:
    return version_forms.PublicComparison(initial={"old": old, "new": new})


def _about(piece: Information) -> dict[str, object]:
    """What all three pages say of the piece: its title of today and the way back to it."""
    field = piece.matter.field
    title = _("历史版本")
    return {
        "column_meta": ColumnMeta(title, f"{title} · {piece.title}", f"{title},{_('更正')}", _("信息公开目录")),
        "piece": piece,
        "now": either(piece.title, piece.title_en),
        "current_url": paths.information(piece.public_id),
        "is_list": bool(piece.list_profile),
        "trail": [
            (either(field.seed_name, field.name_en), paths.field(field.slug)),
            (either(piece.matter.name, piece.matter.name_en), paths.matter(piece.matter.number)),
        ],
    }
