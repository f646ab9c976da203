"""Asking to be released from a duty, and the office's answer. A duty is waived only by who may manage duties."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.duties import actions as duties
from gongkai.duties import policies
from gongkai.duties.models import Duty
from gongkai.organisations.models import User
from gongkai.organisations.rules.roles import Permission
from gongkai.workbench.models import WaiverRequest
from gongkai.workbench.rules.refusals import DeskRefused, Refusal


@transaction.atomic
def ask_waiver(*, duty_id: int, reason: str, by: User, at: datetime) -> WaiverRequest:
    """Ask the openness office to release a body from a duty. The duty stays open until it answers."""
    duty = Duty.objects.select_for_update(of=("self",)).select_related("body").get(pk=duty_id)
    policies.require(by, Permission.FULFIL_DUTIES, duty.body, on=timezone.localtime(at).date())
    if duty.state != Duty.State.OPEN:
        raise DeskRefused(Refusal.NOT_OPEN)
    if not reason.strip():
        raise DeskRefused(Refusal.REASON_MISSING)
    if WaiverRequest.objects.filter(duty=duty, settled_at__isnull=True).exists():
        raise DeskRefused(Refusal.ASKED_ALREADY)
    request = WaiverRequest.objects.create(
        county_id=duty.county_id, duty=duty, reason=reason.strip()[:300], asked_at=at, asked_by=by
    )
    _record("duty.waiver_asked", request, by=by, at=at)
    return request


@transaction.atomic
def grant_waiver(*, request_id: int, by: User, at: datetime) -> Duty:
    """Release the body, for the reason it gave."""
    request = _open(request_id)
    duty = duties.waive(duty_id=request.duty_id, reason=request.reason, by=by, at=at)
    _settle(request, is_granted=True, note="", by=by, at=at)
    return duty


@transaction.atomic
def refuse_waiver(*, request_id: int, note: str, by: User, at: datetime) -> WaiverRequest:
    """Leave the duty as it is, and say why."""
    request = _open(request_id)
    policies.require(by, Permission.MANAGE_DUTIES, request.duty.body, on=timezone.localtime(at).date())
    if not note.strip():
        raise DeskRefused(Refusal.NOTE_MISSING)
    _settle(request, is_granted=False, note=note.strip()[:300], by=by, at=at)
    _record("duty.waiver_refused", request, by=by, at=at)
    return request


def _open(request_id: int) -> WaiverRequest:
    locked = WaiverRequest.objects.select_for_update(of=("self",)).select_related("duty__body")
    request: WaiverRequest = locked.get(pk=request_id)
    if request.settled_at is not None:
        raise DeskRefused(Refusal.SETTLED_ALREADY)
    return request


def _settle(request: WaiverRequest, *, is_granted: bool, note: str, by: User, at: datetime) -> None:
    request.is_granted, request.note, request.settled_by, request.settled_at = is_granted, note, by, at
    request.save(update_fields=["is_granted", "note", "settled_by", "settled_at"])


def _record(action: str, request: WaiverRequest, *, by: User, at: datetime) -> None:
    """The record names the duty, so that its page tells the whole story."""
    detail = {"request": request.pk, "reason": request.reason, "note": request.note}
    audit.record(action, subject=request.duty, by=by, at=at, county_id=request.county_id, detail=detail)
