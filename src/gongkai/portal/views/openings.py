"""The five openings: decision, execution, management, service, result."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal import presenters
from gongkai.portal.opening_presenters import ABOUT, SLUG_OF, SLUGS, TITLES
from gongkai.portal.queries import openings
from gongkai.portal.queries.openings import StagedRow
from gongkai.ui.chips import Chip
from gongkai.ui.chrome import ColumnMeta


@public_page
@require_safe
def index(request: PublicRequest) -> HttpResponse:
    """The five, with how much of each is disclosed."""
    found = openings.counts(request.county, on=clock.today())
    context = {
        "stages": [
            {"slug": SLUG_OF[one.stage], "title": TITLES[one.stage], "about": ABOUT[one.stage], "count": one}
            for one in found
        ],
        "column_meta": ColumnMeta(
            _("五公开"),
            _("按决策、执行、管理、服务、结果查看公开事项"),
            _("五公开,决策,执行,管理,服务,结果"),
            _("信息公开目录"),
        ),
    }
    return render(request, "portal/stages.html", context)


@public_page
@require_safe
def stage(request: PublicRequest, stage: str) -> HttpResponse:
    """What is opened at one stage, field by field."""
    known = SLUGS.get(stage)
    if known is None:
        raise Http404(_("没有这个环节"))
    page = openings.stage_page(request.county, known, field=request.GET.get("field", ""), on=clock.today())
    title = str(TITLES[known])
    context = {
        "stage": stage,
        "title": title,
        "about": ABOUT[known],
        "chips": [
            Chip(presenters.field_label(field), f"?field={field.slug}", field == page.field, count)
            for field, count in page.fields
        ],
        "field": page.field and presenters.field_label(page.field),
        "rows": [_row(one) for one in page.rows],
        "trail": [(_("五公开"), reverse("portal:stages"))],
        "column_meta": ColumnMeta(title, str(ABOUT[known]), f"{_('五公开')},{title}", _("信息公开目录")),
    }
    return render(request, "portal/stage.html", context)


def _row(one: StagedRow) -> dict[str, object]:
    return {
        "number": one.row.matter_number,
        "label": presenters.row_label(one.row),
        "group": presenters.group_label(one.row),
        "state": one.state.value,
        "elements": one.elements,
    }
