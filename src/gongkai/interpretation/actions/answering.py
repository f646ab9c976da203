"""Answering by pieces of our own: begun under a matter, reviewed as every piece is, said the day they are public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from gongkai.audit import actions as audit
from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.actions import concerns
from gongkai.interpretation.models import AnswerDraft, ConcernStep
from gongkai.interpretation.rules.concerns import DESK, OPEN, Decision, State
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.organisations.models import User
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Information
from gongkai.publishing.rules.states import State as PieceState

Said = ConcernStep.Said


@transaction.atomic
def start_answer(*, concern_id: int, matter_id: int, said: str, by: User, at: datetime) -> Information:
    """Begin a piece that is to say something of a concern: an interpretation where a policy is asked about."""
    concern = concerns.lock(concern_id)
    policies.require(by, DESK, concern.body, concern.county, on=timezone.localdate(at))
    if State(concern.state) not in OPEN or said not in (Said.WORD, Said.PRESS, Said.ANSWER):
        raise ResponseRefused(Refusal.NOT_OPEN, state=concern.state)
    draft = publishing.start_draft(body=concern.body, matter_id=matter_id, by=by, at=at)
    explains = concern.policy_id is not None and said == Said.ANSWER
    draft = publishing.save_draft(
        information_id=draft.pk,
        revision=draft.revision,
        by=by,
        at=at,
        title=f"关于“{concern.title}”的回应",
        html=f"<p>{escape(concern.title)}</p>",
        kind=Information.Kind.INTERPRETATION if explains else Information.Kind.ANNOUNCEMENT,
        interprets_id=concern.policy_id if explains else None,
    )
    AnswerDraft.objects.create(concern=concern, information=draft, said=said, begun_at=at, begun_by=by)
    detail = {"information": draft.title}
    audit.record("concern.answer_started", subject=concern, by=by, at=at, county_id=concern.county_id, detail=detail)
    return draft


@transaction.atomic
def follow_answers(*, public_ids: Iterable[str], by: User | None, at: datetime) -> int:
    """Bring concerns up to the pieces that have become public. A piece speaks once, however often this is told."""
    drafts = AnswerDraft.objects.filter(
        information__public_id__in=list(public_ids), information__answers_to_concerns=None
    )
    spoken = 0
    for draft in drafts.filter(information__state=PieceState.PUBLISHED).select_related("information").order_by("id"):
        concern = concerns.lock(draft.concern_id)
        is_answer = (concern.state, concern.decision) == (State.DECIDED, Decision.ANSWER) and draft.said == Said.ANSWER
        name = "answer" if is_answer else "say"
        concerns.follow(concern, name, piece=draft.information, said=draft.said, by=by, at=at)
        spoken += 1
    return spoken
