"""A register of documents as a file, for the desk and for everybody."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.http import Http404, HttpResponse

from gongkai.publishing import norm_desk_presenters
from gongkai.publishing.queries.norms import COLUMNS
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.tables.writers import CONTENT_TYPES

FORMS = ("csv", "xlsx")
MOST = 20_000  # a county has hundreds; the bound keeps a mistake from filling the memory


def answer(found: InformationQuerySet, *, title: str, name: str, on: date, form: str) -> HttpResponse:
    """The documents, the newest first, as a file of that form; its name in plain letters and in Chinese."""
    if form not in FORMS:
        raise Http404
    documents = found.select_related("body").newest_first().only(*COLUMNS)[:MOST]
    content = norm_desk_presenters.register(documents, title=title, on=on, form=form)
    response = HttpResponse(content, content_type=CONTENT_TYPES[form])
    full = quote(f"{title}-{on:%Y%m%d}.{form}")
    response["Content-Disposition"] = f"attachment; filename=\"{name}.{form}\"; filename*=UTF-8''{full}"
    return response
