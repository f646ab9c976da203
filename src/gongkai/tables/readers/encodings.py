"""In which encoding is this text written? Chinese offices use three."""

from __future__ import annotations

import codecs
from typing import Final

from gongkai.tables.findings import Code
from gongkai.tables.readers.limits import Unreadable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# A control character other than these says that it is no text at all.
_ALLOWED_CONTROLS: Final = frozenset("\t\n\r\f\v")


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: a byte order mark decides, then UTF-8, then GB18030."""
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _strictly(content, codec, name)
    for codec in ("utf-8", "gb18030"):
        try:
            return _strictly(content, codec, codec)
        except Unreadable:
            continue
    raise Unreadable(Code.ENCODING_UNKNOWN)


def _strictly(content: bytes, codec: str, name: str) -> tuple[str, str]:
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(Code.ENCODING_UNKNOWN) from error
    if any(c < " " and c not in _ALLOWED_CONTROLS for c in set(text)):
        raise Unreadable(Code.ENCODING_UNKNOWN)
    return text, name
