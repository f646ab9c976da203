"""The front page, the reader's own place, and where the data come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.organisations.models import Body, Level
from gongkai.portal import presenters
from gongkai.portal.queries import pages, provenance
from gongkai.ui.chrome import ColumnMeta
from gongkai.ui.languages import either

PLACE_COOKIE = "place"
# What is asked stays Chinese, as the documents are; what is shown follows the reader.
QUESTIONS = (
    ("低保怎么申请", gettext_lazy("低保怎么申请")),
    ("耕地补贴怎么领", gettext_lazy("耕地补贴怎么领")),
    ("征地补偿标准是多少", gettext_lazy("征地补偿标准是多少")),
    ("小学学区怎么划分", gettext_lazy("小学学区怎么划分")),
    ("今年财政预算", gettext_lazy("今年财政预算")),
)


@dataclass(frozen=True, slots=True)
class Errand:
    """One of six life tasks."""

    label: str | Promise
    icon: str
    field: str
    url: str = ""


ERRANDS = (
    Errand(gettext_lazy("上学"), "graduation-cap", "compulsory-education"),
    Errand(gettext_lazy("看病"), "stethoscope", "health"),
    Errand(gettext_lazy("就业"), "briefcase", "employment"),
    Errand(gettext_lazy("社保"), "shield-check", "social-insurance"),
    Errand(gettext_lazy("住房"), "house", "affordable-housing"),
    Errand(gettext_lazy("救助"), "heart-handshake", "social-assistance"),
)


@public_page
@require_safe
def home(request: PublicRequest) -> HttpResponse:
    """Answers first: a question, six errands, one sentence of truth."""
    place = _place(request)
    page = pages.home(request.county, on=clock.today(), place=place)
    known = {card.field.slug for card in page.fields}
    context: dict[str, Any] = {
        "questions": QUESTIONS,
        "errands": [_errand(errand, known) for errand in ERRANDS],
        "home": {
            "fields": [
                {"slug": card.field.slug, "label": presenters.field_label(card.field), "tally": card.tally}
                for card in page.fields
            ],
            "month": page.month,
            "latest": presenters.information_links(page.latest),
            "policies": presenters.policy_links(page.policies),
            "bodies": [{"slug": b.slug, "label": presenters.body_label(b)} for b in page.departments],
            "townships": [{"slug": b.slug, "label": presenters.body_label(b)} for b in page.townships],
            "topics": [
                {
                    "url": reverse("website_portal:topic", args=[topic.code]),
                    "title": either(topic.title, topic.title_en),
                    "summary": topic.summary,
                }
                for topic in page.topics
            ],
            "place": place.slug if place else "",
        },
        "column_meta": ColumnMeta(_("首页"), _("政务公开事项标准目录和公开进展"), _("政务公开,政府信息"), _("首页")),
    }
    return render(request, "portal/home.html", context)


def _errand(errand: Errand, known: set[str]) -> Errand:
    """An errand's field; where the county has none of that name, a search for its word."""
    if errand.field in known:
        return Errand(errand.label, errand.icon, errand.field, reverse("portal:field", args=[errand.field]))
    url = f"{reverse('portal:search')}?{urlencode({'q': str(errand.label)})}"
    return Errand(errand.label, errand.icon, errand.field, url)


def _place(request: PublicRequest) -> Body | None:
    slug = request.COOKIES.get(PLACE_COOKIE, "")
    return Body.objects.of(request.county).filter(slug=slug, level=Level.TOWNSHIP).first() if slug else None


@public_page
@require_safe
def choose_place(request: PublicRequest) -> HttpResponse:
    """Remember the reader's township in a cookie, and show it."""
    slug = request.GET.get("place", "")
    body = Body.objects.of(request.county).filter(slug=slug, level=Level.TOWNSHIP).first() if slug else None
    response = redirect("portal:body", body.slug) if body else redirect("portal:home")
    if body:
        a_year = 365 * 24 * 60 * 60
        response.set_cookie(PLACE_COOKIE, body.slug, max_age=a_year, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(PLACE_COOKIE)
    return response


@public_page
@require_safe
def about_data(request: PublicRequest) -> HttpResponse:
    """How each item of the built-in pack became known."""
    column = ColumnMeta(_("数据说明"), _("标准目录工作底稿的出处"), _("数据,出处"), _("数据说明"))
    report = provenance.report()
    lines = [
        {
            "label": presenters.field_label(line.field),
            "total": line.total,
            "counts": line.counts,
            "verified": line.verified,
        }
        for line in report.fields
    ]
    context = {"report": {"provenances": report.provenances, "fields": lines}, "column_meta": column}
    return render(request, "portal/about_data.html", context)


@public_page
@require_safe
def robots(request: PublicRequest) -> HttpResponse:
    """What crawlers may read: all but the desk; and where the map of the site is."""
    site_map = request.build_absolute_uri(reverse("portal:sitemap"))
    text = f"User-agent: *\nDisallow: /desk/\nDisallow: /accounts/\nSitemap: {site_map}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
