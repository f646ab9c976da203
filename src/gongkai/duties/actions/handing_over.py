"""What an abolished body still owed goes to its successor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from gongkai.audit import actions as audit
from gongkai.duties.models import Duty
from gongkai.organisations.models import Body, User


@transaction.atomic
def hand_over(*, body_id: int, successor_id: int, by: User | None, at: datetime) -> int:
    """Move the open duties of a body to another; what the successor owes already is not owed twice."""
    open_duties = Duty.objects.filter(body_id=body_id).open()
    same = Duty.objects.filter(
        body_id=successor_id,
        matter_id=OuterRef("matter_id"),
        rule_key=OuterRef("rule_key"),
        occurrence=OuterRef("occurrence"),
    )
    doubled = open_duties.filter(Exists(same))
    Duty.objects.filter(pk__in=list(doubled.values_list("pk", flat=True))).delete()
    moved = open_duties.update(body_id=successor_id)
    body = Body.objects.get(pk=body_id)
    audit.record(
        "duty.handed_over",
        subject=body,
        by=by,
        at=at,
        county_id=body.county_id,
        detail={"successor": successor_id, "duties": moved},
    )
    return moved
