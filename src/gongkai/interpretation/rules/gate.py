"""May a policy be signed off, and may it be published, as far as its interpretation goes?

Organised together: there is a plan with at least one material. Signed off together: no material is still being
written when the policy is signed off, and each is cleared when the policy is published. Released together: a material
goes out with the policy, or within the days that the county allows; never before it.

An emergency release waits for nothing: its reason is on record, and the report counts an interpretation that never
came as missing.

Sources
    国办发〔2019〕54号 §二(十): 同步组织、同步审签、同步部署.
    国办发〔2016〕80号: the same; no national number of days, so the county's delay is a setting, none by default.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongkai.interpretation.rules.stages import Stage


class Reason(StrEnum):
    """What keeps a gate closed."""

    PLAN_MISSING = "plan_missing"
    MATERIAL_MISSING = "material_missing"
    MATERIAL_NOT_WRITTEN = "material_not_written"
    MATERIAL_IN_DRAFT = "material_in_draft"
    MATERIAL_NOT_CLEARED = "material_not_cleared"
    POLICY_NOT_PUBLIC = "policy_not_public"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a gate knows of a policy. `materials`: how far each line of its plan is."""

    is_required: bool
    is_exempt: bool = False
    is_emergency: bool = False
    has_plan: bool = False
    materials: tuple[Stage, ...] = ()


def before_sign_off(facts: Facts) -> tuple[Reason, ...]:
    """Why a policy may not be signed off yet."""
    return _closed(facts, least=Stage.UNDER_REVIEW)


def before_publish(facts: Facts, *, may_follow: bool) -> tuple[Reason, ...]:
    """Why a policy may not be published yet. `may_follow`: the county lets material follow within some days."""
    return _closed(facts, least=Stage.UNDER_REVIEW if may_follow else Stage.CLEARED)


def _closed(facts: Facts, *, least: Stage) -> tuple[Reason, ...]:
    if not facts.is_required or facts.is_exempt or facts.is_emergency:
        return ()
    if not facts.has_plan:
        return (Reason.PLAN_MISSING,)
    if not facts.materials:
        return (Reason.MATERIAL_MISSING,)
    behind = sorted({stage for stage in facts.materials if stage < least})
    return tuple(_BEHIND[stage] for stage in behind)


_BEHIND = {
    Stage.MISSING: Reason.MATERIAL_NOT_WRITTEN,
    Stage.WRITING: Reason.MATERIAL_IN_DRAFT,
    Stage.UNDER_REVIEW: Reason.MATERIAL_NOT_CLEARED,
}
