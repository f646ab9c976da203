"""May this file be attached, and is it what its name says?

Sources
    GB/T 33190-2016 (OFD): a zip archive that holds OFD.xml. ECMA-376: office files are zip archives with
    [Content_Types].xml. Older office files are OLE compound files.
    GB/T 22239-2019 §8.1.4.5: malicious code is kept out; files with macros are not taken.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

import filetype

MAX_BYTES = 50 * 1024 * 1024
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_MACROS = re.compile(r"vbaproject\.bin$|/activex/|/macrosheets/|/vbadata\.xml$", re.IGNORECASE)
_RTF = b"{\\rtf"
# What runs when it is opened; an archive that holds any of it is not taken.
_RUNS = frozenset(
    ("exe", "dll", "com", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "scr", "msi", "lnk", "jar")
    + ("reg", "chm", "html", "htm", "xhtml", "mht", "svg", "swf", "docm", "xlsm", "pptm")
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")  # no text holds them


class Family(StrEnum):
    """What the first bytes and the inside of a file show."""

    PDF = "pdf"
    OFD = "ofd"
    WORD = "word"
    SHEET = "sheet"
    SLIDES = "slides"
    OLE = "ole"
    RTF = "rtf"
    IMAGE = "image"
    ZIP = "zip"
    TEXT = "text"
    MACROS = "macros"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that may be attached."""

    extension: str
    media_type: str
    families: frozenset[Family]


def _kind(extension: str, media_type: str, *families: Family) -> Kind:
    return Kind(extension, media_type, frozenset(families))


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = (
    _kind("pdf", "application/pdf", Family.PDF),
    _kind("ofd", "application/ofd", Family.OFD),
    _kind("docx", f"{_OFFICE}.wordprocessingml.document", Family.WORD),
    _kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", Family.SHEET),
    _kind("pptx", f"{_OFFICE}.presentationml.presentation", Family.SLIDES),
    _kind("doc", "application/msword", Family.OLE, Family.RTF),
    _kind("xls", "application/vnd.ms-excel", Family.OLE),
    _kind("ppt", "application/vnd.ms-powerpoint", Family.OLE),
    _kind("wps", "application/vnd.ms-works", Family.OLE, Family.WORD),
    _kind("et", "application/vnd.ms-excel", Family.OLE, Family.SHEET),
    _kind("csv", "text/csv", Family.TEXT),
    _kind("txt", "text/plain", Family.TEXT),
    _kind("jpg", "image/jpeg", Family.IMAGE),
    _kind("jpeg", "image/jpeg", Family.IMAGE),
    _kind("png", "image/png", Family.IMAGE),
    _kind("gif", "image/gif", Family.IMAGE),
    _kind("zip", "application/zip", Family.ZIP),
)
BY_EXTENSION = {kind.extension: kind for kind in KINDS}
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif"})


def extension_of(name: str) -> str:
    """The last ending of a name, lower case."""
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def kind_of(name: str) -> Kind | None:
    """The kind that a name claims, if it may be attached at all."""
    return BY_EXTENSION.get(extension_of(name))


def is_what_it_says(kind: Kind, content: bytes) -> bool:
    """Whether the content is of the kind that the name claims; a picture also of that very type."""
    family = family_of(content)
    if family not in kind.families:
        return False
    return family is not Family.IMAGE or filetype.guess_mime(content) == kind.media_type


def runs_inside(content: bytes) -> bool:
    """Whether a plain archive holds what runs when it is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(extension_of(name) in _RUNS for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def family_of(content: bytes) -> Family:
    """What a file is by its content."""
    if content.startswith(_OLE):
        return Family.MACROS if _OLE_MACROS in content else Family.OLE
    if content.startswith(_RTF):
        return Family.RTF
    if content.startswith(b"%PDF-"):
        return Family.PDF
    if content.startswith(b"PK"):
        return _archive(content)
    guessed = filetype.guess(content)
    if guessed is not None:
        return Family.IMAGE if guessed.mime in PICTURES else Family.UNKNOWN
    return Family.TEXT if _is_text(content) else Family.UNKNOWN


def _archive(content: bytes) -> Family:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return Family.UNKNOWN
    if any(_MACROS.search(name) for name in names):
        return Family.MACROS
    if "OFD.xml" in names:
        return Family.OFD
    if "[Content_Types].xml" not in names:
        return Family.ZIP
    inside = {"word/": Family.WORD, "xl/": Family.SHEET, "ppt/": Family.SLIDES}
    return next((family for folder, family in inside.items() if any(n.startswith(folder) for n in names)), Family.ZIP)


def _is_text(content: bytes) -> bool:
    if _CONTROLS.search(content):
        return False
    return any(_decodes(content, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
