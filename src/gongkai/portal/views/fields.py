"""Fields, the living catalogue of one field, and a matter."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal import presenters
from gongkai.portal.forms import RowFilters
from gongkai.portal.queries import pages
from gongkai.portal.queries.states import tally_of
from gongkai.standards.models import Field
from gongkai.ui.chrome import ColumnMeta
from gongkai.ui.languages import either

DOWNLOADS = (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"))


@public_page
@require_safe
def index(request: PublicRequest) -> HttpResponse:
    """All fields, each with how much of it is disclosed."""
    cards = pages.field_cards(request.county, on=clock.today())
    context = {
        "fields": [
            {
                "slug": card.field.slug,
                "label": presenters.field_label(card.field),
                "summary": either(card.field.summary, card.field.summary_en),
                "tally": card.tally,
            }
            for card in cards
        ],
        "tally": tally_of(state for card in cards for state in card.states),
        "column_meta": _column(_("公开领域")),
    }
    return render(request, "portal/fields.html", context)


@public_page
@require_safe
def field(request: PublicRequest, slug: str) -> HttpResponse:
    """The living catalogue: every row with its state, as our county decided or beside the ministry's words."""
    shown = get_object_or_404(Field, slug=slug)
    filters = RowFilters(request.GET, county=request.county)
    chosen = filters.chosen()
    page = pages.field_page(request.county, shown, on=clock.today(), chosen=chosen)
    face = filters.face()
    label = presenters.field_label(shown)
    context: dict[str, Any] = {
        "page": {
            "field": {
                "slug": slug,
                "label": label,
                "summary": either(shown.summary, shown.summary_en),
            },
            "rule": presenters.overdue_rule(page.overdue_from, on=clock.today()),
            "tally": page.tally,
            "groups": presenters.groups(page.rows, with_difference=face == "both"),
            "filters": {"state": chosen.state, "face": face},
        },
        "form": filters,
        "faces": filters.faces(request),
        "state_base": filters.state_base(request),
        "downloads": DOWNLOADS,
        "trail": [(_("公开领域"), reverse("portal:fields"))],
        "column_meta": _column(label),
    }
    return render(request, "portal/field.html", context)


@public_page
@require_safe
def matter(request: PublicRequest, number: int) -> HttpResponse:
    """A matter with everything published under it; `?part=elements` gives its eight elements alone."""
    cursor = request.GET.get("after", "")
    page = pages.matter_page(request.county, number, on=clock.today(), cursor=cursor)
    if page is None:
        raise Http404(_("目录中没有这一事项"))
    row = presenters.row_view(page.shown, with_difference=True)
    if request.GET.get("part") == "elements":
        return render(request, "portal/partials/elements.html", {"row": row})
    field = get_object_or_404(Field, pk=page.shown.row.field_id)
    context: dict[str, Any] = {
        "page": {
            "row": row,
            "rule": presenters.overdue_rule(page.overdue_from, on=clock.today()),
            "information": page.information,
            "items": presenters.information_links(page.information.rows),
            "difference": row.difference,
            "history": [presenters.history_step(step) for step in page.history],
        },
        "trail": [
            (_("公开领域"), reverse("portal:fields")),
            (presenters.field_label(field), reverse("portal:field", args=[field.slug])),
        ],
        "column_meta": _column(row.label),
    }
    return render(request, "portal/matter.html", context)


def _column(name: str) -> ColumnMeta:
    return ColumnMeta(name, name, f"{name},{_('政务公开')}", _("信息公开目录"))
