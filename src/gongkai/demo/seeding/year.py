"""A year in the demo county: what happened, what was published of it on time, late or not yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from gongkai.catalogues import queries as catalogues
from gongkai.catalogues.models import Matter
from gongkai.catalogues.queries import RowInForce
from gongkai.demo import content
from gongkai.demo.seeding import norms
from gongkai.duties import actions as duties
from gongkai.duties.models import Duty
from gongkai.duties.rules import clauses
from gongkai.duties.rules.clauses import Clause, ClauseKind
from gongkai.organisations.models import Body, County, Level
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Information
from gongkai.workdays import queries as workdays
from gongkai.workdays.rules.calendar import Calendar

SEED = 54
LATE_SHARE = 0.04
OVERDUE_SHARE = 0.035
SOON_SHARE = 0.045
LONGEST_OVERDUE = 90  # working days
SOURCE = "demo"


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of content under a matter of a body, with the day it came into being and the day it was published."""

    piece: content.Piece
    matter_id: int
    body_id: int
    clause: Clause | None
    formed_on: date
    published_on: date
    key: str
    is_published: bool = True


def live(county: County, *, today: date, at: datetime) -> None:
    """Register what happened, generate the duties, publish; what is left open is due soon or overdue."""
    calendar = workdays.calendar_for(county.pk)
    placed = _after_their_policies(_placed(county, today=today, calendar=calendar))
    pending = _pending(placed, today=today, calendar=calendar)
    events = [_event(one) for one in (*placed, *pending) if one.clause is not None]
    ids = duties.take_in_events(county=county, events=events, source=SOURCE, by=None, at=at)
    duties.generate(county=county, on=today, at=at)
    _publish(county, placed, duty_of=_duties_by_event(county), events=ids, today=today, at=at)


def _placed(county: County, *, today: date, calendar: Calendar) -> Iterator[Placed]:
    """Every piece whose matter some body of the county owes."""
    rows = {row.matter_id: row for row in catalogues.rows_in_force(county, on=today)}
    matters = dict(Matter.objects.filter(county=county, split_from=None).values_list("item__key", "id"))
    owed: dict[int, set[int]] = {}
    for line in catalogues.owed(county, on=today):
        owed.setdefault(line.matter_id, set()).add(line.body_id)
    bodies = _Bodies(county)
    for number, piece in enumerate([*content.pieces(today, SEED), *content.records(today, SEED)]):
        matter_id = matters.get(piece.item, 0)
        body_id = bodies.of(piece, owed.get(matter_id, set()))
        if matter_id in rows and body_id:
            yield _place(piece, rows[matter_id], body_id, number=number, today=today, calendar=calendar)


def _place(
    piece: content.Piece, row: RowInForce, body_id: int, *, number: int, today: date, calendar: Calendar
) -> Placed:
    dice = Random(f"{SEED} {number}")
    formed_on = min(piece.formed_on(today), today)
    clause = _clause(row, piece.element)
    limit = clause.amount if clause and clause.unit == "workday" and clause.amount else 10
    delay = limit + dice.randint(1, 6) if dice.random() < LATE_SHARE else dice.randint(0, max(1, limit - 2))
    published_on = min(calendar.add(calendar.next_working_day(formed_on), delay), calendar.last_working_day(today))
    return Placed(piece, row.matter_id, body_id, clause, formed_on, max(published_on, formed_on), f"piece-{number}")


def _after_their_policies(placed: Iterable[Placed]) -> list[Placed]:
    """No interpretation goes before its policy: one written earlier goes out with it."""
    pieces = list(placed)
    days = {one.piece.title: one.published_on for one in pieces}
    return [
        replace(one, published_on=max(one.published_on, days.get(one.piece.interprets, one.published_on)))
        for one in pieces
    ]


def _clause(row: RowInForce, element: str) -> Clause | None:
    """The clause that such a piece starts: of its element, else of the whole row."""
    dated = [c for c in clauses.read(row.time_rules) if c.kind is ClauseKind.WITHIN]
    named = [c for c in dated if c.scope and c.scope in element]
    return next(iter(named or [c for c in dated if not c.scope]), None)


