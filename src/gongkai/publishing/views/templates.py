"""Beginning with a text: a template that the body keeps, or headings for the elements of the row.

Each of these buttons first saves what stands in the editor, so that pressing one never loses a word.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, forms
from gongkai.publishing.models import DraftTemplate, Information
from gongkai.publishing.queries.templates import beginning
from gongkai.publishing.views import editing
from gongkai.publishing.views.fetching import piece_of


@staff_page(Permission.DRAFT)
@require_POST
def use(request: StaffRequest, public_id: str) -> HttpResponse:
    """Put a template, or the headings of the row, below what is written."""
    piece = piece_of(request, public_id)
    chosen = beginning(piece, request.POST.get("template", ""))
    if chosen is None:
        raise Http404(_("没有这个模板"))
    return editing.saved(request, piece, below=chosen)


@staff_page(Permission.DRAFT)
@require_POST
def keep(request: StaffRequest, public_id: str) -> HttpResponse:
    """Keep what is written as a template."""
    piece = piece_of(request, public_id)
    form = forms.TemplateName({"name": request.POST.get("template_name", "")})
    if form.is_valid():
        html = request.POST.get("html", "")
        actions.keep_template(
            information_id=piece.pk, name=form.cleaned_data["name"], html=html, by=request.user, at=clock.now()
        )
        messages.success(request, _("已存为模板“%(name)s”，同一事项下次可以直接用") % form.cleaned_data)
    else:
        messages.error(request, " ".join(str(error) for error in form.errors["name"]))
    return editing.saved(request, piece)


@staff_page(Permission.DRAFT)
@require_POST
def drop(request: StaffRequest, public_id: str, template_id: str) -> HttpResponse:
    """Keep a template no longer."""
    piece = piece_of(request, public_id)
    actions.drop_template(template_id=_template(piece, template_id).pk, by=request.user, at=clock.now())
    messages.success(request, _("模板已删除"))
    return editing.saved(request, piece)


def _template(piece: Information, template_id: str) -> DraftTemplate:
    kept = DraftTemplate.objects.filter(body_id=piece.body_id, matter_id=piece.matter_id, public_id=template_id)
    found: DraftTemplate | None = kept.first()
    if found is None:
        raise Http404(_("没有这个模板"))
    return found
