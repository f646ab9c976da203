"""Open data: the page, the files, the description for machines."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.catalogues.queries.inforce import current_version
from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal import datasets, dcat
from gongkai.portal.datasets import BY_SLUG, CATALOGUE_FORMS, DATASETS, FORMS, Dataset
from gongkai.portal.dcat import Described
from gongkai.tables.writers import CONTENT_TYPES
from gongkai.ui.chrome import ColumnMeta, DatasetMeta

DESCRIPTIONS = {"jsonld": "application/ld+json", "ttl": "text/turtle; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as the page lists it: files by form, and where its list is."""

    slug: str
    title: str | Promise
    about: str | Promise
    page: str
    keywords: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


@public_page
@require_safe
def index(request: PublicRequest) -> HttpResponse:
    """Every table with its files, and how machines find them."""
    shown = _shown(request)
    context = {
        "datasets": shown,
        "descriptions": [(form, reverse("portal:data_description", args=[form])) for form in DESCRIPTIONS],
        "dataset_meta": [
            DatasetMeta(str(one.title), str(one.about), f"{reverse('portal:data')}#{one.slug}", one.files)
            for one in shown
        ],
        "column_meta": ColumnMeta(
            _("数据开放"), _("本县公开内容的数据文件和机器可读的目录"), _("数据,开放,下载,接口"), _("数据开放")
        ),
    }
    return render(request, "portal/data.html", context)


@public_page
@require_safe
def dataset(request: PublicRequest, dataset: str, form: str) -> HttpResponse:
    """One table as a file."""
    table = BY_SLUG.get(dataset)
    if table is None or form not in FORMS:
        raise Http404(_("没有这个数据文件"))
    response = HttpResponse(_written(request, table, form), content_type=CONTENT_TYPES[form])
    name = quote(f"{table.title}-{clock.today():%Y%m%d}.{form}")
    response["Content-Disposition"] = f"attachment; filename=\"{dataset}.{form}\"; filename*=UTF-8''{name}"
    return response


@public_page
@require_safe
def description(request: PublicRequest, form: str) -> HttpResponse:
    """The catalogue of open data in DCAT."""
    if form not in DESCRIPTIONS:
        raise Http404(_("没有这种格式"))
    with translation.override(settings.LANGUAGE_CODE):  # its texts say of themselves that they are Chinese
        written = _described(request, form)
    return HttpResponse(written, content_type=DESCRIPTIONS[form])


def _described(request: PublicRequest, form: str) -> str:
    absolute = request.build_absolute_uri
    described = [
        Described(
            absolute(f"{reverse('portal:data')}#{one.slug}"),
            absolute(one.page),
            str(one.title),
            str(one.about),
            one.keywords,
            [(kind, absolute(url)) for kind, url in one.files],
        )
        for one in _shown(request)
    ]
    found = dcat.nodes(
        home=absolute("/"),
        title=_("%(site)s开放数据目录") % {"site": request.site.name},
        publisher=request.site.sponsor or request.site.name,
        modified=clock.today().isoformat(),
        datasets=described,
    )
    return dcat.json_ld(found) if form == "jsonld" else dcat.turtle(found)


def _shown(request: PublicRequest) -> list[Shown]:
    """The tables, the catalogue first where one is in force."""
    found = [
        Shown(
            one.slug,
            one.title,
            one.about,
            reverse(one.page),
            one.keywords,
            tuple((form, datasets.address(one, form)) for form in FORMS),
        )
        for one in DATASETS
    ]
    if current_version(request.county, on=clock.today()) is None:
        return found
    files = tuple((form, reverse("catalogues_portal:export", args=[form])) for form in CATALOGUE_FORMS)
    about = _("现行目录的全部事项和八个要素，原样表格")
    catalogue = Shown(
        "catalogue", _("政务公开事项标准目录"), about, reverse("portal:fields"), ("标准目录", "公开事项"), files
    )
    return [catalogue, *found]


def _written(request: PublicRequest, table: Dataset, form: str) -> bytes:
    """The file, kept until something public changes or the day ends."""
    county, on = request.county, clock.today()
    key = f"dataset:{county.pk}:{county.revision}:{on}:{table.slug}:{form}:{get_language()}"
    kept: bytes | None = caches["files"].get(key)
    if kept is None:
        kept = datasets.file(table, county, form=form, on=on)
        caches["files"].set(key, kept)
    return kept
