"""How far are archives unpacked? A small file may hold a very large one, and archives may hold archives."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from gongkai.publishing.scanning.pieces import Piece
from gongkai.tables.findings import Code
from gongkai.tables.readers.limits import Unreadable, zip_of

MAX_BYTES: Final = 64 * 2**20
MAX_UNPACKED: Final = 256 * 2**20  # of all archives within each other together
MAX_RATIO: Final = 200
SUSPICIOUS: Final = 16 * 2**20  # from here on the ratio counts: a short file of blanks packs well
MAX_MEMBERS: Final = 2_000
MAX_PAGES: Final = 5_000
MAX_DEPTH: Final = 2


class Fault(StrEnum):
    """What the readers of tables have no code for."""

    BOMB = "E_ARCHIVE_BOMB"
    TOO_DEEP = "E_ARCHIVE_TOO_DEEP"
    TOO_MANY = "E_ARCHIVE_TOO_MANY"
    PICTURE = "E_PICTURE"
    MEMBER = "E_MEMBER"


# What refuses a file, however deep it lies within it.
WHOLE: Final = frozenset({Fault.BOMB, Fault.TOO_DEEP, Fault.TOO_MANY, Fault.MEMBER})


@dataclass(slots=True)
class Budget:
    """How much may still be unpacked."""

    left: int = MAX_UNPACKED

    def admit(self, archive: zipfile.ZipFile, packed: int) -> None:
        """Take what an archive says it unpacks to. Python never unpacks more than the directory says."""
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise Unreadable(Fault.TOO_MANY, members=MAX_MEMBERS)
        unpacked = sum(member.file_size for member in members)
        self.left -= unpacked
        if self.left < 0 or (unpacked > SUSPICIOUS and unpacked > MAX_RATIO * packed):
            raise Unreadable(Fault.BOMB, megabytes=MAX_UNPACKED >> 20)


@dataclass(frozen=True, slots=True)
class Visit:
    """A file that is being read: its name, and how files within it are read."""

    name: str
    read: Callable[[bytes, Visit], Iterator[Piece]]
    depth: int = 0
    budget: Budget = field(default_factory=Budget)

    def inner(self, content: bytes, name: str) -> Iterator[Piece]:
        """The pieces of a file within this one."""
        return self.read(content, Visit(name, self.read, self.depth + 1, self.budget))


def open_archive(content: bytes, visit: Visit) -> zipfile.ZipFile:
    """The parts of an archive, if they unpack to a bearable size and no password is asked for."""
    archive = zip_of(content)
    if any(member.flag_bits & 0x1 for member in archive.infolist()):
        raise Unreadable(Code.FILE_ENCRYPTED)
    visit.budget.admit(archive, len(content))
    return archive
