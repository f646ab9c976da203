"""What is settled by a signature instead of a publication: nothing to report, still valid, waived, a new day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.duties import policies
from gongkai.duties.actions.fulfilling import lock, record, review_day
from gongkai.duties.models import Duty, Fulfilment, PeriodReturn
from gongkai.duties.queries import signable
from gongkai.duties.rules.refusals import DutyRefused, Refusal
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import Body, User
from gongkai.organisations.rules.roles import Permission

NIL, STILL_VALID = Fulfilment.By.NIL_RETURN, Fulfilment.By.STILL_VALID
_BATCH = 500


@transaction.atomic
def sign_period(
    *, body: Body, kind: str, period: str, duty_ids: Collection[int], by: User, at: datetime
) -> PeriodReturn:
    """Close the ticked duties of a period by one signature: nil returns of a period, or standing ones still valid.

    Each must be one that the list could show; a single one that is not refuses the whole signature.
    """
    on = timezone.localtime(at).date()
    policies.require(by, Permission.FULFIL_DUTIES, body, on=on)
    if not duty_ids:
        raise DutyRefused(Refusal.NOTHING_SIGNED)
    able = signable.of_period(body, kind=kind, period=period, on=on)
    duties = list(able.filter(pk__in=duty_ids).select_for_update(of=("self",)).select_related("county").order_by("id"))
    if len(duties) != len(set(duty_ids)):
        raise DutyRefused(Refusal.NOT_SIGNABLE)
    signed = PeriodReturn.objects.create(
        county_id=policies.county_of(body), body=body, kind=kind, period=period, signed_at=at, signed_by=by
    )
    _settle(duties, signed, on=on)
    audit.record(
        "duty.period_signed",
        subject=signed,
        by=by,
        at=at,
        county_id=body.county_id,
        detail={"kind": kind, "period": period, "duties": [duty.pk for duty in duties]},
    )
    raise_revision(signed.county_id)
    return signed


@transaction.atomic
def waive(*, duty_id: int, reason: str, by: User | None, at: datetime, approved_by: User | None = None) -> Duty:
    """Release a body from a duty, with a reason and by someone who answers for it."""
    duty = lock(duty_id)
    on = timezone.localtime(at).date()
    approver = approved_by or by
    policies.require(by, Permission.MANAGE_DUTIES, duty.body, on=on)
    policies.require(approver, Permission.MANAGE_DUTIES, duty.body, on=on)
    if duty.state != Duty.State.OPEN:
        raise DutyRefused(Refusal.NOT_OPEN)
    if not reason.strip() or approver is None:
        raise DutyRefused(Refusal.REASON_MISSING)
    duty.state, duty.reason, duty.approved_by = Duty.State.WAIVED, reason.strip()[:300], approver
    duty.closed_at, duty.closed_by = at, by
    duty.save(update_fields=["state", "reason", "approved_by", "closed_at", "closed_by"])
    record("duty.waived", duty, by=by, at=at, detail={"reason": duty.reason, "approved_by": approver.pk})
    return duty


@transaction.atomic
def confirm_redate(*, duty_id: int, by: User | None, at: datetime) -> Duty:
    """Accept the new day of a re-dated duty: from now on the earlier one is no longer shown."""
    duty = lock(duty_id)
    policies.require(by, Permission.FULFIL_DUTIES, duty.body, on=timezone.localtime(at).date())
    if duty.previous_due_on is None:
        raise DutyRefused(Refusal.NOTHING_TO_CONFIRM)
    earlier, duty.previous_due_on = duty.previous_due_on, None
    duty.save(update_fields=["previous_due_on"])
    record("duty.redate_confirmed", duty, by=by, at=at, detail={"old": str(earlier), "new": str(duty.due_on)})
    return duty


def _settle(duties: Collection[Duty], signed: PeriodReturn, *, on: date) -> None:
    for duty in duties:
        if signed.kind == STILL_VALID:
            duty.review_on = review_day(duty.county, since=on)
        else:
            duty.state, duty.closed_at, duty.closed_by = Duty.State.NIL, signed.signed_at, signed.signed_by
    Duty.objects.bulk_update(duties, ["state", "closed_at", "closed_by", "review_on"], batch_size=_BATCH)
    Fulfilment.objects.bulk_create(
        (
            Fulfilment(
                duty=duty, by_kind=signed.kind, signature=signed, made_at=signed.signed_at, made_by=signed.signed_by
            )
            for duty in duties
        ),
        batch_size=_BATCH,
    )
