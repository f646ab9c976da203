"""zip: each file in it by itself, under a name that may be published; what cannot be masked refuses the whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final

from django.utils.translation import gettext as _

from gongkai.publishing.masking.kinds import NotMaskable, Reason, Task, What
from gongkai.publishing.masking.names import clean_name, veiled_name
from gongkai.publishing.masking.packages import packed
from gongkai.publishing.scanning.archives import name_of
from gongkai.publishing.scanning.kinds import FileKind, kind_of
from gongkai.publishing.scanning.limits import Visit, open_archive
from gongkai.tables.readers.limits import Unreadable, read_part

# What systems lay beside files; pictures of their contents among it.
_LITTER: Final = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


Mask = Callable[[bytes, Task, Visit], bytes]


def copy(content: bytes, task: Task, visit: Visit, mask: Mask) -> bytes:
    """The copy of an archive; `mask` makes those of its files."""
    parts: dict[str, bytes] = {}
    with open_archive(content, visit) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            name = veiled_name(name_of(member), task)
            if _LITTER & set(PurePosixPath(name).parts):
                task.take(What.OTHER_PARTS)
                continue
            data = read_part(archive, member.filename)
            try:
                kind = kind_of(data) if data else FileKind.TEXT
                inner = task.within(_("压缩包内 %(name)s：") % {"name": name})
                made = mask(data, inner, Visit(name, visit.read, visit.depth + 1, visit.budget)) if data else b""
            except (Unreadable, NotMaskable) as error:
                raise NotMaskable(Reason.MEMBER, member=name, inner=error) from error
            parts[_free(clean_name(name, kind, task), parts)] = made
    return packed(parts)


def _free(name: str, taken: dict[str, bytes]) -> str:
    """A name that no other file has: masked names may be alike."""
    path, number, unique = PurePosixPath(name), 2, name
    while unique in taken:
        unique, number = str(path.with_name(f"{path.stem}({number}){path.suffix}")), number + 1
    return unique
