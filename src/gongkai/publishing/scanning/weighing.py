"""Does an archive unpack to a bearable size, however deep others lie within it? Nothing else of it is looked at."""

from __future__ import annotations

import zipfile

from gongkai.publishing.scanning.limits import MAX_DEPTH, Budget, Fault
from gongkai.tables.readers.limits import Unreadable, read_part, zip_of

_PACKAGE = "[Content_Types].xml"  # an office file is an archive that holds no others, but for what is embedded
_ENCRYPTED = 0x1


def weigh(content: bytes, *, depth: int = 0, budget: Budget | None = None) -> None:
    """Raise Unreadable for what unpacks to too much, holds too many files, or holds archives too deep in each other."""
    if not content.startswith(b"PK"):
        return
    if depth > MAX_DEPTH:
        raise Unreadable(Fault.TOO_DEEP, depth=MAX_DEPTH)
    left = budget or Budget()
    with zip_of(content) as archive:
        left.admit(archive, len(content))
        is_package = _PACKAGE in archive.namelist()
        for member in archive.infolist():
            if _may_be_archive(archive, member):
                weigh(read_part(archive, member.filename), depth=depth if is_package else depth + 1, budget=left)


def _may_be_archive(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    if member.is_dir() or member.file_size < 22 or member.flag_bits & _ENCRYPTED:
        return False
    try:
        with archive.open(member) as part:
            return part.read(2) == b"PK"
    except Exception:  # each codec has its own error; whoever reads the member says so
        return False