class _Bodies:
    """Which body a piece means: the village or its township, else by kind, else whoever owes the matter."""

    def __init__(self, county: County) -> None:
        bodies = list(Body.objects.of(county).select_related("division", "parent__division").order_by("number"))
        self._kinds = {body.kind: body.pk for body in bodies if body.level == Level.COUNTY}
        self._places = {body.division.name: body.pk for body in bodies if body.level != Level.COUNTY}
        self._above = {body.division.name: body.parent_id for body in bodies if body.level == Level.VILLAGE}

    def of(self, piece: content.Piece, owing: set[int]) -> int:
        """A body that owes the matter, 0 if nobody does."""
        of_place = (self._places.get(piece.place), self._above.get(piece.place))
        wanted = (*of_place, self._kinds.get(piece.body_kind))
        named = next((pk for pk in wanted if pk in owing), None)
        return named or min(owing, default=0)


def _pending(placed: Sequence[Placed], *, today: date, calendar: Calendar) -> list[Placed]:
    """More of the same kind that nobody has published yet: some of it overdue, most of it due in the next weeks."""
    dice = Random(f"{SEED} pending")
    able = [one for one in placed if one.clause and one.clause.unit == "workday" and one.clause.amount]
    if not able:
        return []
    lates = int(len(able) * OVERDUE_SHARE)
    chosen = dice.sample(able, lates + int(len(able) * SOON_SHARE))
    late, soon = chosen[:lates], chosen[lates:]
    waiting = [(one, _limit(one) + dice.randint(1, LONGEST_OVERDUE)) for one in late]
    waiting += [(one, dice.randint(0, max(0, _limit(one) - 1))) for one in soon]
    return [
        replace(one, formed_on=calendar.add(today, -ago) if ago else today, key=f"{one.key}-next", is_published=False)
        for one, ago in waiting
    ]


def _limit(one: Placed) -> int:
    return (one.clause and one.clause.amount) or 0


def _event(one: Placed) -> duties.NewEvent:
    assert one.clause is not None  # asked for by the caller
    return duties.NewEvent(
        matter_id=one.matter_id,
        body_id=one.body_id,
        trigger=one.clause.trigger,
        occurred_on=one.formed_on,
        title=one.piece.title if one.is_published else f"{one.piece.l2}（{one.formed_on:%m月%d日}形成）",
        key=one.key,
        scope=one.clause.scope,
    )


def _duties_by_event(county: County) -> dict[int, int]:
    rows = Duty.objects.of_county(county).filter(kind=Duty.Kind.EVENT).values_list("event_id", "id")
    return {event: duty for event, duty in rows if event}


def _publish(
    county: County,
    placed: Iterable[Placed],
    *,
    duty_of: Mapping[int, int],
    events: Mapping[str, int],
    today: date,
    at: datetime,
) -> list[Information]:
    ordered = sorted(placed, key=lambda one: (one.published_on, one.key))
    pieces = [_piece(one, duty_of.get(events.get(one.key, 0)), today=today) for one in ordered]
    return publishing.import_published(county=county, pieces=pieces, by=None, at=at)


def _piece(one: Placed, duty_id: int | None, *, today: date) -> publishing.Piece:
    piece = one.piece
    dice = Random(one.key)
    moment = datetime.combine(one.published_on, time(9), tzinfo=timezone.get_current_timezone())
    return publishing.Piece(
        matter_id=one.matter_id,
        body_id=one.body_id,
        title=piece.title,
        html=piece.html,
        published_at=moment + timedelta(minutes=dice.randint(0, 480)),
        kind=piece.kind,
        title_en=piece.title_en,
        summary=piece.summary,
        document_number=piece.doc_number or "",
        written_on=one.formed_on,
        validity=piece.validity,
        expires_on=norms.expiry_of(piece.title, since=one.formed_on, today=today) if piece.validity else None,
        duty_id=duty_id,
        files=[publishing.PieceFile(file.name, file.build()) for file in piece.attachments],
        key=piece.title,
        interprets=piece.interprets,
    )
