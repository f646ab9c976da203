"""Tying a piece to a line of a plan: one begun for it, or one that explains the policy already."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.interpretation.actions.planning import lock_material, record, told
from gongkai.interpretation.models import Material
from gongkai.interpretation.rules.refusals import InterpretationRefused, Refusal
from gongkai.organisations.models import User
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Information


@transaction.atomic
def start_material(*, material_id: int, by: User, at: datetime) -> Information:
    """Begin the draft of a line under the policy's own matter; a line that has one gives that one."""
    material = lock_material(material_id, by=by, at=at)
    if material.information is not None:
        return material.information
    policy = material.plan.policy
    draft = publishing.start_draft(body=material.plan.body, matter_id=policy.matter_id, by=by, at=at)
    draft = publishing.save_draft(
        information_id=draft.pk,
        revision=draft.revision,
        by=by,
        at=at,
        title=material.title,
        kind=Information.Kind.INTERPRETATION,
        topic=policy.topic,
        interprets_id=policy.pk,
    )
    _tie(material, draft, by=by, at=at)
    return draft


@transaction.atomic
def tie_material(*, material_id: int, information_id: int, by: User | None, at: datetime) -> Material:
    """Say that an interpretation of this policy, written already, is this line."""
    material = lock_material(material_id, by=by, at=at)
    if material.information_id is not None:
        raise InterpretationRefused(Refusal.HAS_PIECE)
    own = Information.objects.filter(
        interprets_id=material.plan.policy_id, county_id=material.plan.county_id, interpretation_material=None
    )
    piece = own.filter(pk=information_id, kind=Information.Kind.INTERPRETATION).first()
    if piece is None:
        raise InterpretationRefused(Refusal.NOT_ITS_INTERPRETATION)
    _tie(material, piece, by=by, at=at)
    return material


def _tie(material: Material, piece: Information, *, by: User | None, at: datetime) -> None:
    material.information = piece
    material.save(update_fields=["information"])
    detail = told(material) | {"information": piece.title}
    record("interpretation.material_tied", material.plan, by=by, at=at, detail=detail)
