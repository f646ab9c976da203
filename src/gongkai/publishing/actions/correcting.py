"""Correction (更正): a draft of its own, cleared like any other; then its content takes the place of what it corrects.

The piece keeps its address, index number and day of publication; readers see what was corrected, and when.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.organisations.models import User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions import releasing, transparency
from gongkai.publishing.actions.clearing import keep_file
from gongkai.publishing.actions.drafting import lock, record
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.actions.sending_out import send_out
from gongkai.publishing.actions.stepping import announce, day_of, move_on, save
from gongkai.publishing.events import INFORMATION_PUBLISHED
from gongkai.publishing.models import Attachment, Information, KeptFile, Version
from gongkai.publishing.queries.records import record_of
from gongkai.publishing.queries.snapshots import FIELDS
from gongkai.publishing.rules import digest, markup, metadata, paths
from gongkai.publishing.rules.states import UNPUBLISHED, PublishingRefused, Refusal, State

# What a correction brings along; the note belongs to the correction, the attribute cannot change, and a filing that is
# put down while the correction is being written stands beside the piece, not in it.
NOT_TAKEN = frozenset({"correction_note", "disclosure", "ground", "ground_note", "filing_number", "filed_on"})
TAKEN = tuple(name for name in FIELDS if name not in NOT_TAKEN)


@transaction.atomic
def start_correction(*, information_id: int, by: User, at: datetime) -> Information:
    """Begin a correction of a published piece, or go on with the one begun: two clicks are one."""
    piece = lock(information_id)
    policies.require(by, Permission.DRAFT, piece.body, on=day_of(at))
    if piece.state != State.PUBLISHED:
        raise PublishingRefused(Refusal.NOT_OPEN, state=piece.state)
    begun: Information | None = piece.corrections.filter(state__in=UNPUBLISHED).first()
    if begun is not None:
        return begun
    draft = Information(
        county_id=piece.county_id,
        body=piece.body,
        matter_id=piece.matter_id,
        row_id=piece.row_id,
        duty_id=None,
        corrects=piece,
        disclosure=piece.disclosure,
        checklist=piece.checklist,
        drafted_at=at,
        drafted_by=by,
        authors=[by.pk],
        changed_at=at,
        **{name: getattr(piece, name) for name in TAKEN},
    )
    _copy_content(piece, draft)
    keep_version(draft, Version.Reason.STARTED, by=by, at=at)
    record("information.correction_started", draft, by=by, at=at, detail={"corrects": piece.public_id})
    return draft


def release(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Release what is cleared: a piece goes out, a correction goes into the piece that it corrects."""
    corrects = Information.objects.filter(pk=information_id).values_list("corrects_id", flat=True).first()
    if corrects is None:
        return releasing.publish(information_id=information_id, by=by, at=at)
    return merge(information_id=information_id, by=by, at=at)


@transaction.atomic
def merge(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Put a cleared correction in the place of what it corrects."""
    owner = Information.objects.values_list("corrects_id", flat=True).get(pk=information_id)
    # The piece first, then its correction: always in this order, so that two merges wait instead of blocking.
    piece = lock(owner or 0)
    correction = lock(information_id)
    move_on(correction, "merge", by=by, at=at)
    if piece.state != State.PUBLISHED:
        raise PublishingRefused(Refusal.NOT_OPEN, state=piece.state)
    releasing.refuse_unready(correction, on=day_of(at))
    correction.publish_at = None
    _take_over(piece, correction, by=by, at=at)
    save(correction, "publish_at")
    number = piece.versions.filter(number__isnull=False).count() + 1
    keep_version(piece, Version.Reason.CORRECTED, by=by, at=at, number=number, note=correction.correction_note)
    transparency.tell(transparency.PUBLISHED, [piece], county=piece.county, at=at)
    announce(INFORMATION_PUBLISHED, piece, at=at)
    send_out(piece, number=number, at=at)
    detail = {"note": correction.correction_note, "sha256": piece.sha256}
    record("information.correct", piece, by=by, at=at, detail=detail)
    return piece


def _copy_content(piece: Information, draft: Information) -> None:
    """The files of a piece under names of the draft; the bytes on the disk are the same."""
    draft.save(force_insert=True)
    html, totals = piece.html, piece.totals
    for file in piece.attachments.order_by("position", "id"):
        old = paths.attachment(piece.public_id, file.public_id)
        copy = Attachment.objects.get(pk=file.pk)
        copy.pk, copy.public_id, copy.information = None, Attachment().public_id, draft
        copy.save(force_insert=True)
        html = html.replace(old, paths.attachment(draft.public_id, copy.public_id))
    draft.html, draft.totals = html, totals
    draft.text = markup.plain_text(html)
    draft.save(update_fields=["html", "totals", "text"])


def _take_over(piece: Information, correction: Information, *, by: User | None, at: datetime) -> None:
    for name in TAKEN:
        setattr(piece, name, getattr(correction, name))
    _take_over_files(piece, correction, by=by, at=at)
    piece.text = markup.plain_text(piece.html)
    piece.summary = piece.summary or metadata.abstract_of(piece.text)
    piece.validity = piece.validity_on(day_of(at))
    piece.changed_at = at
    piece.sha256 = digest.digest(record_of(piece))
    piece.save(update_fields=[*TAKEN, "text", "changed_at", "sha256"])


def _take_over_files(piece: Information, correction: Information, *, by: User | None, at: datetime) -> None:
    """A file that stayed the same keeps its address; one that went stays inside; a new one moves over."""
    old = {(file.name, file.sha256): file for file in piece.attachments.all()}
    for file in correction.attachments.order_by("position", "id"):
        inside = paths.attachment(correction.public_id, file.public_id)
        same = old.pop((file.name, file.sha256), None)
        if same is not None:
            same.position = file.position
            same.save(update_fields=["position"])
            file.delete()
        else:
            file.information = piece
            file.save(update_fields=["information"])
        shown = paths.attachment(piece.public_id, (same or file).public_id)
        piece.html = piece.html.replace(inside, shown)
    for gone in old.values():
        keep_file(gone, reason=KeptFile.Reason.REMOVED, by=by, at=at)
