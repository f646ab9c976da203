"""zip: every file in it, and every file in a zip in it, but no deeper."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from gongkai.publishing.scanning.limits import MAX_DEPTH, WHOLE, Fault, Visit, open_archive
from gongkai.publishing.scanning.pieces import Piece, Unread, passage, within
from gongkai.tables.findings import Code
from gongkai.tables.readers.limits import Unreadable, read_part

_UTF8 = 0x800  # the flag that says so
# What has no text that we can read is left to a person; what should have been readable refuses the whole archive.
_LEFT = frozenset({Fault.PICTURE, Code.KIND_UNSUPPORTED, Code.ENCODING_UNKNOWN})


def read(content: bytes, visit: Visit) -> Iterator[Piece]:
    """The files of an archive, each under its name."""
    if visit.depth >= MAX_DEPTH:
        raise Unreadable(Fault.TOO_DEEP, depth=MAX_DEPTH)
    with open_archive(content, visit) as archive:
        for member in archive.infolist():
            name = name_of(member)
            path = PurePosixPath(name)
            words = "\n".join([*path.parent.parts, path.stem])
            yield passage(words, _("压缩包内的文件名 %(name)s") % {"name": name})
            if not member.is_dir() and member.file_size:
                yield from _member(archive, member.filename, name, visit)


def _member(archive: zipfile.ZipFile, stored: str, name: str, visit: Visit) -> Iterator[Piece]:
    container = _("压缩包内 %(name)s") % {"name": name}
    try:
        yield from within(list(visit.inner(read_part(archive, stored), name)), container)
    except Unreadable as unreadable:
        if unreadable.code in WHOLE:
            raise
        if unreadable.code not in _LEFT:
            raise Unreadable(Fault.MEMBER, member=name, inner=unreadable) from unreadable
        yield Unread(container)


def name_of(member: zipfile.ZipInfo) -> str:
    """The name as it was typed: Chinese programs write GB18030 where the format knows nothing but an old code page."""
    if member.flag_bits & _UTF8 or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
