"""A file → a clean copy of it. The original stays where it is; this never changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import PurePath
from typing import Final

from gongkai.publishing.masking import archives, pages, plain, slides, word, workbooks
from gongkai.publishing.masking.checking import settled, sought_for
from gongkai.publishing.masking.kinds import CleanCopy, NotMaskable, Reason, Task
from gongkai.publishing.masking.names import clean_name
from gongkai.publishing.rules.profiles import Profile
from gongkai.publishing.scanning.kinds import FileKind, kind_of
from gongkai.publishing.scanning.limits import Fault, Visit
from gongkai.publishing.scanning.pieces import Piece
from gongkai.tables.readers.limits import Unreadable

_COPIES: Final[dict[FileKind, Callable[[bytes, Task, Visit], bytes]]] = {
    FileKind.DOCX: word.copy,
    FileKind.XLSX: workbooks.copy,
    FileKind.XLS: workbooks.copy_xls,
    FileKind.PPTX: slides.copy,
    FileKind.HTML: pages.copy,
    FileKind.TEXT: plain.copy,
    FileKind.ZIP: lambda content, task, visit: archives.copy(content, task, visit, mask),
}


def clean_copy(content: bytes, *, name: str, on: date, profile: Profile | None = None) -> CleanCopy:
    """A copy that holds nothing sensitive, in any place of it. Raises Unreadable, or NotMaskable where there is none.

    Lists of persons are cut to the profile; without one no column goes and what is found is masked where it stands.
    """
    kind = _kind(content)

    def masked(old: bytes, task: Task) -> bytes:
        return mask(old, task, Visit(name, _nothing))

    copy, task, removed = settled(content, masked, on=on, profile=profile, name=name)
    told = Task(on, None, sought_for(task.secrets))
    return CleanCopy(copy, clean_name(PurePath(name).name or "_", kind, told), removed + told.removed())


def mask(content: bytes, task: Task, visit: Visit) -> bytes:
    """One pass over a file of any kind."""
    return _COPIES[_kind(content)](content, task, visit)


def _kind(content: bytes) -> FileKind:
    try:
        kind = kind_of(content)
    except Unreadable as unreadable:
        if unreadable.code == Fault.PICTURE:
            raise NotMaskable(Reason.KIND, kind="") from unreadable
        raise
    if kind not in _COPIES:
        raise NotMaskable(Reason.KIND, kind=kind.upper())
    return kind


def _nothing(_content: bytes, _visit: Visit) -> Iterator[Piece]:
    """Copies read no file within another: they leave it out."""
    return iter(())
