"""Deciding that a policy goes without an interpretation, and taking that back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.interpretation import policies
from gongkai.interpretation.models import Exemption
from gongkai.interpretation.rules import exemption
from gongkai.interpretation.rules.refusals import InterpretationRefused, Refusal
from gongkai.interpretation.rules.requirement import POLICY_KINDS
from gongkai.organisations.models import User
from gongkai.publishing.models import Information
from gongkai.publishing.rules.states import State


@transaction.atomic
def exempt(*, policy_id: int, ground: exemption.Ground, reason: str, by: User | None, at: datetime) -> Exemption:
    """Record that a policy goes without, why, and who decided: not one who wrote it. Again replaces the first."""
    policy = _lock(policy_id, by=by, at=at)
    if policy.kind not in POLICY_KINDS:
        raise InterpretationRefused(Refusal.NOT_A_POLICY)
    if not reason.strip():
        raise InterpretationRefused(Refusal.REASON_MISSING)
    made = Exemption.objects.filter(policy=policy).first() or Exemption(policy=policy, county_id=policy.county_id)
    made.ground, made.reason = str(ground), reason.strip()[:300]
    made.decided_at, made.decided_by = at, by
    made.save()
    _record("interpretation.exempted", made, by=by, at=at)
    return made


@transaction.atomic
def lift_exemption(*, policy_id: int, by: User | None, at: datetime) -> None:
    """Take an exemption back, as long as the policy did not go out on its strength."""
    policy = _lock(policy_id, by=by, at=at)
    made = Exemption.objects.filter(policy=policy).select_related("policy").first()
    if made is None:
        return
    if policy.state == State.PUBLISHED:
        raise InterpretationRefused(Refusal.ALREADY_PUBLIC)
    _record("interpretation.exemption_lifted", made, by=by, at=at)
    made.delete()


def _lock(policy_id: int, *, by: User | None, at: datetime) -> Information:
    policy: Information = Information.objects.select_for_update(of=("self",)).select_related("body").get(pk=policy_id)
    policies.require_exempt(by, policy, on=timezone.localtime(at).date())
    return policy


def _record(action: str, made: Exemption, *, by: User | None, at: datetime) -> None:
    detail = {"ground": made.ground, "reason": made.reason}
    audit.record(action, subject=made, by=by, at=at, county_id=made.county_id, detail=detail)
