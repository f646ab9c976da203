"""A feed for every list: RSS (`feed.xml`) and JSON Feed 1.1 (`feed.json`)."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.interpretation.queries import public as explaining
from gongkai.kernel import clock
from gongkai.kernel.text import printable
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.organisations.models import Body
from gongkai.portal import presenters
from gongkai.portal.forms import InterpretationFilters
from gongkai.portal.queries import pages
from gongkai.publishing import norm_desk_presenters
from gongkai.publishing.models import Information
from gongkai.publishing.norm_forms import NormFilters
from gongkai.publishing.queries import norms
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.standards.models import Field

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


def _public(request: PublicRequest) -> InformationQuerySet:
    return Information.objects.of_county(request.county).public().newest_first().select_related("body")


def _feed(request: PublicRequest, form: str, title: str, address: str, rows: InformationQuerySet) -> HttpResponse:
    if form not in ("xml", "json"):
        raise Http404
    entries = list(rows[:LENGTH])
    name = printable(f"{title} - {request.site.name}")
    home = request.build_absolute_uri(address)
    return _json(request, name, home, entries) if form == "json" else _rss(request, name, home, entries)


def _rss(request: PublicRequest, name: str, home: str, entries: list[Information]) -> HttpResponse:
    feed = Rss201rev2Feed(name, home, name, language="zh-CN", feed_url=request.build_absolute_uri())
    for entry in entries:
        url = request.build_absolute_uri(presenters.information_url(entry.public_id))
        # What an older version took in may still hold what XML forbids; one piece must not break the feed.
        feed.add_item(
            printable(entry.title),
            url,
            printable(entry.summary),
            pubdate=entry.published_at,
            unique_id=url,
            author_name=printable(entry.body.name),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _json(request: PublicRequest, name: str, home: str, entries: list[Information]) -> JsonResponse:
    items = [
        {
            "id": entry.public_id,
            "url": request.build_absolute_uri(presenters.information_url(entry.public_id)),
            "title": entry.title,
            "summary": entry.summary,
            "date_published": timezone.localtime(entry.published_at).isoformat(),
            "authors": [{"name": entry.body.name}],
        }
        for entry in entries
    ]
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": name,
        "home_page_url": home,
        "feed_url": request.build_absolute_uri(),
        "language": "zh-CN",
        "items": items,
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, content_type="application/feed+json")
