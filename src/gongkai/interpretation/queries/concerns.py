"""Concerns as the desk's list and page show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import DateTimeField, F, Prefetch, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.models import AnswerDraft, Concern, ConcernStep, Question
from gongkai.interpretation.queries import reckoning
from gongkai.interpretation.querysets import ConcernQuerySet
from gongkai.interpretation.rules import concerns, steps
from gongkai.interpretation.rules.clocks import Clock
from gongkai.interpretation.rules.concerns import State
from gongkai.organisations.queries import Staff
from gongkai.ui import keyset

AHEAD = timedelta(hours=12)
NEVER = datetime(2999, 1, 1, tzinfo=UTC)
SHOWN = ("open", "escalated", "closed", "all")


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A concern in the list, with its clocks."""

    concern: Concern
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class ConcernPage:
    """Everything that the page of one concern says."""

    concern: Concern
    clocks: tuple[Clock, ...]
    story: tuple[ConcernStep, ...]
    drafts: tuple[AnswerDraft, ...]
    questions: tuple[Question, ...]
    moves: tuple[str, ...]
    may_work: bool
    may_decide: bool


def shown(staff: Staff, show: str, *, at: datetime) -> ConcernQuerySet:
    """The concerns of one part of the list."""
    found = policies.concerns_seen(staff)
    parts = {
        "open": found.open(),
        "escalated": found.overdue(at=at + AHEAD),
        "closed": found.filter(state=State.CLOSED),
    }
    return parts.get(show, found)


def concerns_page(staff: Staff, show: str, *, at: datetime, after: str | None) -> keyset.Page[Concern]:
    """One page of a part: what runs by its last moment, what owes nothing behind it; the closed newest first."""
    said = ConcernStep.objects.exclude(said="").order_by("said_at", "id")
    found = (
        shown(staff, show, at=at)
        .select_related("body", "policy")
        .prefetch_related(Prefetch("steps", queryset=said, to_attr="sayings"))
    )
    if show in ("closed", "all"):
        return keyset.page(found, by=("-registered_at", "-pk"), cursor=after)
    urgency = Coalesce(F("due_at"), Value(NEVER, output_field=DateTimeField()))
    return keyset.page(found.annotate(urgency=urgency), by=("urgency", "pk"), cursor=after)


def lines(page: keyset.Page[Concern]) -> tuple[ConcernLine, ...]:
    """The rows of such a page."""
    return tuple(ConcernLine(concern, _clocks(concern, concern.sayings)) for concern in page.rows)  # type: ignore[attr-defined]


def counts(staff: Staff, *, at: datetime) -> Mapping[str, int]:
    """How many concerns each part of the list has."""
    return {show: shown(staff, show, at=at).count() for show in SHOWN}


def pressing(staff: Staff, *, at: datetime) -> ConcernQuerySet:
    """What this desk owes within hours, or should have said already."""
    return shown(staff, "escalated", at=at)


def concern_page(concern: Concern, staff: Staff, *, at: datetime) -> ConcernPage:
    """One concern with its story, its clocks, and what this person may do."""
    held = policies.permissions_over(staff.user, concern.body, staff.county, on=timezone.localdate(at))
    story = tuple(concern.steps.select_related("by", "body", "information"))
    drafts = concern.drafts.select_related("information").order_by("begun_at", "id")
    is_open = State(concern.state) in concerns.OPEN
    return ConcernPage(
        concern=concern,
        clocks=_clocks(concern, story),
        story=story,
        drafts=tuple(drafts.filter(information__answers_to_concerns=None)),
        questions=tuple(concern.questions.order_by("asked_at", "id")[:20]),
        moves=steps.names(concerns.STEPS, state=State(concern.state), permissions=held, decision=concern.decision),
        may_work=is_open and not held.isdisjoint(concerns.DESK),
        may_decide=is_open and not held.isdisjoint(concerns.DECIDERS),
    )


def _clocks(concern: Concern, story: Iterable[ConcernStep]) -> tuple[Clock, ...]:
    return reckoning.clocks_of(concern, reckoning.done_in(story))
