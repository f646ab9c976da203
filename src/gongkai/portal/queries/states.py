"""How rows stand to the public on a day, and what is published under them, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from gongkai.catalogues.queries.public import PublicRow
from gongkai.duties import queries as duties
from gongkai.duties.rules.condition import RowCondition
from gongkai.organisations.models import Body, County
from gongkai.portal.queries.fairness import shown_from
from gongkai.portal.rules.fairness import ShownFrom
from gongkai.portal.rules.row_state import RowState, told
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
class RowFacts:
    """How a row stands, how much is published under it, and the earliest day that is open.

    Of an overdue row that day is the missed one, of any other the next.
    """

    state: RowState
    information: int = 0
    newest: Newest | None = None
    due_on: date | None = None
    working: Mapping[str, Any] = field(default_factory=dict)
    is_provisional: bool = False
    explanations: Sequence[duties.Explained] = ()
    urges: int = 0
    may_urge: bool = False
    is_held_back: bool = False  # overdue, and the public is told that it is in preparation


def row_facts(
    county: County, rows: Sequence[PublicRow], *, on: date, body: Body | None = None, rule: ShownFrom | None = None
) -> dict[int, RowFacts]:
    """What is told of each row, by its id; with `body`, of what that body owes and published."""
    held = _held_back(county, rows, on=on, rule=rule)
    standing = duties.row_states(county, on=on, rows=rows, body_id=body.pk if body else None)
    information = Information.objects.of_county(county).public().filter(matter_id__in={row.matter_id for row in rows})
    information = information.filter(body=body) if body else information
    published = _published(information)
    newest = _newest(information, published)
    facts = {
        row.id: _facts(
            standing[row.id], published.get(row.matter_id, 0), newest.get(row.matter_id), held_back=row.field_id in held
        )
        for row in rows
    }
    return _with_words(county, rows, facts, on=on, body=body)


def _with_words(
    county: County, rows: Sequence[PublicRow], facts: Mapping[int, RowFacts], *, on: date, body: Body | None
) -> dict[int, RowFacts]:
    """The same with what stands beside the states: explanations where delay is told, urges where something is owed."""
    late = {row.matter_id for row in rows if facts[row.id].state is RowState.OVERDUE}
    owed = {row.matter_id for row in rows if facts[row.id].may_urge}
    explained = duties.explanations(county, late, on=on, body_id=body.pk if body else None) if late else {}
    urged = duties.urges(county, owed) if owed else {}
    return {
        row.id: replace(facts[row.id], explanations=explained.get(row.matter_id, ()), urges=urged.get(row.matter_id, 0))
        for row in rows
    }


def row_states(
    county: County, rows: Sequence[PublicRow], *, on: date, rule: ShownFrom | None = None
) -> dict[int, RowState]:
    """The states of many rows as the public is told them, by their ids, without dates and titles."""
    held = _held_back(county, rows, on=on, rule=rule)
    standing = duties.row_states(county, on=on, rows=rows, with_dates=False)
    published = _published(Information.objects.of_county(county).public())
    return {
        row.id: _facts(standing[row.id], published.get(row.matter_id, 0), held_back=row.field_id in held).state
        for row in rows
    }


def _held_back(county: County, rows: Sequence[PublicRow], *, on: date, rule: ShownFrom | None) -> set[int]:
    """The fields of these rows in which the public is not yet told of delay."""
    decided = shown_from(county) if rule is None else rule
    return {field_id for field_id in {row.field_id for row in rows} if decided.holds_back(field_id, on=on)}


def _facts(standing: duties.RowState, information: int, newest: Newest | None = None, *, held_back: bool) -> RowFacts:
    condition = standing.with_information(information).state
    return RowFacts(
        state=told(condition, held_back=held_back),
        may_urge=condition in (RowCondition.OVERDUE, RowCondition.DUE),
        is_held_back=held_back and condition is RowCondition.OVERDUE,
        information=information,
        newest=newest,
        due_on=standing.next_due_on,
        working=standing.working,
        is_provisional=standing.is_provisional,
    )


def _published(information: Any) -> dict[int, int]:
    return dict(information.order_by().values_list("matter_id").annotate(count=Count("id")))


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


def tally_of(states: Iterable[RowState]) -> Tally:
    """Count states for a bar."""
    counts: dict[str, int] = defaultdict(int)
    for state in states:
        counts[state.value] += 1
    return Tally(**counts)
