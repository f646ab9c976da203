"""The matters in force as search knows them: a document for each, and none for those that hold no longer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.catalogues.models import Matter, Row, Version
from gongkai.catalogues.rules import differences
from gongkai.organisations.models import County, Level
from gongkai.search import actions as search
from gongkai.search.actions import SearchDocument

WEIGHT = 5.0  # a matter answers more questions than any one piece of information under it
SAID = ("content", "basis", "subject", "audience", "time_limit")


def feed(county: County, *, on: date) -> None:
    """Bring search up to what is in force on a day. Late and repeated calls are harmless."""
    in_force = Version.objects.of(county).in_force(on=on)
    rows = Row.objects.applicable().filter(version__in=in_force)
    # A township's row speaks for itself only where the matter is the township's own.
    listed = [row for row in rows.select_related("matter", "field", "version__catalogue") if _is_owners(row)]
    documents = [_document(row) for row in listed]
    if documents:
        search.put(county_id=county.pk, documents=documents)
    gone = _gone(county, shown={row.matter_id for row in listed}, on=on)
    if gone:
        search.remove(county_id=county.pk, keys=gone)


def _is_owners(row: Row) -> bool:
    return row.version.catalogue.owner_id == row.matter.owner_id


def _gone(county: County, *, shown: Iterable[int], on: date) -> list[str]:
    """Matters that were in force before and are no more."""
    before = Version.objects.of(county).filter(in_force_from__lte=on)
    matters = Matter.objects.filter(rows__version__in=before).exclude(pk__in=set(shown)).distinct()
    return [key(number) for number in matters.order_by("number").values_list("number", flat=True)]


def key(number: int) -> str:
    """The key of a matter in search."""
    return f"matter:{number}"


def _document(row: Row) -> SearchDocument:
    return SearchDocument(
        key=key(row.matter.number),
        kind="matter",
        url=f"/matters/{row.matter.number}/",
        title=f"{row.l2}·{row.l3}" if row.l3 else row.l2,
        title_en=row.l2_en,
        heading=row.l1,
        body_text="\n".join(text for name in SAID if (text := differences.printed(name, getattr(row, name)))),
        facets={
            "field": row.field.slug,
            "kind": "matter",
            "level": str(Level.TOWNSHIP if row.matter.owner_id else Level.COUNTY),
        },
        dated_on=row.version.in_force_from,
        weight=WEIGHT,
        is_term=True,
    )
