"""What kind of file is this? By its content: names lie (a web page saved as .xls opens in every office)."""

from __future__ import annotations

import re
from typing import Final

from gongkai.tables.findings import Code
from gongkai.tables.grid import Kind
from gongkai.tables.readers.limits import MAX_FILE, Unreadable, open_zip

EXTENSIONS: Final[dict[Kind, frozenset[str]]] = {
    Kind.XLSX: frozenset({"xlsx", "xlsm"}),
    Kind.XLS: frozenset({"xls", "et"}),
    Kind.DOCX: frozenset({"docx", "docm"}),
    Kind.HTML: frozenset({"html", "htm", "shtml", "xhtml"}),
    Kind.TEXT: frozenset({"csv", "tsv", "txt"}),
}

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"<(!doctype html|html|head|body|table|div|p|h[1-6])\b", re.IGNORECASE)
_FOREIGN: Final = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "gzip",
}


def kind_of(content: bytes) -> Kind:
    """The kind of a file, or why it cannot be read."""
    if not content.strip(b"\x00 \r\n\t"):
        raise Unreadable(Code.FILE_EMPTY)
    if len(content) > MAX_FILE:
        raise Unreadable(Code.FILE_TOO_LARGE, megabytes=MAX_FILE >> 20)
    foreign = next((name for start, name in _FOREIGN.items() if content.startswith(start)), None)
    if foreign:
        raise Unreadable(Code.KIND_UNSUPPORTED, kind=foreign)
    if content.startswith(_ZIP):
        return _kind_of_zip(content)
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    return _kind_of_text(content)


def _kind_of_zip(content: bytes) -> Kind:
    names = set(open_zip(content).namelist())
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "word/document.xml" in names:
        return Kind.DOCX
    raise Unreadable(Code.KIND_UNSUPPORTED, kind="OFD" if "OFD.xml" in names else "ZIP")


def _kind_of_ole(content: bytes) -> Kind:
    """Old Office files name their streams in UTF-16 in the directory."""
    if _utf16("EncryptedPackage") in content:
        raise Unreadable(Code.FILE_ENCRYPTED)
    if _utf16("Workbook") in content or _utf16("Book") in content:
        return Kind.XLS
    raise Unreadable(Code.KIND_UNSUPPORTED, kind="DOC" if _utf16("WordDocument") in content else "OLE")


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _kind_of_text(content: bytes) -> Kind:
    head = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"<") and b"Workbook" in head and b"urn:schemas-microsoft-com" in head:
        raise Unreadable(Code.KIND_UNSUPPORTED, kind="XML")
    if _MARKUP.search(head) and (head.startswith(b"<") or b"<table" in content.lower()):
        return Kind.HTML
    return Kind.TEXT
