"""Policy and interpretation, made public in one transaction: all of them or none (同步部署)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.interpretation.actions.planning import record
from gongkai.interpretation.models import Plan
from gongkai.interpretation.rules.refusals import InterpretationRefused, Refusal
from gongkai.interpretation.rules.stages import Stage, stage_of
from gongkai.organisations.models import User
from gongkai.publishing import actions as publishing
from gongkai.publishing.actions import PublishingRefused
from gongkai.publishing.models import Information


@transaction.atomic
def release_together(*, policy_id: int, by: User | None, at: datetime) -> list[Information]:
    """Publish a policy and every material of its plan, the policy first. What is public already stays as it is.

    Whether a person may publish each of them is asked where each is published.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("policy").filter(policy_id=policy_id).first()
    if plan is None:
        raise InterpretationRefused(Refusal.NO_PLAN)
    waiting = _waiting(plan)
    published = [_publish(piece, by=by, at=at) for piece in waiting]
    record("interpretation.released", plan, by=by, at=at, detail={"pieces": [piece.title for piece in published]})
    return published


def _waiting(plan: Plan) -> list[Information]:
    """The pieces that are not public yet, the policy first; refused while one of them is not cleared."""
    lines = list(plan.materials.select_related("information"))
    if not lines:
        raise InterpretationRefused(Refusal.NOTHING_TO_RELEASE)
    stages = {line.title: stage_of(line.information.state if line.information else None) for line in lines}
    stages = {plan.policy.title: stage_of(plan.policy.state), **stages}
    if behind := [title for title, stage in stages.items() if stage < Stage.CLEARED]:
        raise InterpretationRefused(Refusal.NOT_READY, titles=behind)
    pieces = [plan.policy, *(line.information for line in lines if line.information)]
    waiting = [piece for piece in pieces if stage_of(piece.state) < Stage.PUBLIC]
    if not waiting:
        raise InterpretationRefused(Refusal.ALREADY_PUBLIC)
    return waiting


def _publish(piece: Information, *, by: User | None, at: datetime) -> Information:
    try:
        return publishing.publish(information_id=piece.pk, by=by, at=at)
    except PublishingRefused as refused:
        raise InterpretationRefused(Refusal.PIECE_REFUSED, title=piece.title, refused=refused) from refused
