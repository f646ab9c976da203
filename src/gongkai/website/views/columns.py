"""政府信息公开: the four statutory columns of the county and of each body, and the drafting of guides at the desk."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.catalogues.queries.inforce import current_version
from gongkai.catalogues.queries.public import body_rows
from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, StaffRequest, public_page, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing.models import Information
from gongkai.ui.chrome import ColumnMeta
from gongkai.ui.languages import either
from gongkai.website import actions, forms, presenters
from gongkai.website.queries import columns, guides
from gongkai.website.views import stepping, tabs


@public_page
@require_safe
def index(request: PublicRequest) -> HttpResponse:
    """The columns of the county."""
    found = columns.county_columns(request.county, on=clock.today())
    context = {
        "found": found,
        "parts": [presenters.part_view(place) for place in found.parts],
        "unit": getattr(found.office, "work_unit", None),
        "column_meta": ColumnMeta(
            _("政府信息公开"),
            _("政府信息公开指南、制度、法定主动公开内容和工作年度报告"),
            _("政府信息公开,指南,制度,年报"),
            _("信息公开目录"),
        ),
    }
    return render(request, "website/portal/columns.html", context)


@public_page
@require_safe
def bodies(request: PublicRequest) -> HttpResponse:
    """Every body with its columns."""
    title = _("各机关的政府信息公开")
    context = {
        "title": title,
        "lines": columns.body_columns(request.county, on=clock.today()),
        "trail": [(_("政府信息公开"), reverse("website_portal:columns"))],
        "column_meta": ColumnMeta(title, title, _("政府信息公开,机构"), _("信息公开目录")),
    }
    return render(request, "website/portal/body_columns.html", context)


@public_page
@require_safe
def body(request: PublicRequest, slug: str) -> HttpResponse:
    """The columns of one body."""
    found = columns.of_body(request.county, slug)
    if found is None:
        raise Http404(_("没有这个机构"))
    name = either(found.body.name, found.body.name_en)
    title = _("%(body)s的政府信息公开") % {"body": name}
    context = {
        "title": title,
        "found": found,
        "name": name,
        "unit": getattr(found.body, "work_unit", None),
        "trail": [
            (_("政府信息公开"), reverse("website_portal:columns")),
            (_("各机关"), reverse("website_portal:body_columns")),
        ],
        "column_meta": ColumnMeta(title, title, f"{name},{_('政府信息公开')}", _("信息公开目录")),
    }
    return render(request, "website/portal/columns_of_body.html", context)


@staff_page(Permission.DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def guide(request: StaffRequest) -> HttpResponse:
    """The guide of this desk's body: what is public, what is being written, or how to begin."""
    on = clock.today()
    form = forms.GuideMatter(request.POST or None, matters=_matters(request, on=on))
    started: list[Information] = []

    def start(data: dict[str, int]) -> None:
        started.append(
            actions.start_guide(body=request.staff.body, matter_id=data["matter"], by=request.user, at=clock.now())
        )

    if request.method == "POST" and stepping.done(form, start):
        messages.success(request, _("已按机构资料和县级设置起草，核对后送审。"))
        return redirect("publishing_workbench:edit", started[0].public_id)
    return _guide(request, form=form)


@staff_page(Permission.DRAFT)
@require_POST
def name_guide(request: StaffRequest) -> HttpResponse:
    """Say which public piece is the guide."""
    form = forms.GuideAddress(request.POST, hosts=stepping.hosts(request))
    body, at = request.staff.body, clock.now()
    if not stepping.done(form, lambda data: actions.name_guide(body=body, by=request.user, at=at, **data)):
        return _guide(request, naming=form)
    messages.success(request, _("已放进“政府信息公开指南”栏目。"))
    return redirect("website_workbench:guide")


@staff_page(Permission.DRAFT)
@require_POST
def take_out_guide(request: StaffRequest) -> HttpResponse:
    """Take what stands there out of the column."""
    body, at = request.staff.body, clock.now()
    told = _("已移出“政府信息公开指南”栏目，信息本身仍然公开。")
    stepping.pressed(request, lambda: actions.take_out_guide(body=body, by=request.user, at=at), told=told)
    return redirect("website_workbench:guide")


def _guide(
    request: StaffRequest, *, form: forms.GuideMatter | None = None, naming: forms.GuideAddress | None = None
) -> HttpResponse:
    on, body = clock.today(), request.staff.body
    context = {
        "rooms": tabs.rooms(request.staff),
        "form": form or forms.GuideMatter(matters=_matters(request, on=on)),
        "naming": naming or forms.GuideAddress(),
        "begun": guides.unfinished(body),
        "shown": guides.public_guides(request.county).get(body.pk),
        "facts": guides.facts_of(body, on=on),
    }
    is_refused = naming is not None or (form is not None and form.is_bound)
    status = stepping.UNPROCESSABLE if is_refused else 200
    return render(request, "website/workbench/guide.html", context, status=status)


def _matters(request: StaffRequest, *, on: date) -> list[tuple[int, str]]:
    """The matters that this body owes, those that speak of guides first."""
    body = request.staff.body
    version = current_version(request.county, on=on, owner=body) or current_version(request.county, on=on)
    rows = body_rows(version, body, on=on) if version else []
    ordered = sorted(rows, key=lambda row: ("公开" not in row.l2, "指南" not in row.l2, row.matter_number))
    return [(row.matter_id, f"{row.l1} · {row.l2}") for row in ordered]
