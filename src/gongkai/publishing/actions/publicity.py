"""The end of a publicity period (公示期满): the list of persons goes from every address, its totals and proof stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.organisations.models import User
from gongkai.publishing.actions import transparency
from gongkai.publishing.actions.clearing import keep_file
from gongkai.publishing.actions.drafting import record
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.actions.sending_out import call_in, send_out
from gongkai.publishing.actions.stepping import announce, day_of, moved
from gongkai.publishing.events import INFORMATION_PUBLISHED
from gongkai.publishing.models import Information, KeptFile, Version
from gongkai.publishing.queries.records import record_of
from gongkai.publishing.rules import digest, markup, metadata, totals


def end_publicity_due(*, at: datetime) -> int:
    """End what is over; return how much. Found from the state of the database, so that a night missed is made up."""
    over = Information.objects.with_publicity_over(on=day_of(at)).values_list("pk", flat=True)
    for pk in list(over):
        end_publicity(information_id=pk, by=None, at=at)
    return len(over)


@transaction.atomic
def end_publicity(*, information_id: int, by: User | None, at: datetime) -> Information:
    """Put the totals in the place of the list. The address stays, the duty stays done; twice is once."""
    piece = moved("end_publicity", information_id, by=by, at=at)
    if piece.publicity_ended_at is not None:
        return piece
    transparency.tell(transparency.WITHDRAWN, [piece], county=piece.county, at=at)
    for file in piece.attachments.all():
        keep_file(file, reason=KeptFile.Reason.PURGED, by=by, at=at)
    # What earlier versions show is the same list.
    piece.versions.filter(is_public=True).update(is_public=False)
    _leave_totals(piece, at=at)
    number = piece.versions.filter(number__isnull=False).count() + 1
    keep_version(piece, Version.Reason.PURGED, by=by, at=at, number=number)
    transparency.tell(transparency.PUBLISHED, [piece], county=piece.county, at=at)
    announce(INFORMATION_PUBLISHED, piece, at=at)
    call_in(piece, at=at)  # the list of persons goes from every channel; what stays goes out anew
    send_out(piece, number=number, at=at, is_news=False)
    record("information.end_publicity", piece, by=by, at=at, detail={"sha256": piece.sha256})
    return piece


def _leave_totals(piece: Information, *, at: datetime) -> None:
    piece.html = markup.clean(piece.totals or totals.statement(totals.Totals()))
    piece.text = markup.plain_text(piece.html)
    piece.summary = metadata.abstract_of(piece.text)
    piece.publicity_ended_at = piece.changed_at = at
    piece.sha256 = digest.digest(record_of(piece, []))
    piece.save(update_fields=["html", "text", "summary", "publicity_ended_at", "changed_at", "sha256"])
