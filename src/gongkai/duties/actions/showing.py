"""The county decides from when the public sees what is overdue."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.duties import policies
from gongkai.duties.models import OverdueShowing
from gongkai.duties.rules.refusals import DutyRefused, Refusal
from gongkai.kernel.text import printable
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import County, User
from gongkai.standards.models import Field

LONGEST_REASON = 300


@transaction.atomic
def decide_overdue_showing(
    *, county: County, field: Field | None, shown_from: date, reason: str, by: User | None, at: datetime
) -> OverdueShowing:
    """From a day on the public sees what is overdue in a field; `field` None: in all without a decision of their own.

    An earlier decision stays as it was: the newest of a field is in force.
    """
    policies.require_office(by, county, on=timezone.localdate(at))
    words = printable(reason).strip()[:LONGEST_REASON]
    if not words:
        raise DutyRefused(Refusal.REASON_MISSING)
    decided = OverdueShowing.objects.create(
        county=county, field=field, shown_from=shown_from, reason=words, decided_at=at, decided_by=by
    )
    detail = {"field": field.seed_name if field else "", "shown_from": shown_from.isoformat(), "reason": words}
    audit.record("duty.overdue_showing_decided", subject=decided, by=by, at=at, county_id=county.pk, detail=detail)
    raise_revision(county.pk)
    return decided
