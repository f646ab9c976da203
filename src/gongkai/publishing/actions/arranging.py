"""The files of a draft: another name, another place, another content."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.organisations.models import User
from gongkai.publishing.actions.attaching import attach, safe_name
from gongkai.publishing.actions.clearing import keep_file
from gongkai.publishing.actions.drafting import lock_draft, record, touched
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.models import Attachment, Information, KeptFile, Version
from gongkai.publishing.rules.file_types import extension_of
from gongkai.publishing.rules.states import PublishingRefused, Refusal


@transaction.atomic
def rename_attachment(*, attachment_id: int, name: str, by: User | None, at: datetime) -> Attachment:
    """Give a file another name. Its ending tells what it is and stays; readers see no two of the same name."""
    draft, file = _locked(attachment_id, by=by, at=at)
    ending = extension_of(file.name)
    typed = name.strip()
    wanted = safe_name(typed if extension_of(typed) == ending else f"{typed}.{ending}")
    if not typed or wanted == f".{ending}":
        raise PublishingRefused(Refusal.FILE_NAME)
    if draft.attachments.filter(name=wanted).exclude(pk=file.pk).exists():
        raise PublishingRefused(Refusal.FILE_NAME_TAKEN, name=wanted)
    old, file.name = file.name, wanted
    file.save(update_fields=["name"])
    _changed(draft, by=by, at=at)
    record("information.attachment_renamed", draft, by=by, at=at, detail={"old_name": old, "name": wanted})
    return file


@transaction.atomic
def move_attachment(*, attachment_id: int, step: int, by: User | None, at: datetime) -> None:
    """Put a file one place up (-1) or down (1); at the end of the list nothing happens."""
    draft, file = _locked(attachment_id, by=by, at=at)
    files = list(draft.attachments.filter(is_inline=False).order_by("position", "id"))
    here = next(place for place, other in enumerate(files) if other.pk == file.pk) if file in files else -1
    there = here + step
    if here < 0 or not 0 <= there < len(files):
        return
    files[here], files[there] = files[there], files[here]
    for place, other in enumerate(files, 1):
        Attachment.objects.filter(pk=other.pk).update(position=place)
    _changed(draft, by=by, at=at)


def replace_attachment(*, attachment_id: int, name: str, content: bytes, by: User | None, at: datetime) -> Attachment:
    """Put a newer file in the place of one; the older stays inside. A newer one that is refused changes nothing."""
    owner = Attachment.objects.values_list("information_id", flat=True).get(pk=attachment_id)
    added = attach(information_id=owner, name=name, content=content, by=by, at=at)
    with transaction.atomic():
        draft, old = _locked(attachment_id, by=by, at=at)
        added.position = old.position
        added.save(update_fields=["position"])
        detail = {"old_name": old.name, "name": added.name, "sha256": added.sha256}
        keep_file(old, reason=KeptFile.Reason.REMOVED, by=by, at=at)
        _changed(draft, by=by, at=at)
        record("information.attachment_replaced", draft, by=by, at=at, detail=detail)
    return added


def _locked(attachment_id: int, *, by: User | None, at: datetime) -> tuple[Information, Attachment]:
    owner = Attachment.objects.values_list("information_id", flat=True).get(pk=attachment_id)
    draft = lock_draft(owner, by=by, at=at)
    return draft, draft.attachments.get(pk=attachment_id)


def _changed(draft: Information, *, by: User | None, at: datetime) -> None:
    touched(draft, by=by, at=at)
    draft.save(update_fields=["changed_at", "authors"])
    keep_version(draft, Version.Reason.SAVED, by=by, at=at)
