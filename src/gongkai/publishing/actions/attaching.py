"""Files of a draft: checked by their content, not by their name; their text is taken for search and checklist."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.db import OperationalError, transaction
from django.db.models import Max
from django.utils import timezone

from gongkai.kernel.uploads import is_full
from gongkai.organisations.models import User
from gongkai.publishing import extraction, malware, scans
from gongkai.publishing.actions.clearing import keep_file
from gongkai.publishing.actions.drafting import lock_draft, record, touched
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.models import Attachment, Information, KeptFile, Version
from gongkai.publishing.rules import file_types
from gongkai.publishing.rules.disguises import is_disguised
from gongkai.publishing.rules.file_types import Family
from gongkai.publishing.rules.states import PublishingRefused, Refusal
from gongkai.publishing.scanning.limits import Fault
from gongkai.publishing.scanning.weighing import weigh
from gongkai.tables.readers.limits import Unreadable

log = logging.getLogger(__name__)

BOMBS = frozenset({Fault.BOMB, Fault.TOO_DEEP, Fault.TOO_MANY})
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
    _refuse_infected(information_id, shown, content, by=by, at=at)
    # Reading a large table takes its time: before the transaction, not in it.
    text, scan = extraction.text_of(shown, content), scans.scan(shown, content, on=timezone.localtime(at).date())
    added = Attachment()
    try:
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
    except OperationalError as error:
        raise _no_room_for_row(added, error) from error
    return added


def _no_room_for_row(added: Attachment, error: OperationalError) -> Exception:
    """The database lies on a full disk: the file that was written for it goes again."""
    if not is_full(error):
        return error
    log.error("no room in the database for %s: %s", added.name, error)
    if added.file:
        added.file.storage.delete(str(added.file.name))
    return PublishingRefused(Refusal.NO_ROOM, name=added.name)


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


def _refuse_infected(information_id: int, name: str, content: bytes, *, by: User | None, at: datetime) -> None:
    """Ask the virus scanner. What it finds is kept in the record although nothing was changed."""
    try:
        verdict = malware.verdict_on(content)
    except malware.ScannerSilent as silent:
        log.exception("the virus scanner did not answer")
        raise PublishingRefused(Refusal.SCANNER_SILENT, name=name) from silent
    if verdict.virus:
        with transaction.atomic():
            draft = lock_draft(information_id, by=by, at=at)
            detail = {"name": name, "virus": verdict.virus, "sha256": hashlib.sha256(content).hexdigest()}
            record("information.infected_file_refused", draft, by=by, at=at, detail=detail)
        raise PublishingRefused(Refusal.FILE_INFECTED, name=name)


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
    _store(added, f"{added.public_id}.{kind.extension}", content)
    return added


def _store(added: Attachment, name: str, content: bytes) -> None:
    """Write the file. Where there is no room, no half of it stays behind."""
    try:
        added.file.save(name, ContentFile(content), save=False)
    except OSError as error:
        if not is_full(error):
            raise
        log.exception("no room for %s", added.name)
        added.file.storage.delete(added.file.field.generate_filename(added, name))
        raise PublishingRefused(Refusal.NO_ROOM, name=added.name) from error


def checked_kind(name: str, content: bytes) -> file_types.Kind:
    """The kind of a file that may be attached, or why it may not."""
    if not content:
        raise PublishingRefused(Refusal.FILE_EMPTY, name=name)
    if len(content) > file_types.MAX_BYTES:
        raise PublishingRefused(Refusal.FILE_TOO_LARGE, name=name, limit=file_types.MAX_BYTES)
    if file_types.extension_of(name) in ("svg", "svgz"):
        raise PublishingRefused(Refusal.FILE_SVG, name=name)
    kind = file_types.kind_of(name)
    if kind is None:
        raise PublishingRefused(Refusal.FILE_TYPE, name=name)
    _refuse_other_inside(name, kind, content)
    return kind


def _refuse_other_inside(name: str, kind: file_types.Kind, content: bytes) -> None:
    """What the name says, and nothing besides: no macros, no second file, no flood of data."""
    family = file_types.family_of(content)
    if family is Family.MACROS:
        raise PublishingRefused(Refusal.FILE_MACROS, name=name)
    if not file_types.is_what_it_says(kind, content):
        raise PublishingRefused(Refusal.FILE_MISMATCH, name=name)
    if is_disguised(family, content):
        raise PublishingRefused(Refusal.FILE_DISGUISED, name=name)
    if family is Family.ZIP and file_types.runs_inside(content):
        raise PublishingRefused(Refusal.FILE_RUNS, name=name)
    try:
        weigh(content)
    except Unreadable as unreadable:
        if unreadable.code in BOMBS:
            raise PublishingRefused(Refusal.FILE_BOMB, name=name) from unreadable


def safe_name(name: str) -> str:
    """The last part of a path, without control characters, short enough to keep its ending."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(c for c in last if c.isprintable()).strip() or "附件"
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot else plain[:LONGEST_NAME]
