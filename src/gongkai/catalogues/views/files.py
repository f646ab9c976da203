"""A catalogue as a file: for the desk any version, for the public the one in force."""

from __future__ import annotations

from urllib.parse import quote

from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.catalogues import exports, queries
from gongkai.catalogues.models import Version
from gongkai.catalogues.views import desk
from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, StaffRequest, public_page
from gongkai.organisations.models import County
from gongkai.standards.models import Field
from gongkai.tables.writers import CONTENT_TYPES


@desk.reader
@require_safe
def download(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """Any version of the officer's county; `field` narrows it to one field."""
    return _file(request.county, desk.version_of(request, pk), form, slug=request.GET.get("field", ""), site="")


@public_page
@require_safe
def export(request: PublicRequest, form: str, slug: str = "") -> HttpResponse:
    """The catalogue in force, whole or of one field."""
    version = queries.current_version(request.county, on=clock.today())
    if version is None:
        raise Http404(_("本县尚未发布目录"))
    return _file(request.county, version, form, slug=slug, site=request.build_absolute_uri("/"))


def _file(county: County, version: Version, form: str, *, slug: str, site: str) -> HttpResponse:
    """The file; on paper it names the page of `site` that says the same."""
    if form not in CONTENT_TYPES:
        raise Http404
    field = get_object_or_404(Field, slug=slug) if slug else None
    address = f"{site}fields/{f'{slug}/' if slug else ''}" if site else ""
    title, content = _written(version, form, field=field, revision=county.revision, address=address)
    name = f"{title}{'-' + field.seed_name if field else ''}-v{version.number}.{form}"
    response = HttpResponse(content, content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f"attachment; filename=\"catalogue.{form}\"; filename*=UTF-8''{quote(name)}"
    return response


def _written(version: Version, form: str, *, field: Field | None, revision: int, address: str) -> tuple[str, bytes]:
    """Title and file. A whole catalogue in Word takes seconds, so what is in force is kept until something changes."""
    key = f"catalogue:{version.pk}:{revision}:{field.pk if field else ''}:{form}:{get_language()}:{address}"
    kept: tuple[str, bytes] | None = caches["files"].get(key)
    if kept is not None:
        return kept
    sheet = exports.sheet(version, field_id=field.pk if field else None, address=address)
    written = sheet.title, exports.write(sheet, format=form)
    if version.issued_at is not None:
        caches["files"].set(key, written)
    return written
