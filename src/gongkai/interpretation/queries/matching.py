"""The county's catalogue in force as the matching of policies needs it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from gongkai.catalogues import queries as catalogues
from gongkai.catalogues.models import Row
from gongkai.catalogues.queries.inforce import owners_of
from gongkai.interpretation.rules.matching import Matcher, RowWords
from gongkai.organisations.models import County, Level


def matcher(county: County, *, on: date) -> Matcher:
    """Every applicable row of the county's own catalogue in force on a day."""
    version = catalogues.current_version(county, on=on)
    rows = Row.objects.applicable().filter(version=version).order_by("position", "id")
    told = rows.values_list("matter_id", "field__seed_name", "l1", "l2", "basis")
    return Matcher(
        RowWords(matter, field, l1, l2, tuple((str(b.get("name") or ""), str(b.get("no") or "")) for b in basis))
        for matter, field, l1, l2, basis in told.iterator(chunk_size=1000)
    )


def owners(county: County, matters: Collection[int], *, on: date) -> dict[int, int]:
    """The county's body that owes each matter, where one does."""
    version = catalogues.current_version(county, on=on)
    rows = dict(Row.objects.filter(version=version, matter_id__in=matters).values_list("id", "matter_id"))
    found: dict[int, int] = {}
    for row_id, owned in owners_of(rows, on=on).items():
        body = next((owner.body_id for owner in owned if owner.level == Level.COUNTY), None)
        if body is not None:
            found.setdefault(rows[row_id], body)
    return found
