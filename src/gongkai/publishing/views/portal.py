"""One piece of information to the public: its page, its record, its QR code, its files."""

from __future__ import annotations

import io

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.publishing import additions, policies, presenters, queries
from gongkai.publishing.models import Attachment
from gongkai.publishing.queries.public import InformationPage, Tombstone, attachment_of, is_public, record_bytes
from gongkai.publishing.rules import paths
from gongkai.publishing.rules.file_types import PICTURES
from gongkai.publishing.rules.states import State
from gongkai.publishing.views import tombstones
from gongkai.publishing.views.sending import sent
from gongkai.ui.chrome import ArticleMeta, ColumnMeta
from gongkai.ui.languages import either

QR_SCALE = 4
NO_COPIES = "noindex, noarchive"  # what search engines keep of a list of persons stays when the list has gone


@public_page
@require_safe
def information(request: PublicRequest, public_id: str) -> HttpResponse:
    """The page of a piece; 410 with the reason where it was withdrawn."""
    found = queries.information_page(request.county, public_id, on=clock.today())
    if found is None:
        raise Http404(_("没有这件信息"))
    if isinstance(found, Tombstone):
        return tombstones.answer(request, found)
    added = additions.of(request.county, public_id, on=clock.today())
    return render(request, "publishing/portal/information.html", page_context(request, found) | {"added": added})


@public_page
@require_safe
def record(request: PublicRequest, public_id: str) -> HttpResponse:
    """The record that the digest was made from, byte for byte."""
    content = record_bytes(request.county, public_id)
    if content is None:
        return tombstones.gone_or_404(request, public_id, _("没有这件信息"))
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{public_id}.json"'
    response["X-Robots-Tag"] = NO_COPIES
    return response


@public_page
@require_safe
def qr(request: PublicRequest, public_id: str) -> HttpResponse:
    """The page's address as a QR code, for notice boards."""
    if not is_public(request.county, public_id):
        return tombstones.gone_or_404(request, public_id, _("没有这件信息"))
    image = io.BytesIO()
    address = request.build_absolute_uri(paths.information(public_id))
    segno.make(address, error="m").save(image, kind="svg", scale=QR_SCALE, border=2)
    return HttpResponse(image.getvalue(), content_type="image/svg+xml")


@public_page
@require_safe
def attachment(request: PublicRequest, public_id: str, attachment_id: str) -> HttpResponse:
    """A file of a public piece; of an unpublished one to those who may see it."""
    file = attachment_of(request.county, public_id, attachment_id)
    if file is None:
        return tombstones.gone_or_404(request, public_id, _("没有这个附件"))
    if file.information.state == State.PUBLISHED:
        return _unless_known(request, file)
    if not _may_see(request, file):
        return tombstones.gone_or_404(request, public_id, _("没有这个附件"))
    response = _sent(file)
    add_never_cache_headers(response)
    return response


def page_context(request: PublicRequest, page: InformationPage) -> dict[str, object]:
    """What the template of an article is handed, here and in previews."""
    title = either(page.title, page.title_en)
    field = either(page.field_name, page.field_name_en)
    matter = either(page.matter_name, page.matter_name_en)
    return {
        "page": page,
        "title": title,
        "lines": presenters.metadata_lines(page),
        "validity": presenters.VALIDITY_STATES.get(page.validity, ""),
        "trail": [(field, paths.field(page.field_slug)), (matter, paths.matter(page.matter_number))],
        "body": either(page.body_name, page.body_name_en),
        "contact": either(page.contact_name, page.contact_name_en),
        "body_url": paths.body(page.body_slug),
        "matter": matter,
        "matter_url": paths.matter(page.matter_number),
        "column_meta": ColumnMeta(matter, f"{field} · {matter}", f"{field},{matter}", page.kind_label),
        "article_meta": ArticleMeta(
            title=page.title,
            published_at=page.published_at,
            source=page.content_source or page.body_name,
            keywords=page.matter_name,
            description=page.summary,
            url=request.build_absolute_uri(paths.information(page.public_id)),
        ),
    }


def _may_see(request: PublicRequest, file: Attachment) -> bool:
    if not request.user.is_authenticated:
        return False
    return policies.may_see(request.user, file.information, on=clock.today())


def _unless_known(request: PublicRequest, file: Attachment) -> HttpResponse:
    """The file, unless the reader has it. Every copy is asked for again, so that none outlives a withdrawal."""
    tag = f'"{file.sha256}"'
    response = HttpResponse(status=304) if request.headers.get("If-None-Match") == tag else _sent(file)
    response["ETag"] = tag
    return response


def _sent(file: Attachment) -> HttpResponse:
    """A picture may show in the page; everything else is saved, never run by the browser."""
    response = sent(file, as_attachment=file.media_type not in PICTURES)
    if file.information.list_profile:
        response["X-Robots-Tag"] = NO_COPIES
    return response
