"""The living bodies of a county as search knows them: found by any of their names, and by what they do."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from gongkai.organisations.models import Body, Level
from gongkai.search import actions as search
from gongkai.search.actions import SearchDocument

# Who asks for a body by its name wants it before what it published.
WEIGHTS = {Level.COUNTY: 6.0, Level.TOWNSHIP: 5.0, Level.VILLAGE: 4.0}


def feed(county_id: int, bodies: QuerySet[Body], *, on: date) -> None:
    """Bring search up to what bodies are on a day; one that is gone is found no more. Repeated calls are harmless."""
    listed = list(
        bodies.filter(county_id=county_id).select_related("parent").prefetch_related("aliases").order_by("pk")
    )
    gone = [key(body.slug) for body in listed if body.is_abolished(on=on)]
    documents = [_document(body) for body in listed if not body.is_abolished(on=on)]
    if documents:
        search.put(county_id=county_id, documents=documents)
    if gone:
        search.remove(county_id=county_id, keys=gone)


def key(slug: str) -> str:
    """The key of a body in search."""
    return f"body:{slug}"


def _document(body: Body) -> SearchDocument:
    said = (body.functions, body.address, body.phone, body.office_hours)
    names = [body.short_name, *sorted(alias.name for alias in body.aliases.all())]
    return SearchDocument(
        key=key(body.slug),
        kind="body",
        url=f"/bodies/{body.slug}/",
        title=body.name,
        title_en=body.name_en,
        aliases=[name for name in dict.fromkeys(names) if name != body.name],
        heading=body.parent.short_name if body.parent and body.level == Level.VILLAGE else "",
        body_text="\n".join(text for text in said if text),
        facets={"body": body.slug, "kind": "body", "level": body.level},
        weight=WEIGHTS.get(Level(body.level), 1.0),
        is_term=True,
    )
