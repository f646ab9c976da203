"""Giving index numbers: from a counter row per body and year, locked while one is given, none ever given twice."""

from __future__ import annotations

from gongkai.organisations.models import Body
from gongkai.publishing.models import IndexCounter
from gongkai.publishing.rules import index_number


def take(body: Body, *, year: int, pattern: str, count: int = 1) -> list[str]:
    """The next numbers of a body in a year. Call it in the transaction that uses them: an undone one is given again."""
    counter = IndexCounter.objects.select_for_update().get_or_create(body=body, year=year)[0]
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    code = index_number.organisation_part(
        credit_code=body.credit_code, division_code=body.division_id, body_number=body.number
    )
    return [index_number.compose(pattern=pattern, code=code, year=year, serial=first + n) for n in range(count)]
