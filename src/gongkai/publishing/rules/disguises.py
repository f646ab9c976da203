"""Is a file something else besides what it says? One that is two things at once is not taken.

A browser that is sent a picture which is also a page may show the page; a scanner that looks at the document does not
see the archive behind it.

Sources
    GB/T 22239-2019 §8.1.4.5: malicious code is kept out.
    PNG (ISO/IEC 15948) §5, GIF89a §§17-27: where a picture ends. ISO 32000-2 §7.5: a PDF begins with its header and
    ends with %%EOF.
"""

from __future__ import annotations

import io
import re
import zipfile

from gongkai.publishing.rules.file_types import Family

_MARKUP = re.compile(rb"<(?:script|iframe|!doctype\s+html|svg\s|html[\s>]|body[\s>]|\?php\s)", re.IGNORECASE)
_HEAD = 1024  # bytes in which a reader of pages looks for one
_TAIL = 66_000  # bytes in which an archive's directory may end
_LONGEST_END = 1024  # bytes that a PDF may have behind its end
_END_OF_ARCHIVE = b"PK\x05\x06"
_IDLE = b"\0\r\n\t "
PNG, GIF = b"\x89PNG\r\n\x1a\n", b"GIF8"


def is_disguised(family: Family, content: bytes) -> bool:
    """Whether a file of this family is, or carries at its edge, a page or another file."""
    if family is Family.IMAGE:
        return _is_disguised_picture(content)
    if family is Family.PDF:
        return _is_disguised_document(content)
    if family in (Family.OLE, Family.RTF):
        return _holds_archive(content)
    if family is Family.TEXT:
        return False  # it is sent as what it is, and never run
    return bool(_MARKUP.search(content[-_TAIL:]))


def _is_disguised_picture(content: bytes) -> bool:
    if _MARKUP.search(content) or _holds_archive(content):
        return True
    if content.startswith(PNG):
        return not _is_idle(content, _end_of_png(content))
    if content.startswith(GIF):
        return content[6:8] == b"/*" or not _is_idle(content, _end_of_gif(content))
    return False  # telephones put more pictures behind a JPEG; nothing of them is shown


def _is_disguised_document(content: bytes) -> bool:
    end = content.rfind(b"%%EOF")
    behind = content[end + 5 :].strip(_IDLE) if end >= 0 else b""
    if _MARKUP.search(content[:_HEAD]) or _MARKUP.search(behind):
        return True
    return _END_OF_ARCHIVE in behind or len(behind) > _LONGEST_END


def _holds_archive(content: bytes) -> bool:
    return zipfile.is_zipfile(io.BytesIO(content[-_TAIL:])) or zipfile.is_zipfile(io.BytesIO(content))


def _is_idle(content: bytes, end: int | None) -> bool:
    """Whether nothing but padding stands behind the end; False also where no end was found."""
    return end is not None and not content[end:].strip(_IDLE)


def _end_of_png(content: bytes) -> int | None:
    at = len(PNG)
    while at + 12 <= len(content):
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return at
    return None


def _end_of_gif(content: bytes) -> int | None:
    at = 13 + _colours(content[10]) if len(content) > 13 else len(content)
    while at < len(content):
        kind = content[at]
        if kind == 0x3B:
            return at + 1
        if kind == 0x21:  # an extension: its label, then blocks
            at = _past_blocks(content, at + 2)
        elif kind == 0x2C and at + 9 < len(content):  # an image: place and size, own colours, code size, blocks
            at = _past_blocks(content, at + 11 + _colours(content[at + 9]))
        else:
            return None
    return None


def _colours(packed: int) -> int:
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _past_blocks(content: bytes, at: int) -> int:
    while at < len(content) and content[at]:
        at += content[at] + 1
    return at + 1
