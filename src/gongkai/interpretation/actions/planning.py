"""Making the plan of a policy, and its lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.interpretation import policies
from gongkai.interpretation.models import Material, Plan
from gongkai.interpretation.rules.refusals import InterpretationRefused, Refusal
from gongkai.interpretation.rules.requirement import POLICY_KINDS, Ground
from gongkai.organisations.models import User
from gongkai.publishing.models import Information


class PlanFields(TypedDict):
    """What a plan says. Who interprets, and why."""

    head: str
    head_post: str
    interpreter: str
    grounds: list[str]
    note: str


class MaterialFields(TypedDict):
    """What a line of a plan says."""

    form: str
    title: str
    due_on: date
    responsible: str


@transaction.atomic
def save_plan(*, policy_id: int, by: User | None, at: datetime, **fields: Unpack[PlanFields]) -> Plan:
    """Make the plan of a policy, or change it. The body that drafts the policy interprets it."""
    policy = lock_policy(policy_id, by=by, at=at)
    if policy.kind not in POLICY_KINDS:
        raise InterpretationRefused(Refusal.NOT_A_POLICY)
    if not fields["head"].strip():
        raise InterpretationRefused(Refusal.HEAD_MISSING)
    plan = Plan.objects.filter(policy=policy).first()
    action = "interpretation.plan_changed" if plan else "interpretation.planned"
    plan = plan or Plan(policy=policy, county_id=policy.county_id, body_id=policy.body_id, made_at=at, made_by=by)
    known = set(Ground)
    cleaned = {**fields, "head": fields["head"].strip(), "grounds": [g for g in fields["grounds"] if g in known]}
    for name, value in cleaned.items():
        setattr(plan, name, value)
    plan.changed_at = at
    plan.save()
    record(action, plan, by=by, at=at, detail={"head": plan.head, "interpreter": plan.interpreter})
    return plan


@transaction.atomic
def drop_plan(*, policy_id: int, by: User | None, at: datetime) -> None:
    """Throw a plan away to which no piece is tied yet: one made by mistake would hold the policy back."""
    policy = lock_policy(policy_id, by=by, at=at)
    plan = _plan_of(policy)
    if plan.materials.filter(information__isnull=False).exists():
        raise InterpretationRefused(Refusal.HAS_MATERIAL)
    record("interpretation.plan_dropped", plan, by=by, at=at)
    plan.delete()


@transaction.atomic
def add_material(*, policy_id: int, by: User | None, at: datetime, **fields: Unpack[MaterialFields]) -> Material:
    """Add a line to a plan."""
    plan = _plan_of(lock_policy(policy_id, by=by, at=at))
    material = Material.objects.create(plan=plan, added_at=at, **fields)
    record("interpretation.material_added", plan, by=by, at=at, detail=told(material))
    return material


@transaction.atomic
def change_material(*, material_id: int, by: User | None, at: datetime, **fields: Unpack[MaterialFields]) -> Material:
    """Change a line: its form, its day, its person."""
    material = lock_material(material_id, by=by, at=at)
    before = told(material)
    for name, value in fields.items():
        setattr(material, name, value)
    material.save(update_fields=list(fields))
    detail: dict[str, Any] = told(material) | {"before": [text for text in before.values() if text]}
    record("interpretation.material_changed", material.plan, by=by, at=at, detail=detail)
    return material


@transaction.atomic
def remove_material(*, material_id: int, by: User | None, at: datetime) -> None:
    """Take a line out to which no piece is tied."""
    material = lock_material(material_id, by=by, at=at)
    if material.information_id is not None:
        raise InterpretationRefused(Refusal.HAS_PIECE)
    record("interpretation.material_removed", material.plan, by=by, at=at, detail=told(material))
    material.delete()


def lock_policy(policy_id: int, *, by: User | None, at: datetime) -> Information:
    """A policy whose interpretation this person may plan, locked until the transaction ends."""
    policy: Information = (
        Information.objects.select_for_update(of=("self",)).select_related("body", "county").get(pk=policy_id)
    )
    policies.require_plan(by, policy, on=timezone.localtime(at).date())
    return policy


def lock_material(material_id: int, *, by: User | None, at: datetime) -> Material:
    """A line of such a plan; its policy is locked, so that no two people change one plan at a time."""
    material = Material.objects.select_related("plan__policy").get(pk=material_id)
    lock_policy(material.plan.policy_id, by=by, at=at)
    material.refresh_from_db(fields=["form", "title", "due_on", "responsible", "information"])
    return material


def record(action: str, plan: Plan, *, by: User | None, at: datetime, detail: dict[str, Any] | None = None) -> None:
    """How each act on a plan ends: in the county's record, under the policy's title."""
    audit.record(action, subject=plan, by=by, at=at, county_id=plan.county_id, detail=detail)


def told(material: Material) -> dict[str, str]:
    """What the record says of a line."""
    return {
        "material": material.title,
        "form": material.form,
        "due_on": material.due_on.isoformat(),
        "responsible": material.responsible,
    }


def _plan_of(policy: Information) -> Plan:
    plan = Plan.objects.filter(policy=policy).select_related("policy").first()
    if plan is None:
        raise InterpretationRefused(Refusal.NO_PLAN)
    return plan
