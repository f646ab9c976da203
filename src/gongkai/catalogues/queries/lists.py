"""The county's lists of powers and services: what they hold, what an uploaded file would change, which uploads wait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from gongkai.catalogues.models import ListEntry, ListImport
from gongkai.catalogues.rules import names
from gongkai.catalogues.rules.lists import ListRow
from gongkai.organisations.models import County


@dataclass(frozen=True, slots=True)
class ListChange:
    """What taking a file in would do to the list."""

    added: int
    kept: int
    ended: tuple[str, ...]


def change(county: County, kind: str, rows: Iterable[ListRow]) -> ListChange:
    """Compare a file with the list as it stands, by code and name, in one query."""
    entries = ListEntry.objects.filter(county=county, kind=kind)
    standing = {(code, name): (printed, living) for code, name, printed, living in entries.values_list(*_KEY)}
    coming = {(row.code, names.normalise(row.name)) for row in rows}
    return ListChange(
        added=len(coming - standing.keys()),
        kept=len(coming & standing.keys()),
        ended=tuple(name for key, (name, is_living) in standing.items() if is_living and key not in coming),
    )


_KEY = ("code", "normalised_name", "name", "is_living")


def waiting_imports(county: County) -> list[ListImport]:
    """Uploads that nobody has taken in or dropped, newest first."""
    waiting = ListImport.objects.filter(county=county, taken_in_at__isnull=True, dropped_at__isnull=True)
    return list(waiting.select_related("uploaded_by").order_by("-uploaded_at", "-pk"))


def entries(county: County, kind: str, *, words: str = "") -> QuerySet[ListEntry]:
    """The entries of a list, with their bodies and how many rows disclose each."""
    found = ListEntry.objects.filter(county=county, kind=kind).select_related("body")
    if words:
        found = found.filter(Q(name__contains=words) | Q(code__contains=words) | Q(body_name__contains=words))
    closing = Q(links__how__in=["name", "alias", "person"])
    return found.annotate(linked=Count("links", filter=closing))
