"""One dataclass per public page, built in a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q

from gongkai.catalogues.queries.inforce import current_version
from gongkai.catalogues.queries.public import (
    MatterStep,
    PublicRow,
    all_rows,
    body_rows,
    field_rows,
    matter_history,
    matter_row,
)
from gongkai.duties.models import Duty
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import Body, County, Level
from gongkai.portal.queries.fairness import held_back, shown_from
from gongkai.portal.queries.states import RowFacts, row_facts, row_states, tally_of
from gongkai.portal.rules.fairness import ShownFrom
from gongkai.portal.rules.row_state import RowState
from gongkai.publishing.models import Information
from gongkai.standards.models import Field
from gongkai.ui.keyset import Page
from gongkai.ui.keyset import page as keyset_page
from gongkai.ui.states import Tally
from gongkai.website.models import Topic
from gongkai.website.queries import topics

LATEST = 8
TOPICS = 4  # on the front page: one row of them
NEWEST_FIRST = ("-published_at", "id")


@dataclass(frozen=True, slots=True)
class FieldCard:
    """A field and how much of it is disclosed."""

    field: Field
    states: Sequence[RowState]

    @property
    def tally(self) -> Tally:
        """The field's rows by state."""
        return tally_of(self.states)


@dataclass(frozen=True, slots=True)
class Month:
    """The county's own scoreboard for the running month."""

    due: int
    done: int
    overdue: int
    held_back: int = 0  # of those still to come: past their day, in fields whose delay is not yet told


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy with its interpretation."""

    policy: Information
    interpretation: Information | None


@dataclass(frozen=True, slots=True)
class Home:
    """The front page."""

    fields: Sequence[FieldCard]
    month: Month
    latest: Sequence[Information]
    policies: Sequence[Policy]
    departments: Sequence[Body]
    townships: Sequence[Body]
    topics: Sequence[Topic]


def home(county: County, *, on: date, place: Body | None = None) -> Home:
    """The front page; with a place, its own information first."""
    public = Information.objects.of_county(county).public().newest_first()
    latest = public.filter(body=place) if place else public
    bodies = list(Body.objects.of(county).living(on=on).exclude(level=Level.VILLAGE).listed())
    rule = shown_from(county)
    return Home(
        fields=field_cards(county, on=on, rule=rule),
        month=month(county, on=on, rule=rule),
        latest=list(latest[:LATEST]),
        policies=_policies(public),
        departments=[body for body in bodies if body.level == Level.COUNTY],
        townships=[body for body in bodies if body.level == Level.TOWNSHIP],
        topics=list(topics.with_content(county)[:TOPICS]),
    )


def field_cards(county: County, *, on: date, rule: ShownFrom | None = None) -> list[FieldCard]:
    """Every field of the catalogue in force with its tally."""
    version = current_version(county, on=on)
    if version is None:
        return []
    rows = all_rows(version, on=on)
    known = row_states(county, rows, on=on, rule=rule)
    states: dict[int, list[RowState]] = {}
    for row in rows:
        states.setdefault(row.field_id, []).append(known[row.id])
    fields = Field.objects.in_bulk(states)
    cards = [FieldCard(fields[field_id], found) for field_id, found in states.items()]
    return sorted(cards, key=lambda card: card.field.number)


def month(county: County, *, on: date, rule: ShownFrom | None = None) -> Month:
    """What falls due in the month of a day, and what the public is told became of it."""
    due = due_in_month(county, on=on)
    late = Q(state=Duty.State.OPEN, due_on__lt=on)
    held = held_back(shown_from(county) if rule is None else rule, on=on)
    counts = due.aggregate(
        due=Count("id"),
        done=Count("id", filter=Q(state__in=[Duty.State.FULFILLED, Duty.State.NIL])),
        overdue=Count("id", filter=late & ~held),
        held_back=Count("id", filter=late & held),
    )
    return Month(**counts)


def due_in_month(county: County, *, on: date) -> Any:
    """The duties of the month of a day, waived ones apart."""
    first = on.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return Duty.objects.of_county(county).filter(due_on__gte=first, due_on__lte=last).exclude(state=Duty.State.WAIVED)


def _policies(public: Any) -> list[Policy]:
    policies = list(public.filter(kind__in=["normative", "policy"])[:LATEST])
    explained = public.filter(interprets__in=[policy.pk for policy in policies])
    by_policy = {interpretation.interprets_id: interpretation for interpretation in explained}
    return [Policy(policy, by_policy.get(policy.pk)) for policy in policies]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its state and what stands under it."""

    row: PublicRow
    known: RowFacts

    @property
    def state(self) -> RowState:
        return self.known.state


