"""What the scanner finds in an attached file, as the attachment keeps it: masked, each at its place."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.publishing import scanning
from gongkai.publishing.rules.sensitive import Kind, Level
from gongkai.tables.findings import Code

CLOSED = "closed"  # damaged or locked: nobody can open it
_CLOSED = {"kind": CLOSED, "level": str(Level.BLOCK), "masked": ""}
_UNREAD = {"kind": str(Kind.UNREAD), "level": str(Level.WARN), "masked": ""}


def scan(name: str, content: bytes, *, on: date) -> dict[str, Any]:
    """The fields of an attachment that tell of its content. A file that cannot be read asks for a person's eyes."""
    try:
        found = scanning.scan_file(content, name=name, on=on)
    except scanning.Unreadable as unreadable:
        is_closed = unreadable.code in (Code.FILE_DAMAGED, Code.FILE_ENCRYPTED, Code.FILE_EMPTY)
        lines = [(_CLOSED if is_closed else _UNREAD) | {"where": scanning.explain(unreadable)}]
    else:
        lines = [{"kind": str(f.kind), "level": str(f.level), "where": f.where, "masked": f.masked} for f in found]
    return {"findings": lines, "scanned_with": scanning.VERSION}
