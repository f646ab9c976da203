"""What is remembered about headers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, Q

from gongkai.tables.models import RememberedMapping
from gongkai.tables.questions import Answers


def answers(layout: str, *, county_id: int | None = None) -> Answers:
    """Everything said about headers of a layout, for `records.read`; a county's own answer goes first."""
    known = RememberedMapping.objects.filter(Q(county_id=county_id) | Q(county_id__isnull=True), layout=layout)
    rows = known.order_by(F("county_id").asc(nulls_first=True)).values_list("fingerprint", "columns")
    remembered: dict[str, Sequence[str | None]] = dict(rows)
    return remembered.get