@dataclass(frozen=True, slots=True)
class FieldPage:
    """The living catalogue of one field."""

    field: Field
    tally: Tally
    rows: Sequence[ShownRow]
    overdue_from: date | None = None  # the county's decision on this field; None: its delay was always told


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What of a field is shown: a state, a body, a level, an audience."""

    state: str = ""
    body: str = ""
    level: str = ""
    audience: str = ""

    def lets_through(self, row: PublicRow) -> bool:
        """Whether a row passes, its state apart."""
        is_owed = not self.body or any(o.slug == self.body or o.stands_for > 1 for o in row.owners)
        is_meant = not self.audience or (
            bool(row.audience.get("groups")) if self.audience == "groups" else row.audience.get("all")
        )
        return is_owed and bool(is_meant) and (not self.level or self.level in row.levels)


def field_page(county: County, field: Field, *, on: date, chosen: RowFilter) -> FieldPage:
    """A field's rows that pass the filter; the tally counts them whatever their state."""
    version = current_version(county, on=on)
    rows = [row for row in field_rows(version, field.pk, on=on) if chosen.lets_through(row)] if version else []
    rule = shown_from(county)
    shown = _shown(county, rows, on=on, rule=rule)
    tally = tally_of(row.state for row in shown)
    chosen_rows = [row for row in shown if not chosen.state or row.state == chosen.state]
    return FieldPage(field, tally, chosen_rows, rule.of(field.pk))


def _shown(
    county: County, rows: Sequence[PublicRow], *, on: date, body: Body | None = None, rule: ShownFrom | None = None
) -> list[ShownRow]:
    known = row_facts(county, rows, on=on, body=body, rule=rule)
    return [ShownRow(row, known[row.id]) for row in rows]


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A matter: its row, what was published under it, what became of it over the versions."""

    shown: ShownRow
    information: Page[Information]
    history: Sequence[MatterStep]
    overdue_from: date | None = None


def matter_page(county: County, number: int, *, on: date, cursor: str = "") -> MatterPage | None:
    """The page of a matter, or None if no catalogue in force holds it."""
    row = matter_row(county, number, on=on)
    if row is None:
        return None
    public = Information.objects.of_county(county).public().filter(matter_id=row.matter_id)
    rule = shown_from(county)
    return MatterPage(
        shown=_shown(county, [row], on=on, rule=rule)[0],
        information=keyset_page(public, by=NEWEST_FIRST, cursor=cursor),
        history=matter_history(row.matter_id),
        overdue_from=rule.of(row.field_id),
    )


def answering_row(county: County, number: int, *, on: date) -> ShownRow | None:
    """A matter's row with how it stands, or None if no catalogue in force holds it."""
    row = matter_row(county, number, on=on)
    return _shown(county, [row], on=on)[0] if row is not None and row.is_applicable else None


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Of the dated duties of a year: how many, and how many on time."""

    total: int
    on_time: int


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body: its rows, its information, its punctuality."""

    body: Body
    successor: Body | None  # who answers since it was abolished
    tally: Tally
    rows: Sequence[ShownRow]
    information: Page[Information]
    punctuality: Punctuality


def body_page(county: County, slug: str, *, on: date, cursor: str = "") -> BodyPage | None:
    """The page of a body, or None where there is none of that name."""
    body = Body.objects.of(county).select_related("work_unit").filter(slug=slug).first()
    if body is None:
        return None
    version = current_version(county, on=on, owner=body) or current_version(county, on=on)
    rule = shown_from(county)
    rows = _shown(county, body_rows(version, body, on=on) if version else [], on=on, body=body, rule=rule)
    public = Information.objects.of(body).public()
    return BodyPage(
        body=body,
        successor=organisations.successors([body], on=on).get(body.pk),
        tally=tally_of(row.state for row in rows),
        rows=rows,
        information=keyset_page(public, by=NEWEST_FIRST, cursor=cursor),
        punctuality=punctuality(body, on=on, rule=rule),
    )


def punctuality(body: Body, *, on: date, rule: ShownFrom) -> Punctuality:
    """How punctual a body was with what fell due in the last year; what is told as still to come is not counted."""
    due = Duty.objects.of(body).filter(due_on__gt=on - timedelta(days=365), due_on__lt=on).exclude(state="waived")
    due = due.exclude(Q(state=Duty.State.OPEN) & held_back(rule, on=on))
    kept = Q(state=Duty.State.NIL) | Q(state=Duty.State.FULFILLED, fulfilled_on__lte=F("due_on"))
    return Punctuality(**due.aggregate(total=Count("id"), on_time=Count("id", filter=kept)))


def latest(county: County, *, kind: str = "", cursor: str = "") -> Page[Information]:
    """All information, newest first."""
    public = Information.objects.of_county(county).public()
    return keyset_page(public.filter(kind=kind) if kind else public, by=NEWEST_FIRST, cursor=cursor)


def progress(county: County, *, on: date, state: str, rule: ShownFrom, cursor: str = "") -> Page[Duty]:
    """The month's duties in a state as told: due (all), done, overdue, open."""
    held = held_back(rule, on=on)
    due = due_in_month(county, on=on).select_related("matter", "row", "body")
    chosen: Mapping[str, Q] = {
        "done": Q(state__in=[Duty.State.FULFILLED, Duty.State.NIL]),
        "overdue": Q(state=Duty.State.OPEN, due_on__lt=on) & ~held,
        "open": Q(state=Duty.State.OPEN) & (Q(due_on__gte=on) | held),
    }
    return keyset_page(due.filter(chosen.get(state, Q())), by=("due_on", "id"), cursor=cursor)
