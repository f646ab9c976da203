"""What is known of each matter of a county on a day, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from gongkai.catalogues.queries.public import PublicRow
from gongkai.duties.models import Duty
from gongkai.organisations.models import Body, County
from gongkai.portal.rules.row_state import Facts, RowState, row_state
from gongkai.publishing.models import Information
from gongkai.ui.states import Tally


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest information of a matter."""

    public_id: str
    title: str
    title_en: str
    published_on: date


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """Facts of a matter, with its newest information and the working of its next date."""

    facts: Facts = field(default_factory=Facts)
    newest: Newest | None = None
    working: Mapping[str, Any] = field(default_factory=dict)
    is_provisional: bool = False


NOTHING = MatterFacts()


def matter_facts(
    county: County, *, on: date, matters: Iterable[int] | None = None, body: Body | None = None
) -> dict[int, MatterFacts]:
    """What is known of the matters asked for (all of the county without), in four queries."""
    duties = Duty.objects.of_county(county)
    information = Information.objects.of_county(county).public()
    if matters is not None:
        ids = list(matters)
        duties, information = duties.filter(matter_id__in=ids), information.filter(matter_id__in=ids)
    if body is not None:
        duties, information = duties.filter(body=body), information.filter(body=body)
    counted = _counted(duties, on=on)
    published = dict(information.order_by().values_list("matter_id").annotate(count=Count("id")))
    newest = _newest(information, published) if matters is not None else {}
    dated = _dated(duties, {m: f.next_due_on for m, f in counted.items()}) if matters is not None else {}
    known: dict[int, MatterFacts] = {}
    for matter in counted.keys() | published.keys():
        facts = replace(counted.get(matter, Facts()), information=published.get(matter, 0))
        working, is_provisional = dated.get(matter, ({}, False))
        known[matter] = MatterFacts(facts, newest.get(matter), working, is_provisional)
    return known


def _counted(duties: Any, *, on: date) -> dict[int, Facts]:
    is_open = Q(state=Duty.State.OPEN)
    rows = (
        duties.order_by()
        .values("matter_id")
        .annotate(
            overdue=Count("id", filter=is_open & Q(due_on__lt=on)),
            open_dated=Count("id", filter=is_open & Q(due_on__gte=on)),
            fulfilled=Count("id", filter=Q(state=Duty.State.FULFILLED)),
            nil=Count("id", filter=Q(state=Duty.State.NIL)),
            next_due_on=Min("due_on", filter=is_open),
        )
    )
    return {row.pop("matter_id"): Facts(**row) for row in rows}


def _newest(information: Any, published: Mapping[int, int]) -> dict[int, Newest]:
    """The newest of each matter, in one query along the index of matter and day."""
    by_day = Window(RowNumber(), partition_by="matter_id", order_by=["-published_at", "id"])
    rows = information.order_by().filter(matter_id__in=list(published)).annotate(place=by_day).filter(place=1)
    return {
        matter: Newest(public_id, title, title_en, timezone.localdate(at))
        for matter, public_id, title, title_en, at in rows.values_list(
            "matter_id", "public_id", "title", "title_en", "published_at"
        )
    }


def _dated(duties: Any, next_due: Mapping[int, date | None]) -> dict[int, tuple[Mapping[str, Any], bool]]:
    wanted = {matter: day for matter, day in next_due.items() if day is not None}
    rows = duties.open().filter(matter_id__in=list(wanted), due_on__in=set(wanted.values()))
    return {
        matter: (working, is_provisional)
        for matter, due_on, working, is_provisional in rows.values_list(
            "matter_id", "due_on", "working", "is_provisional"
        )
        if wanted[matter] == due_on
    }


def state_of(row: PublicRow, known: Mapping[int, MatterFacts]) -> RowState:
    """The public state of a row."""
    return row_state(replace(known.get(row.matter_id, NOTHING).facts, is_applicable=row.is_applicable))


def tally_of(states: Iterable[RowState]) -> Tally:
    """Count states for a bar."""
    counts: dict[str, int] = defaultdict(int)
    for state in states:
        counts[state.value] += 1
    return Tally(**counts)
