"""What a page tells search engines of itself: JSON-LD of schema.org, from the same context as its statutory tags.

Sources
    schema.org: GovernmentOrganization, WebSite, WebPage, Article, Dataset, BreadcrumbList. JSON-LD 1.1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from gongkai.ui.chrome import ArticleMeta, ColumnMeta, DatasetMeta, Site
from gongkai.ui.languages import either

CHINESE = "zh-CN"
# What would end a script element, or be read as markup.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def structured(request: HttpRequest, context: Mapping[str, Any]) -> str:
    """The script element's text; empty where a page is neither a column nor an article."""
    column: ColumnMeta | None = context.get("column_meta")
    article: ArticleMeta | None = context.get("article_meta")
    here = article.title if article else column.name if column else ""
    if not here:
        return ""
    home = request.build_absolute_uri("/")
    graph = [_organization(context["site"], home), _site(context["site"], home)]
    graph.append(_page(request, column, article, home=home))
    if request.path != "/":
        graph.append(_trail(request, context.get("trail") or (), here=here))
    graph += [_dataset(request, one, home=home) for one in context.get("dataset_meta") or ()]
    told = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _organization(site: Site, home: str) -> dict[str, Any]:
    found = {"@type": "GovernmentOrganization", "@id": f"{home}#organization", "url": home}
    return found | {"name": site.sponsor or site.name} | ({"telephone": site.contact} if site.contact else {})


def _site(site: Site, home: str) -> dict[str, Any]:
    publisher = {"@id": f"{home}#organization"}
    return {"@type": "WebSite", "@id": f"{home}#website", "url": home, "name": site.name, "publisher": publisher}


def _page(request: HttpRequest, column: ColumnMeta | None, article: ArticleMeta | None, *, home: str) -> dict[str, Any]:
    url = request.build_absolute_uri(request.path)
    spoken = CHINESE if article else either(CHINESE, "en")  # pieces are Chinese, columns follow the reader
    common = {"url": url, "inLanguage": spoken, "isPartOf": {"@id": f"{home}#website"}}
    if article is None:
        assert column is not None  # asked for before
        return {"@type": "WebPage", "@id": url, "name": column.name, "description": column.description} | common
    found = {
        "@type": "Article",
        "@id": url,
        "headline": article.title,
        "datePublished": timezone.localtime(article.published_at).isoformat(),
        "author": {"@type": "GovernmentOrganization", "name": article.source},
        "publisher": {"@id": f"{home}#organization"},
    }
    return found | common | ({"description": article.description} if article.description else {})


def _trail(request: HttpRequest, trail: Sequence[tuple[Any, str]], *, here: str) -> dict[str, Any]:
    places = [(either("首页", "Home"), "/"), *((str(name), url) for name, url in trail), (here, request.path)]
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": request.build_absolute_uri(url)}
        for n, (name, url) in enumerate(places, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _dataset(request: HttpRequest, one: DatasetMeta, *, home: str) -> dict[str, Any]:
    files = [
        {"@type": "DataDownload", "encodingFormat": form, "contentUrl": request.build_absolute_uri(url)}
        for form, url in one.files
    ]
    return {
        "@type": "Dataset",
        "@id": request.build_absolute_uri(one.url),
        "name": one.name,
        "description": one.description,
        "creator": {"@id": f"{home}#organization"},
        "distribution": files,
    }
