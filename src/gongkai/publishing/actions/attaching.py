"""Files of a draft: checked by their content, not by their name; their text is taken for search and checklist."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gongkai.organisations.models import User
from gongkai.publishing import extraction, scans
from gongkai.publishing.actions.clearing import keep_file
from gongkai.publishing.actions.drafting import lock_draft, record, touched
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.models import Attachment, Information, KeptFile, Version
from gongkai.publishing.rules import file_types
from gongkai.publishing.rules.states import PublishingRefused, Refusal

LONGEST_NAME = 200
NOT_SCANNED: Mapping[str, Any] = {}  # of what was public already when it was taken in


def attach(
    *, information_id: int, name: str, content: bytes, by: User | None, at: datetime, is_inline: bool = False
) -> Attachment:
    """Add a file to a draft. `is_inline`: a picture that stands in the text, not in the list."""
    shown = safe_name(name)
    kind = checked_kind(shown, content)
    if is_inline and kind.media_type not in file_types.PICTURES:
        raise PublishingRefused(Refusal.FILE_TYPE, name=shown)
    # Reading a large table takes its time: before the transaction, not in it.
    text, scan = extraction.text_of(shown, content), scans.scan(shown, content, on=timezone.localtime(at).date())
    with transaction.atomic():
        draft = lock_draft(information_id, by=by, at=at)
        last = draft.attachments.aggregate(last=Max("position"))["last"] or 0
        added = build(draft, name=shown, content=content, kind=kind, text=text, at=at, position=last + 1, scan=scan)
        added.is_inline = is_inline
        added.save(force_insert=True)
        touched(draft, by=by, at=at)
        draft.save(update_fields=["changed_at", "authors"])
        keep_version(draft, Version.Reason.SAVED, by=by, at=at)
        record("information.attached", draft, by=by, at=at, detail={"name": shown, "sha256": added.sha256})
    return added


@transaction.atomic
def remove_attachment(*, attachment_id: int, by: User | None, at: datetime) -> None:
    """Take a file off a draft. It stays inside, so that an older version can be restored. Twice is once."""
    owner = Attachment.objects.filter(pk=attachment_id).values_list("information_id", flat=True).first()
    if owner is None:
        return
    draft = lock_draft(owner, by=by, at=at)
    # Only what is read under the draft's lock is still true: another click may have been before us.
    found = draft.attachments.filter(pk=attachment_id).first()
    if found is None:
        return
    record("information.attachment_removed", draft, by=by, at=at, detail={"name": found.name, "sha256": found.sha256})
    keep_file(found, reason=KeptFile.Reason.REMOVED, by=by, at=at)
    touched(draft, by=by, at=at)
    draft.save(update_fields=["changed_at", "authors"])
    keep_version(draft, Version.Reason.SAVED, by=by, at=at)


def build(
    information: Information,
    *,
    name: str,
    content: bytes,
    kind: file_types.Kind,
    text: str,
    at: datetime,
    position: int,
    scan: Mapping[str, Any] = NOT_SCANNED,
) -> Attachment:
    """An attachment with its file stored under a name of ours; not saved yet."""
    added = Attachment(
        information=information,
        position=position,
        name=name,
        media_type=kind.media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        text=text,
        added_at=at,
        **scan,
    )
    added.file.save(f"{added.public_id}.{kind.extension}", ContentFile(content), save=False)
    return added


def checked_kind(name: str, content: bytes) -> file_types.Kind:
    """The kind of a file that may be attached, or why it may not."""
    if not content:
        raise PublishingRefused(Refusal.FILE_EMPTY, name=name)
    if len(content) > file_types.MAX_BYTES:
        raise PublishingRefused(Refusal.FILE_TOO_LARGE, name=name, limit=file_types.MAX_BYTES)
    kind = file_types.kind_of(name)
    if kind is None:
        raise PublishingRefused(Refusal.FILE_TYPE, name=name)
    if not file_types.is_what_it_says(kind, content):
        raise PublishingRefused(Refusal.FILE_MISMATCH, name=name)
    return kind


def safe_name(name: str) -> str:
    """The last part of a path, without control characters, short enough to keep its ending."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(c for c in last if c.isprintable()).strip() or "附件"
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot else plain[:LONGEST_NAME]
