"""Which decisions on showing what is overdue are in force, and which duties they hold back from the public."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.duties import queries as duties
from gongkai.organisations.models import County
from gongkai.portal.rules.fairness import ShownFrom
from gongkai.standards.models import Field


def shown_from(county: County) -> ShownFrom:
    """The decisions in force of a county, in one query."""
    decided = dict(duties.overdue_showings(county))
    return ShownFrom(county=decided.pop(None, None), fields={pk: day for pk, day in decided.items() if pk is not None})


def held_back(rule: ShownFrom, *, on: date) -> Q:
    """The duties whose delay the public is not yet told."""
    own = Q(matter__field_id__in=[pk for pk in rule.fields if rule.holds_back(pk, on=on)])
    if rule.county is not None and on < rule.county:
        return own | ~Q(matter__field_id__in=list(rule.fields))
    return own


def fields_of(rule: ShownFrom) -> dict[int, Field]:
    """The fields that have a decision of their own."""
    found: dict[int, Field] = Field.objects.in_bulk(list(rule.fields))
    return found
