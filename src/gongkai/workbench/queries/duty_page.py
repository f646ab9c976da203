"""One duty in full: what it asks, how its day was found, what was done for it, by whom, and what else is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.audit.models import Entry
from gongkai.catalogues.models import Row
from gongkai.duties import queries as duties
from gongkai.duties.models import Duty
from gongkai.duties.queries import Evidence, Explained
from gongkai.organisations.queries import Staff
from gongkai.publishing import policies as publishing
from gongkai.publishing import queries as information
from gongkai.workbench import policies
from gongkai.workbench.models import WaiverRequest


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to the duty."""

    action: str
    at: datetime
    actor: str
    note: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A piece of information written for the duty, public or not."""

    public_id: str
    title: str
    state: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class DutyPage:
    """Everything on the page of a duty."""

    row: Row
    evidence: Sequence[Evidence]
    acts: Sequence[Act]
    drafts: Sequence[DraftLine]
    request: WaiverRequest | None
    reason: str
    approved_by: str
    explanation: Explained | None


def duty_of(staff: Staff, pk: int) -> Duty | None:
    """A duty that this desk may look at."""
    duties_seen = Duty.objects.of_county(staff.county).filter(body__in=policies.seen_bodies(staff))
    found: Duty | None = (
        duties_seen.select_related("body", "county", "row__field", "matter", "approved_by", "event__registered_by")
        .filter(pk=pk)
        .first()
    )
    return found


def duty_page(staff: Staff, duty: Duty) -> DutyPage:
    """A duty with its evidence, its record and its drafts."""
    return DutyPage(
        row=duty.row,
        evidence=duties.evidence_of(duty.pk),
        acts=_acts(duty),
        drafts=_drafts(staff, duty),
        request=WaiverRequest.objects.filter(duty=duty)
        .select_related("asked_by", "settled_by")
        .order_by("-pk")
        .first(),
        reason=duty.reason,
        approved_by=duty.approved_by.display_name if duty.approved_by else "",
        explanation=duties.explanation_of(duty),
    )


def _acts(duty: Duty) -> tuple[Act, ...]:
    entries = Entry.objects.filter(
        county_id=duty.county_id, subject_type=duty._meta.label_lower, subject_id=str(duty.pk)
    )
    found = [
        Act(entry.action, entry.at, entry.actor_name, str(entry.detail.get("reason") or entry.detail.get("note") or ""))
        for entry in entries.order_by("-seq")[:50]
    ]
    return (*found, *_beginning(duty))


def _beginning(duty: Duty) -> tuple[Act, ...]:
    """How it began, where an event began it: that stands in the record of the event, not in the duty's own."""
    if duty.event is None:
        return ()
    person = duty.event.registered_by
    return (Act("duty.event_registered", duty.event.registered_at, person.display_name if person else "", ""),)


def _drafts(staff: Staff, duty: Duty) -> tuple[DraftLine, ...]:
    pieces = publishing.visible(staff).filter(duty=duty).order_by("-changed_at", "-pk")[:10]
    return tuple(
        DraftLine(piece.public_id, piece.title, information.shown_state(piece), piece.state == "published")
        for piece in pieces
    )
