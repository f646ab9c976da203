"""A piece on the reviewer's screen: its stages, its notes, and what she may do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.organisations.models import User
from gongkai.publishing import policies
from gongkai.publishing.models import Information
from gongkai.publishing.queries import chains as choices
from gongkai.publishing.rules import chains
from gongkai.publishing.rules.chains import PLANS, Chain, Stage
from gongkai.publishing.rules.points import POINTS, Point, to_tick
from gongkai.publishing.rules.states import UNDER_REVIEW


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of the chain: cleared by somebody, waiting now, or still to come."""

    stage: Stage
    state: str  # done, waiting, later
    cleared_by: str = ""
    cleared_at: datetime | None = None
    deputising_for: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note at a place."""

    id: int
    place: str
    quote: str
    text: str
    noted_by: str
    noted_at: datetime
    settled_by: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What the reviewer's screen needs beside the piece and its findings."""

    chain: Chain
    stages: tuple[StageLine, ...]
    waiting: Stage | None
    moves: tuple[str, ...]
    may_clear_all: bool  # everything that is left, on one screen
    points: tuple[Point, ...]
    must_tick: bool
    notes: tuple[Note, ...]
    is_short_handed: bool
    is_author: bool
    is_for_another: bool  # she cleared a stage of this round: the one that waits is better cleared by somebody else


def review_view(piece: Information, user: User, *, on: date) -> ReviewView:
    """A piece as one person may act on it."""
    chain = Chain(piece.chain or Chain.ORDINARY)
    left = choices.stages_left(piece) if piece.state in UNDER_REVIEW else ()
    waiting = left[0] if left else None
    moves = policies.moves_for(user, piece, on=on)
    may_clear_all = bool(left) and str(left[0]) in moves and _may_clear_all(piece, chain, left, user, on=on)
    hers = left if may_clear_all else left[:1]
    return ReviewView(
        chain=chain,
        stages=_stages(piece, chain, waiting),
        waiting=waiting,
        moves=moves,
        may_clear_all=may_clear_all,
        points=tuple(point for stage in hers for point in POINTS[stage]),
        must_tick=any(to_tick(stage, chain) for stage in hers),
        notes=notes_of(piece),
        is_short_handed=bool(left) and not choices.is_staffed(piece, chain, on=on),
        is_author=policies.is_author(user, piece),
        is_for_another=waiting is not None and not may_clear_all and user.pk in piece.cleared_by(),
    )


def notes_of(piece: Information) -> tuple[Note, ...]:
    """The notes of all rounds, open ones first."""
    found = piece.notes.select_related("noted_by", "settled_by").order_by("settled_at", "id")
    listed = [
        Note(
            id=note.pk,
            place=note.place,
            quote=note.quote,
            text=note.text,
            noted_by=note.noted_by.display_name if note.noted_by else "",
            noted_at=note.noted_at,
            settled_by=note.settled_by.display_name if note.settled_by else "",
            is_settled=note.settled_at is not None,
        )
        for note in found
    ]
    return tuple(sorted(listed, key=lambda note: (note.is_settled, note.id)))


def _may_clear_all(piece: Information, chain: Chain, left: tuple[Stage, ...], user: User, *, on: date) -> bool:
    allowed = policies.permissions_on(user, piece, on=on)
    cleared = piece.cleared_by()
    for stage in left:
        if chains.permissions_for(stage, chain).isdisjoint(allowed) or not chains.is_enough(chain, cleared, user.pk):
            return False
        cleared = [*cleared, user.pk]
    return True


def _stages(piece: Information, chain: Chain, waiting: Stage | None) -> tuple[StageLine, ...]:
    if not piece.round:
        return ()
    cleared = piece.clearances.filter(round=piece.round).select_related("cleared_by", "deputising_for")
    done = {line.stage: line for line in cleared}
    asked = (*PLANS[chain].stages, *((Stage.SECOND_LOOK,) if piece.is_emergency else ()))
    return tuple(
        StageLine(
            stage=stage,
            state="done",
            cleared_by=line.cleared_by.display_name if line.cleared_by else "",
            cleared_at=line.cleared_at,
            deputising_for=line.deputising_for.display_name if line.deputising_for else "",
            comment=line.comment,
        )
        if (line := done.get(stage))
        else StageLine(stage=stage, state="waiting" if stage is waiting else "later")
        for stage in asked
    )
