"""A piece to take along, in the unified layout: Word and PDF."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.publishing import printing
from gongkai.publishing.models import Information
from gongkai.publishing.views import tombstones
from gongkai.publishing.views.portal import NO_COPIES

LONGEST_NAME = 60


@public_page
@require_safe
def document(request: PublicRequest, public_id: str, form: str) -> HttpResponse:
    """What is public now; a piece that was taken off has no document any more."""
    if form not in printing.FORMATS:
        raise Http404(_("没有这种格式"))
    pieces = Information.objects.of_county(request.county).public().select_related("body", "county")
    piece = pieces.filter(public_id=public_id).first()
    if piece is None:
        return tombstones.gone_or_404(request, public_id, _("没有这件信息"))
    base = request.build_absolute_uri("/").rstrip("/")
    made = printing.printed(piece, format=form, site=request.site.name, base=base, on=clock.today())
    if request.headers.get("If-None-Match") == f'"{made.tag}"':
        return HttpResponse(status=304)
    response = HttpResponse(made.content, content_type=made.media_type)
    response["ETag"] = f'"{made.tag}"'
    name = "".join(char for char in piece.title if char not in '\\/:*?"<>|')[:LONGEST_NAME]
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.{form}") or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = NO_COPIES  # the page itself is what should be found
    return response
