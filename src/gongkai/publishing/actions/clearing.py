"""Files that leave the readers' hands: kept inside, or removed once nothing refers to them any more.

A file is written before its row is committed and removed after its row is gone, so whatever is killed on the way
leaves a file too many, never one too few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.core.files.storage import Storage
from django.db import transaction

from gongkai.organisations.models import User
from gongkai.publishing.models import Attachment, KeptFile

FOLDERS = ("attachments", "kept")
# A younger file may belong to an act whose transaction has not ended yet.
YOUNGEST = timedelta(days=1)


def keep_file(file: Attachment, *, reason: KeptFile.Reason, by: User | None, at: datetime) -> KeptFile:
    """Take an attachment away from every address and keep it inside; the bytes stay where they are on the disk."""
    kept = KeptFile.objects.create(
        information_id=file.information_id,
        name=file.name,
        file=file.file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        is_inline=file.is_inline,
        reason=reason,
        kept_at=at,
        kept_by=by,
    )
    file.delete()
    return kept


def remove_after_commit(names: Iterable[str]) -> None:
    """Remove files once the running transaction has held, unless an attachment still refers to them."""
    listed = [name for name in names if name]
    # robust: what is done is done, even if the disk refuses; the sweeper comes back.
    transaction.on_commit(lambda: _remove_unreferenced(listed), robust=True)


def remove_orphaned_files(*, at: datetime) -> int:
    """Remove the files that no attachment refers to; return how many."""
    storage = _storage()
    folders = (found for top in FOLDERS for found in _folders(storage, top))
    return sum(_sweep(storage, folder, files, before=at - YOUNGEST) for folder, files in folders)


def _storage() -> Storage:
    storage: Storage = Attachment._meta.get_field("file").storage
    return storage


def _remove_unreferenced(names: list[str]) -> None:
    kept = _referred_to(file__in=names)
    for name in names:
        if name not in kept:
            _storage().delete(name)


def _referred_to(**names: object) -> set[str]:
    kept = KeptFile.objects.filter(**names).values_list("file", flat=True)
    return {*Attachment.objects.filter(**names).values_list("file", flat=True), *kept}


def _folders(storage: Storage, folder: str) -> Iterator[tuple[str, list[str]]]:
    try:
        below, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever attached
        return
    yield folder, files
    for name in below:
        yield from _folders(storage, f"{folder}/{name}")


def _sweep(storage: Storage, folder: str, files: Iterable[str], *, before: datetime) -> int:
    kept = _referred_to(file__startswith=f"{folder}/")
    orphans = [name for file in files if (name := f"{folder}/{file}") not in kept]
    gone = [name for name in orphans if storage.get_modified_time(name) < before]
    for name in gone:
        storage.delete(name)
    return len(gone)
