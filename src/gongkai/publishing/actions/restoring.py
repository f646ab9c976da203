"""An older version becomes the draft again, with its files. What stood there before is kept like every state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.organisations.models import User
from gongkai.publishing import extraction, scans
from gongkai.publishing.actions.clearing import keep_file
from gongkai.publishing.actions.drafting import lock_draft, record, touched
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.models import Attachment, Information, KeptFile, Version
from gongkai.publishing.queries.snapshots import DATES, FIELDS
from gongkai.publishing.queries.written import cleaned
from gongkai.publishing.rules import markup, snapshots
from gongkai.publishing.rules.states import PublishingRefused, Refusal

Read = Mapping[str, Mapping[str, Any]]  # by digest: what a file says and what the scanner finds in it


def restore_version(*, information_id: int, serial: int, revision: int, by: User, at: datetime) -> Information:
    """Put an older version into the draft. A revision that is not the current one is refused and changes nothing."""
    version = Version.objects.get(information_id=information_id, serial=serial)
    snapshot = snapshots.unpack(version.snapshot)
    # Reading a large table takes its time: before the transaction, not in it.
    read = _read(version, snapshot, at=at)
    with transaction.atomic():
        draft = lock_draft(information_id, by=by, at=at)
        if revision != draft.revision:
            raise PublishingRefused(Refusal.STALE_REVISION, revision=draft.revision)
        keep_version(draft, Version.Reason.SAVED, by=by, at=at)
        _bring_files(draft, snapshot["files"], read, by=by, at=at)
        _bring_words(draft, snapshot)
        draft.revision += 1
        touched(draft, by=by, at=at)
        draft.save()
        keep_version(draft, Version.Reason.RESTORED, by=by, at=at, note=str(serial))
        record("information.restore_version", draft, by=by, at=at, detail={"serial": serial})
    return draft


def _read(version: Version, snapshot: Mapping[str, Any], *, at: datetime) -> Read:
    """What the files say that are not attached under that address any more; what was kept of them is the file alone."""
    piece = version.information
    attached = {file.public_id: file for file in piece.attachments.all()}
    wanted = {file["sha256"]: file["name"] for file in snapshot["files"] if file["public_id"] not in attached}
    found = [*_kept(piece).filter(sha256__in=wanted), *(f for f in attached.values() if f.sha256 in wanted)]
    read = {}
    for sha256, file in {file.sha256: file for file in found}.items():
        with file.file.open("rb") as opened:
            content = opened.read()
        name = wanted[sha256]
        read[sha256] = {"text": extraction.text_of(name, content), **scans.scan(name, content, on=day_of(at))}
    return read


def _kept(piece: Information) -> Any:
    """What may come back: not what a publicity period took away."""
    return piece.kept_files.exclude(reason=KeptFile.Reason.PURGED).order_by("kept_at", "id")


def _bring_words(draft: Information, snapshot: Mapping[str, Any]) -> None:
    """Every field that the version knows, cleaned by the rules of today."""
    said = {name: snapshot[name] for name in FIELDS if name in snapshot}
    for name, value in cleaned(draft, said).items():
        setattr(draft, name, date.fromisoformat(value) if value and name in DATES else value)
    draft.text = markup.plain_text(draft.html)
    if draft.interprets_id and not Information.objects.filter(pk=draft.interprets_id).exists():
        draft.interprets_id = None


def _bring_files(
    draft: Information, wanted: list[dict[str, Any]], read: Read, *, by: User | None, at: datetime
) -> None:
    """The files of the version, in its order, under the addresses that its text names; later ones are kept inside."""
    attached = {file.public_id: file for file in draft.attachments.all()}
    listed = {file["public_id"] for file in wanted}
    for public_id, file in attached.items():
        if public_id not in listed:
            keep_file(file, reason=KeptFile.Reason.REMOVED, by=by, at=at)
    kept = {file.sha256: file for file in _kept(draft)}
    for position, line in enumerate(wanted, start=1):
        if (still := attached.get(line["public_id"])) is not None:
            still.position = position
            still.save(update_fields=["position"])
        else:
            _attach_again(draft, line, kept.get(line["sha256"]), read, position=position, at=at)
    came_back = [line["sha256"] for line in wanted if line["public_id"] not in attached]
    draft.kept_files.filter(reason=KeptFile.Reason.REMOVED, sha256__in=came_back).delete()


def _attach_again(
    draft: Information, line: Mapping[str, Any], kept: KeptFile | None, read: Read, *, position: int, at: datetime
) -> None:
    """A file under its old address; its bytes never left the disk."""
    if kept is None or (told := read.get(line["sha256"])) is None:
        raise PublishingRefused(Refusal.FILE_GONE, name=line["name"])
    Attachment.objects.create(
        information=draft, position=position, file=kept.file.name, added_at=at, **{**line, **told}
    )
