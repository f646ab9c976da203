"""A body says beside the state why something of its own is overdue. The state stays what it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.duties import gates, policies
from gongkai.duties.actions.fulfilling import lock, record
from gongkai.duties.models import Explanation
from gongkai.duties.rules import beside
from gongkai.duties.rules.refusals import DutyRefused, Refusal
from gongkai.kernel.text import printable
from gongkai.organisations.models import User
from gongkai.organisations.rules.roles import Permission


@transaction.atomic
def explain(*, duty_id: int, text: str, by: User | None, at: datetime) -> Explanation:
    """Put a dated explanation beside an overdue duty; it takes the place of the one in force of that row and body."""
    duty, on = lock(duty_id), timezone.localdate(at)
    policies.require(by, Permission.FULFIL_DUTIES, duty.body, on=on)
    words = printable(text).strip()
    beside.refuse_explaining(words=words, state=duty.state, due_on=duty.due_on, on=on)
    if masked := gates.before_words.ask(words, on=on):
        raise DutyRefused(Refusal.PERSONAL_DATA, masked=masked)
    in_force = Explanation.objects.filter(
        county=duty.county, matter=duty.matter_id, body=duty.body_id, ended_at__isnull=True
    )
    in_force.update(ended_at=at)
    given = Explanation.objects.create(
        county=duty.county,
        duty=duty,
        matter_id=duty.matter_id,
        body=duty.body,
        text=words,
        given_at=at,
        given_by=by,
    )
    record("duty.explained", duty, by=by, at=at, detail={"note": words})
    return given


@transaction.atomic
def take_back_explanation(*, duty_id: int, by: User | None, at: datetime) -> None:
    """Show it no longer; it stays in the record."""
    duty = lock(duty_id)
    policies.require(by, Permission.FULFIL_DUTIES, duty.body, on=timezone.localdate(at))
    given = Explanation.objects.filter(duty=duty, ended_at__isnull=True).first()
    if given is None:
        raise DutyRefused(Refusal.NOTHING_TO_TAKE_BACK)
    given.ended_at = at
    given.save(update_fields=["ended_at"])
    record("duty.explanation_taken_back", duty, by=by, at=at, detail={"note": given.text})
