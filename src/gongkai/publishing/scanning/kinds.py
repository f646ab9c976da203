"""What kind of file is this, by its content?"""

from __future__ import annotations

import codecs
from enum import StrEnum
from typing import Final

import filetype

from gongkai.publishing.scanning.limits import MAX_BYTES, Fault
from gongkai.tables import grid
from gongkai.tables.findings import Code
from gongkai.tables.readers import kinds as tables
from gongkai.tables.readers.limits import Unreadable, zip_of


class FileKind(StrEnum):
    """What we can read."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    PPTX = "pptx"
    OFD = "ofd"
    HTML = "html"
    TEXT = "text"
    ZIP = "zip"


_HEAD: Final = 1024  # bytes in which a PDF may begin
_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PARTS: Final = {
    "word/document.xml": FileKind.DOCX,
    "xl/workbook.xml": FileKind.XLSX,
    "ppt/presentation.xml": FileKind.PPTX,
    "OFD.xml": FileKind.OFD,
}
_BY_TABLES: Final = {
    grid.Kind.XLS: FileKind.XLS,
    grid.Kind.HTML: FileKind.HTML,
    grid.Kind.TEXT: FileKind.TEXT,
}


def kind_of(content: bytes) -> FileKind:
    """The kind of a file, or why it cannot be read."""
    if not content:
        raise Unreadable(Code.FILE_EMPTY)
    if len(content) > MAX_BYTES:
        raise Unreadable(Code.FILE_TOO_LARGE, megabytes=MAX_BYTES >> 20)
    if b"%PDF-" in content[:_HEAD]:
        return FileKind.PDF
    if content.startswith(b"PK"):
        return _kind_of_archive(content)
    if not content.startswith(_MARKS):
        _refuse_binary(content)
    return _BY_TABLES[tables.kind_of(content)]


def _kind_of_archive(content: bytes) -> FileKind:
    with zip_of(content) as archive:
        names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise Unreadable(Code.KIND_UNSUPPORTED, kind="XLSB")
    return next((kind for part, kind in _PARTS.items() if part in names), FileKind.ZIP)


def _refuse_binary(content: bytes) -> None:
    """Pictures have no text to read; of other binary files we know nothing, but for the old office files."""
    guessed = filetype.guess(content)
    if guessed is not None and guessed.mime.startswith("image/"):
        raise Unreadable(Fault.PICTURE)
    is_old_office = content.startswith(b"\xd0\xcf\x11\xe0")
    if not is_old_office and b"\0" in content:
        raise Unreadable(Code.KIND_UNSUPPORTED, kind=guessed.extension.upper() if guessed else "?")
