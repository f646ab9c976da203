"""In which encoding is this text written? Chinese offices use three."""

from __future__ import annotations

import codecs
import re
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
_DECLARED: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD: Final = 4096  # bytes of a page in which its encoding is declared


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


def declared(content: bytes, *, media_type: str = "") -> str:
    """The encoding that the sender of a page names, or else the page itself; empty where neither does.

    It may be wrong, or none at all. What servers call gb2312 holds characters of the larger set, GB18030.
    """
    found = _DECLARED.search(media_type.encode()) or _DECLARED.search(content[:_HEAD])
    name = found[1].decode("ascii").lower() if found else ""
    return "gb18030" if name in ("gb2312", "gbk") else name


def _strictly(content: bytes, codec: str, name: str) -> tuple[str, str]:
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(Code.ENCODING_UNKNOWN) from error
    if any(c < " " and c not in _ALLOWED_CONTROLS for c in set(text)):
        raise Unreadable(Code.ENCODING_UNKNOWN)
    return text, name
