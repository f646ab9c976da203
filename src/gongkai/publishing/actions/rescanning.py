"""Files that an older scanner looked at are looked at again, outside any transaction: a table takes its time."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai.publishing import scanning, scans
from gongkai.publishing.models import Attachment, Information


def rescan(*, information_id: int, at: datetime) -> int:
    """Scan the files of a piece that today's scanner has not seen; return how many. To be asked before release.

    The lexicon needs no scan: words are looked for in the text that was taken from a file, with each look at it.
    """
    stale = Attachment.objects.filter(information=information_id).exclude(scanned_with=scanning.VERSION)
    return sum(_scan_again(file, at=at) for file in stale.order_by("id"))


def rescan_unpublished(*, at: datetime, limit: int = 50) -> int:
    """The same for whatever is on its way, some at a time; return how many files were scanned."""
    waiting = Information.objects.unpublished()
    stale = Attachment.objects.filter(information__in=waiting).exclude(scanned_with=scanning.VERSION)
    return sum(_scan_again(file, at=at) for file in stale.order_by("id")[:limit])


def _scan_again(file: Attachment, *, at: datetime) -> bool:
    """A file that was replaced or taken off meanwhile is left: the row is only changed while it is that file's."""
    try:
        with file.file.open("rb") as opened:
            content = opened.read()
    except OSError:  # gone from the disk: the check of links says so
        return False
    fields = scans.scan(file.name, content, on=timezone.localtime(at).date())
    return bool(Attachment.objects.filter(pk=file.pk, sha256=file.sha256).update(**fields))
