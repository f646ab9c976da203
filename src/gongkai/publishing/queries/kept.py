"""What a desk's bodies withhold, and when each piece is to be looked at again (条例 Art. 18)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.db.models import DateField, Value
from django.db.models.functions import Coalesce

from gongkai.organisations.queries import Staff
from gongkai.publishing import policies
from gongkai.publishing.models import Information
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules.disclosure import Reassessment
from gongkai.ui import keyset

ALL: Final = ""
TABS: Final = (str(Reassessment.DUE), str(Reassessment.SOON), ALL)
# A piece that was never given a day is the most overdue of all; keyset knows no empty keys.
_NEVER_SET = Value(date.min, output_field=DateField())


def kept_page(staff: Staff, *, wanted: str, on: date, after: str | None) -> keyset.Page[Information]:
    """One page of what is withheld, that which is to be looked at first at the top."""
    found = _wanted(staff, wanted, on=on).select_related("body", "matter__field")
    dated = found.annotate(look_again_on=Coalesce("reassess_on", _NEVER_SET))
    return keyset.page(dated, by=("look_again_on", "pk"), cursor=after)


def kept_counts(staff: Staff, *, on: date) -> Mapping[str, int]:
    """How many stand behind each tab."""
    return {tab: _wanted(staff, tab, on=on).count() for tab in TABS}


def count_due(staff: Staff, *, on: date) -> int:
    """How many are to be looked at again now."""
    return policies.visible(staff).to_reassess(on=on).count()


def _wanted(staff: Staff, wanted: str, *, on: date) -> InformationQuerySet:
    seen = policies.visible(staff)
    if wanted == Reassessment.DUE:
        return seen.to_reassess(on=on)
    return seen.soon_to_reassess(on=on) if wanted == Reassessment.SOON else seen.kept()
