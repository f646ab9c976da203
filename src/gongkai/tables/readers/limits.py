"""How much of a file are we willing to take? And what is said when it is too much, damaged or locked."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from lxml import etree

from gongkai.tables.findings import Code

MAX_FILE: Final = 64 * 2**20
MAX_UNPACKED: Final = 512 * 2**20  # all parts of an Office file together
MAX_CELLS: Final = 3_000_000
MAX_TABLES: Final = 500
MAX_PARTS: Final = 10_000
CHUNK: Final = 2**20


class Unreadable(Exception):
    """The file cannot be read; the code says why."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def zip_of(content: bytes) -> zipfile.ZipFile:
    """An archive's directory; nothing is unpacked, and nothing said of its size."""
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(Code.FILE_DAMAGED) from error


def open_zip(content: bytes) -> zipfile.ZipFile:
    """The parts of an Office file, if they unpack to a bearable size."""
    archive = zip_of(content)
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unreadable(Code.FILE_TOO_LARGE, megabytes=MAX_UNPACKED >> 20)
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable(Code.FILE_ENCRYPTED)
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part of an Office file. Python never unpacks more than the directory declares."""
    try:
        return archive.read(name)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(Code.FILE_DAMAGED) from error
    except Exception as error:  # zlib.error, lzma errors: each codec has its own
        raise Unreadable(Code.FILE_DAMAGED) from error


def parse_xml(content: bytes) -> Any:
    """The root of an XML part; entities and the network stay untouched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(Code.FILE_DAMAGED) from error


class CellBudget:
    """Counts cells while a document is read and stops it where there are too many."""

    def __init__(self) -> None:
        self.left = MAX_CELLS

    def take(self, cells: int) -> None:
        self.left -= cells
        if self.left < 0:
            raise Unreadable(Code.FILE_TOO_LARGE, cells=MAX_CELLS)
