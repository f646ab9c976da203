"""Writing a draft: begun with everything that can be known, saved without ever losing what was typed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues.models import Row
from gongkai.duties import queries as duties
from gongkai.duties.models import Duty
from gongkai.organisations.models import Body, County, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions.clearing import remove_after_commit
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.actions.linking import note_links
from gongkai.publishing.models import Information, Version
from gongkai.publishing.queries import publicity
from gongkai.publishing.queries.periods import periods_of
from gongkai.publishing.queries.written import cleaned
from gongkai.publishing.rules import markup, norms, prefill
from gongkai.publishing.rules.disclosure import Disclosure
from gongkai.publishing.rules.states import PublishingRefused, Refusal, State


class DraftFields(TypedDict, total=False):
    """What an officer may write."""

    title: str
    title_en: str
    summary: str
    html: str
    kind: str
    document_number: str
    topic: str
    content_source: str
    written_on: date | None
    effective_on: date | None
    expires_on: date | None
    validity: str
    interprets_id: int | None
    registration_number: str
    filing_number: str
    correction_note: str
    disclosure: str
    ground: str
    ground_note: str
    reassess_on: date | None
    list_profile: str
    publicity_days: int | None
    totals: str


WRITABLE = frozenset(DraftFields.__annotations__)


@transaction.atomic
def start_draft(*, body: Body, matter_id: int, by: User, at: datetime, duty_id: int | None = None) -> Information:
    """Begin a piece under a matter, for a duty or without one, with title and metadata filled in.

    A duty that has a draft already gives that draft: two clicks are one.
    """
    on = timezone.localtime(at).date()
    policies.require(by, Permission.DRAFT, body, on=on)
    row = duties.owed_row(matter_id, body, on=on)
    if row is None:
        raise PublishingRefused(Refusal.NOT_OWED)
    duty = _duty(duty_id, body=body, matter_id=matter_id)
    if duty is not None and (begun := _begun(duty)):
        return begun
    draft = Information(
        county_id=row.county_id,
        body=body,
        matter_id=matter_id,
        row=row,
        duty=duty,
        disclosure=str(Disclosure.PROACTIVE),
        drafted_at=at,
        drafted_by=by,
        authors=[by.pk],
        changed_at=at,
        **_prefilled(row, duty, body=body, on=on),
    )
    draft.save(force_insert=True)
    keep_version(draft, Version.Reason.STARTED, by=by, at=at)
    record("information.draft_started", draft, by=by, at=at, detail={"matter": matter_id, "duty": duty_id})
    return draft


@transaction.atomic
def save_draft(
    *, information_id: int, revision: int, by: User, at: datetime, **fields: Unpack[DraftFields]
) -> Information:
    """Save what was written. A save that does not name the current revision is refused and changes nothing."""
    draft = lock_draft(information_id, by=by, at=at)
    if revision != draft.revision:
        raise PublishingRefused(Refusal.STALE_REVISION, revision=draft.revision)
    for name, value in _cleaned(draft, fields).items():
        setattr(draft, name, value)
    draft.revision += 1
    touched(draft, by=by, at=at)
    draft.save()
    keep_version(draft, Version.Reason.SAVED, by=by, at=at)
    if "html" in fields:
        note_links(piece=draft, at=at)
    return draft


@transaction.atomic
def tick(*, information_id: int, element: str, is_ticked: bool | None, by: User, at: datetime) -> Information:
    """Tick an element of the checklist by hand, untick it, or (None) leave it to the text again."""
    draft = lock_draft(information_id, by=by, at=at)
    hands = {name: value for name, value in draft.checklist.items() if name != element}
    draft.checklist = hands if is_ticked is None else {**hands, element: is_ticked}
    touched(draft, by=by, at=at)
    draft.save(update_fields=["checklist", "changed_at", "authors"])
    return draft


@transaction.atomic
def discard_draft(*, information_id: int, by: User, at: datetime) -> None:
    """Throw a draft away that was never published, with its versions and files. The record keeps that it was."""
    draft = lock_draft(information_id, by=by, at=at)
    files = [name for held in (draft.attachments, draft.kept_files) for name in held.values_list("file", flat=True)]
    record("information.draft_discarded", draft, by=by, at=at)
    draft.delete()
    remove_after_commit(files)


def lock_draft(information_id: int, *, by: User | None, at: datetime) -> Information:
    """A draft that this person may write in, locked until the transaction ends."""
    draft = lock(information_id)
    policies.require(by, Permission.DRAFT, draft.body, on=timezone.localtime(at).date())
    if draft.state != State.DRAFT:
        raise PublishingRefused(Refusal.NOT_A_DRAFT, state=draft.state)
    return draft


def lock(information_id: int) -> Information:
    """A piece with its body, county and matter, locked until the transaction ends."""
    found: Information = (
        Information.objects.select_for_update(of=("self",))
        .select_related("body", "county", "matter")
        .get(pk=information_id)
    )
    return found


def touched(draft: Information, *, by: User | None, at: datetime) -> None:
    """Note who wrote, and when; the record names each writer once, not each of her saves."""
    draft.changed_at = at
    if by is not None and by.pk not in draft.authors:
        draft.authors = [*draft.authors, by.pk]
        record("information.written_in", draft, by=by, at=at)


def record(
    action: str, information: Information, *, by: User | None, at: datetime, detail: dict[str, Any] | None = None
) -> None:
    """How each act on a piece ends: in the county's record."""
    audit.record(action, subject=information, by=by, at=at, county_id=information.county_id, detail=detail)


def _duty(duty_id: int | None, *, body: Body, matter_id: int) -> Duty | None:
    if duty_id is None:
        return None
    duty = Duty.objects.of(body).filter(pk=duty_id, matter_id=matter_id).select_related("event").first()
    if duty is None:
        raise PublishingRefused(Refusal.NOT_OWED)
    if duty.state == Duty.State.WAIVED:
        raise PublishingRefused(Refusal.DUTY_CLOSED)
    found: Duty = duty
    return found


def _begun(duty: Duty) -> Information | None:
    return Information.objects.filter(duty=duty, state=State.DRAFT).order_by("-changed_at").first()


def _prefilled(row: Row, duty: Duty | None, *, body: Body, on: date) -> dict[str, Any]:
    event = duty.event if duty else None
    kind = prefill.kind_for(l1=row.l1, l2=row.l2)
    written_on = event.occurred_on if event else on
    return {
        "title": prefill.title_for(
            name=row.l2, occurrence=duty.occurrence if duty else "", event_title=event.title if event else ""
        )[:300],
        "kind": kind,
        "topic": prefill.topic_for(row.field.number),
        "content_source": body.name,
        "written_on": written_on,
        "publicity_days": publicity.asked_by(row),
        **(_normative(body.county, since=written_on, on=on) if kind == Information.Kind.NORMATIVE else {}),
    }


def _normative(county: County | None, *, since: date, on: date) -> dict[str, Any]:
    """A normative document holds, for as long as the county lets it; both may be changed."""
    assert county is not None  # drafts belong to bodies of a county
    expires_on = norms.proposed_expiry("", since=since, periods=periods_of(county, on=on))
    return {"validity": Information.Validity.EFFECTIVE, "expires_on": expires_on}


def _cleaned(draft: Information, fields: DraftFields) -> dict[str, Any]:
    kept = cleaned(draft, {name: value for name, value in fields.items() if name in WRITABLE})
    return kept | {"text": markup.plain_text(kept["html"])} if "html" in kept else kept
