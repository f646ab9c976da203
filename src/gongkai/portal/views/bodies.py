"""Bodies: who they are, what they owe, how punctual they are."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.organisations.models import Body, Level
from gongkai.portal import presenters
from gongkai.portal.queries import pages
from gongkai.ui.chrome import ColumnMeta
from gongkai.ui.languages import either


@public_page
@require_safe
def index(request: PublicRequest) -> HttpResponse:
    """Departments and townships, each by pinyin."""
    bodies = list(Body.objects.of(request.county).living(on=clock.today()).exclude(level=Level.VILLAGE).listed())
    named = [(_("县级部门"), Level.COUNTY), (_("乡镇（街道）"), Level.TOWNSHIP)]
    groups = [
        {"label": label, "bodies": [_line(body) for body in bodies if body.level == level]} for label, level in named
    ]
    context = {
        "groups": [group for group in groups if group["bodies"]],
        "column_meta": ColumnMeta(_("机构"), _("县政府部门和乡镇（街道）"), _("机构,部门,乡镇"), _("机构职能")),
    }
    return render(request, "portal/bodies.html", context)


def _line(body: Body) -> dict[str, str]:
    return {"slug": body.slug, "label": either(body.name, body.name_en), "phone": body.phone}


@public_page
@require_safe
def body(request: PublicRequest, slug: str) -> HttpResponse:
    """One body."""
    page = pages.body_page(request.county, slug, on=clock.today(), cursor=request.GET.get("after", ""))
    if page is None:
        raise Http404(_("没有这个机构"))
    label = either(page.body.name, page.body.name_en)
    context: dict[str, Any] = {
        "page": {
            "body": {"slug": slug, "label": label},
            "functions": either(page.body.functions, page.body.functions_en),
            "facts": presenters.body_facts(page.body, on=clock.today()),
            "is_abolished": page.body.is_abolished(on=clock.today()),
            "successor": _line(page.successor) if page.successor else None,
            "tally": page.tally,
            "groups": presenters.groups(page.rows),
            "information": page.information,
            "items": presenters.information_links(page.information.rows),
            "punctuality": page.punctuality,
        },
        "trail": [(_("机构"), reverse("portal:bodies"))],
        "column_meta": ColumnMeta(label, page.body.functions[:100] or label, label, _("机构职能")),
    }
    return render(request, "portal/body.html", context)
