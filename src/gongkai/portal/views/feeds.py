"""A feed for every list."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.interpretation.queries import public as explaining
from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.organisations.models import Body
from gongkai.portal import presenters
from gongkai.portal.feeding import FORMS, Entry, answer
from gongkai.portal.forms import InterpretationFilters
from gongkai.portal.opening_presenters import SLUGS, TITLES
from gongkai.portal.queries import openings, pages
from gongkai.publishing import norm_desk_presenters
from gongkai.publishing.models import Information
from gongkai.publishing.norm_forms import NormFilters
from gongkai.publishing.queries import norms
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.standards.models import Field
from gongkai.website.queries import notices, topics

LENGTH = 50


@public_page
@require_safe
def latest(request: PublicRequest, form: str) -> HttpResponse:
    """Everything published."""
    return _feed(request, form, _("最新公开"), reverse("portal:latest"), _public(request))


@public_page
@require_safe
def field(request: PublicRequest, slug: str, form: str) -> HttpResponse:
    """What was published in a field."""
    shown = get_object_or_404(Field, slug=slug)
    rows = _public(request).filter(row__field=shown)
    return _feed(request, form, presenters.field_label(shown), reverse("portal:field", args=[slug]), rows)


@public_page
@require_safe
def matter(request: PublicRequest, number: int, form: str) -> HttpResponse:
    """What was published under a matter."""
    page = pages.matter_page(request.county, number, on=clock.today())
    if page is None:
        raise Http404(_("目录中没有这一事项"))
    rows = _public(request).filter(matter_id=page.shown.row.matter_id)
    address = reverse("portal:matter", args=[number])
    return _feed(request, form, presenters.row_label(page.shown.row), address, rows)


@public_page
@require_safe
def body(request: PublicRequest, slug: str, form: str) -> HttpResponse:
    """What a body published."""
    shown = get_object_or_404(Body.objects.of(request.county), slug=slug)
    rows = _public(request).filter(body=shown)
    return _feed(request, form, shown.name, reverse("portal:body", args=[slug]), rows)


@public_page
@require_safe
def policies(request: PublicRequest, form: str) -> HttpResponse:
    """Policy documents, as the library is filtered."""
    wanted = NormFilters(request.GET, bodies=norms.library_bodies(request.county), states=norms.VALIDITIES).wanted()
    rows = norms.library(request.county, wanted=wanted, on=clock.today()).newest_first().select_related("body")
    address = reverse("portal:policies") + norm_desk_presenters.query(wanted)
    return _feed(request, form, _("政策文件"), address, rows)


@public_page
@require_safe
def interpretations(request: PublicRequest, form: str) -> HttpResponse:
    """What explains policies, by body and form as the list is."""
    chosen = InterpretationFilters(request.GET, county=request.county)
    rows = explaining.interpretations(request.county, **chosen.chosen()).newest_first().select_related("body")
    address = reverse("portal:interpretations") + chosen.query()
    return _feed(request, form, _("政策解读"), address, rows)


@public_page
@require_safe
def stage(request: PublicRequest, stage: str, form: str) -> HttpResponse:
    """What was published under the matters that open something at a stage."""
    known = SLUGS.get(stage)
    if known is None:
        raise Http404(_("没有这个环节"))
    rows = _public(request).filter(matter_id__in=openings.matters(request.county, known, on=clock.today()))
    return _feed(request, form, str(TITLES[known]), reverse("portal:stage", args=[stage]), rows)


@public_page
@require_safe
def topic(request: PublicRequest, code: str, form: str) -> HttpResponse:
    """What was published on a topic."""
    found = topics.of_code(request.county, code)
    if found is None:
        raise Http404(_("没有这个专题"))
    rows = topics.pieces(found).newest_first()
    return _feed(request, form, found.title, reverse("website_portal:topic", args=[code]), rows)


@public_page
@require_safe
def all_topics(request: PublicRequest, form: str) -> HttpResponse:
    """The topics that run."""
    entries = [
        Entry(one.code, reverse("website_portal:topic", args=[one.code]), one.title, one.summary, one.made_at)
        for one in topics.shown(request.county)[:LENGTH]
    ]
    return answer(request, form, _("专题"), reverse("website_portal:topics"), entries)


@public_page
@require_safe
def site_notices(request: PublicRequest, form: str) -> HttpResponse:
    """The notices that have begun."""
    address = reverse("website_portal:notices")
    found = notices.public(request.county, at=clock.now(), after=None).rows
    entries = [Entry(one.code, one.url or f"{address}#{one.code}", one.title, one.text, one.since) for one in found]
    return answer(request, form, _("站点公告"), address, entries)


def _public(request: PublicRequest) -> InformationQuerySet:
    return Information.objects.of_county(request.county).public().newest_first().select_related("body")


def _feed(request: PublicRequest, form: str, title: str, address: str, rows: InformationQuerySet) -> HttpResponse:
    return answer(request, form, title, address, [_entry(row) for row in rows[:LENGTH]] if form in FORMS else [])


def _entry(piece: Information) -> Entry:
    url = presenters.information_url(piece.public_id)
    return Entry(piece.public_id, url, piece.title, piece.summary, piece.published_at, piece.body.name)
