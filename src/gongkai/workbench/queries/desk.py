"""My tasks: what waits at one desk, of every kind, in lists with their counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q

from gongkai.duties import queries as duties
from gongkai.duties.models import Duty
from gongkai.duties.queries import Task, TaskKind
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies as publishing
from gongkai.publishing import queries as information
from gongkai.publishing.models import Information
from gongkai.publishing.queries import deliveries
from gongkai.publishing.queries.deliveries import Sent
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules.states import State
from gongkai.ui import keyset
from gongkai.workbench import policies
from gongkai.workbench.models import WaiverRequest


class Pile(StrEnum):
    """The lists of the desk. The first is what opens: all that is overdue or due, and what others wait for."""

    NOW = "now"
    OVERDUE = "overdue"
    SOON = "soon"
    RETURNED = "returned"
    SIGN = "sign"
    DRAFTS = "drafts"
    READY = "ready"
    REDATED = "redated"
    REVIEW = "review"
    REMINDER = "reminder"
    UPCOMING = "upcoming"
    WAIVERS = "waivers"
    DELIVERIES = "deliveries"


DUTY_PILES: Mapping[Pile, TaskKind | None] = {
    Pile.NOW: None,
    Pile.OVERDUE: TaskKind.OVERDUE,
    Pile.SOON: TaskKind.SOON,
    Pile.REDATED: TaskKind.REDATED,
    Pile.REVIEW: TaskKind.REVIEW,
    Pile.REMINDER: TaskKind.REMINDER,
    Pile.UPCOMING: TaskKind.UPCOMING,
}
PIECE_PILES = frozenset({Pile.RETURNED, Pile.SIGN, Pile.DRAFTS, Pile.READY})
FIRST_PIECES = 5
MOST_DELIVERIES = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of information that waits for someone at this desk."""

    public_id: str
    title: str
    title_en: str
    state: str
    body_name: str
    body_name_en: str
    matter_name: str
    matter_name_en: str
    due_on: date | None
    changed_at: datetime
    written_by: str
    returned_note: str


@dataclass(frozen=True, slots=True)
class PiecePage:
    """A page of pieces with the cursors of its neighbours."""

    rows: tuple[Piece, ...]
    next: str = ""
    previous: str = ""

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


@dataclass(frozen=True, slots=True)
class Waiver:
    """An open request to be released from a duty."""

    id: int
    duty_id: int
    matter_name: str
    matter_name_en: str
    body_name: str
    body_name_en: str
    due_on: date | None
    reason: str
    asked_by: str
    asked_at: datetime


def counts(staff: Staff, *, on: date) -> dict[Pile, int]:
    """How many things lie on each pile: one query for duties, one for pieces, one for requests."""
    owed = duties.counts(staff.county, on=on, bodies=policies.own_ids(staff))
    piles = {pile: owed[kind] for pile, kind in DUTY_PILES.items() if kind is not None}
    piles[Pile.NOW] = owed[TaskKind.OVERDUE] + owed[TaskKind.DUE]
    asked = {str(pile): Count("pk", filter=_is(pile, staff)) for pile in PIECE_PILES}
    piles |= {Pile(name): number for name, number in publishing.visible(staff).aggregate(**asked).items()}
    piles[Pile.DELIVERIES] = deliveries.waiting_count(staff)
    if policies.may(staff, Permission.MANAGE_DUTIES):
        piles[Pile.WAIVERS] = WaiverRequest.objects.filter(county=staff.county, settled_at__isnull=True).count()
    return {pile: piles[pile] for pile in Pile if pile in piles}


def pressing(staff: Staff, *, on: date) -> int:
    """What is overdue or due today: the number in the navigation, in one query."""
    bodies = policies.own_bodies(staff)
    return Duty.objects.of_county(staff.county).open().filter(body__in=bodies, due_on__lte=on).count()


def tasks(staff: Staff, pile: Pile, *, on: date, after: str | None = None) -> duties.TaskPage:
    """One page of a pile of duties."""
    return duties.tasks(staff.county, on=on, kind=DUTY_PILES[pile], bodies=policies.own_ids(staff), after=after)


def begun(staff: Staff, tasks: tuple[Task, ...]) -> dict[int, str]:
    """The drafts that exist already for these duties, by duty."""
    return information.draft_ids_by_duty(staff, [task.id for task in tasks])


def pieces(staff: Staff, pile: Pile, *, after: str | None = None) -> PiecePage:
    """One page of a pile of pieces, last changed first."""
    waiting = _joined(publishing.visible(staff).filter(_is(pile, staff)))
    page = keyset.page(waiting, by=("-changed_at", "-pk"), cursor=after)
    return PiecePage(tuple(_piece(piece) for piece in page.rows), page.next, page.previous)


def first_pieces(staff: Staff) -> tuple[Piece, ...]:
    """What came back, waits for a signature or for release: shown above the duties, the first few."""
    waiting = _is(Pile.RETURNED, staff) | _is(Pile.SIGN, staff) | _is(Pile.READY, staff)
    found = _joined(publishing.visible(staff).filter(waiting)).order_by("-changed_at", "-pk")
    return tuple(_piece(piece) for piece in found[:FIRST_PIECES])


def undelivered(staff: Staff) -> tuple[Sent, ...]:
    """What waits for a person on its way to a channel, oldest first."""
    return deliveries.waiting(staff, bodies=[staff.body.pk], limit=MOST_DELIVERIES)


def waivers(staff: Staff) -> tuple[Waiver, ...]:
    """Open requests, oldest first."""
    found = WaiverRequest.objects.filter(county=staff.county, settled_at__isnull=True).order_by("asked_at", "pk")
    return tuple(_waiver(request) for request in found.select_related("duty__matter", "duty__body", "asked_by")[:200])


def _is(pile: Pile, staff: Staff) -> Q:
    draft = Q(state=State.DRAFT)
    if pile is Pile.RETURNED:
        return draft & ~Q(returned_note="")
    if pile is Pile.DRAFTS:
        return draft & Q(returned_note="")
    if pile is Pile.READY:
        return Q(state=State.SIGNED_OFF)
    waiting = Information.objects.of_county(staff.county).waiting_for(staff.user, staff.permissions)
    return Q(pk__in=waiting.values("pk"))


def _joined(pieces: InformationQuerySet) -> InformationQuerySet:
    return pieces.select_related("body", "matter", "duty", "drafted_by")


def _piece(piece: Information) -> Piece:
    return Piece(
        public_id=piece.public_id,
        title=piece.title,
        title_en=piece.title_en,
        state=information.shown_state(piece),
        body_name=piece.body.short_name,
        body_name_en=piece.body.name_en,
        matter_name=piece.matter.name,
        matter_name_en=piece.matter.name_en,
        due_on=piece.duty.due_on if piece.duty else None,
        changed_at=piece.changed_at,
        written_by=piece.drafted_by.display_name if piece.drafted_by else "",
        returned_note=piece.returned_note,
    )


def _waiver(request: WaiverRequest) -> Waiver:
    return Waiver(
        id=request.pk,
        duty_id=request.duty_id,
        matter_name=request.duty.matter.name,
        matter_name_en=request.duty.matter.name_en,
        body_name=request.duty.body.short_name,
        body_name_en=request.duty.body.name_en,
        due_on=request.duty.due_on,
        reason=request.reason,
        asked_by=request.asked_by.display_name,
        asked_at=request.asked_at,
    )
