"""Files that an office file carries within itself: a sheet pasted into a letter is the whole workbook."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from gongkai.publishing.scanning.limits import WHOLE, Visit
from gongkai.publishing.scanning.pieces import Piece, Unread, within
from gongkai.tables.readers.limits import Unreadable, read_part


def embedded(archive: zipfile.ZipFile, folder: str, visit: Visit) -> Iterator[Piece]:
    """The pieces of embedded files; one that cannot be read is left to a person."""
    for name in archive.namelist():
        if name.startswith(folder) and not name.endswith("/"):
            container = _("嵌入的文件 %(name)s") % {"name": PurePosixPath(name).name}
            try:
                yield from within(list(visit.inner(read_part(archive, name), name)), container)
            except Unreadable as unreadable:
                if unreadable.code in WHOLE:
                    raise
                yield Unread(container)
