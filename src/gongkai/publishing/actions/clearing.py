"""Files that nothing refers to any more: removed at once where that can be, and found by a sweeper where it could not.

A file is written before its row is committed and removed after its row is gone, so whatever is killed on the way
leaves a file too many, never one too few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.core.files.storage import Storage
from django.db import transaction

from gongkai.publishing.models import Attachment

FOLDER = "attachments"
# A younger file may belong to an act whose transaction has not ended yet.
YOUNGEST = timedelta(days=1)


def remove_after_commit(names: Iterable[str]) -> None:
    """Remove files once the running transaction has held, unless an attachment still refers to them."""
    listed = [name for name in names if name]
    # robust: what is done is done, even if the disk refuses; the sweeper comes back.
    transaction.on_commit(lambda: _remove_unreferenced(listed), robust=True)


def remove_orphaned_files(*, at: datetime) -> int:
    """Remove the files that no attachment refers to; return how many."""
    storage = _storage()
    return sum(_sweep(storage, folder, files, before=at - YOUNGEST) for folder, files in _folders(storage, FOLDER))


def _storage() -> Storage:
    storage: Storage = Attachment._meta.get_field("file").storage
    return storage


def _remove_unreferenced(names: list[str]) -> None:
    kept = set(Attachment.objects.filter(file__in=names).values_list("file", flat=True))
    for name in names:
        if name not in kept:
            _storage().delete(name)


def _folders(storage: Storage, folder: str) -> Iterator[tuple[str, list[str]]]:
    try:
        below, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever attached
        return
    yield folder, files
    for name in below:
        yield from _folders(storage, f"{folder}/{name}")


def _sweep(storage: Storage, folder: str, files: Iterable[str], *, before: datetime) -> int:
    kept = set(Attachment.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True))
    orphans = [name for file in files if (name := f"{folder}/{file}") not in kept]
    gone = [name for name in orphans if storage.get_modified_time(name) < before]
    for name in gone:
        storage.delete(name)
    return len(gone)
