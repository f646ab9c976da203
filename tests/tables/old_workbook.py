"""An .xls as small as it can be: no library here writes one, and many offices still do."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

SECTOR = 512
END, FAT, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
SMALLEST_STREAM = 4096  # shorter streams would live in a stream of their own


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0x0600))


def _sheet(rows: Sequence[Sequence[str]], merged: Iterable[tuple[int, int, int, int]]) -> bytes:
    cells = b"".join(
        _record(0x0204, struct.pack("<HHH", row, column, 0) + _text(text))
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
        if text
    )
    spans = [struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in merged]
    return (
        _begin(0x0010) + cells + _record(0x00E5, struct.pack("<H", len(spans)) + b"".join(spans)) + _record(0x000A, b"")
    )


def xls(
    rows: Sequence[Sequence[str]], *, merged: Iterable[tuple[int, int, int, int]] = (), is_locked: bool = False
) -> bytes:
    """A workbook of one sheet in an OLE container."""
    title = "目录"
    name = struct.pack("<BB", len(title), 1) + title.encode("utf-16-le")
    head = _begin(0x0005) + (_record(0x002F, b"\1\0" + bytes(52)) if is_locked else b"")
    start = len(head) + 4 + 6 + len(name) + 4
    stream = head + _record(0x0085, struct.pack("<IH", start, 0) + name) + _record(0x000A, b"") + _sheet(rows, merged)
    return _container(stream.ljust(SMALLEST_STREAM, b"\0"))


def _container(stream: bytes) -> bytes:
    sectors = -(-len(stream) // SECTOR)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, SMALLEST_STREAM, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    chain = [FAT, END, *range(3, 2 + sectors), END]
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    root = _entry("Root Entry", 5, child=1, start=END, size=0)
    directory = root + _entry("Workbook", 2, child=FREE, start=2, size=len(stream)) + bytes(256)
    return header + table + directory + stream.ljust(sectors * SECTOR, b"\0")


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
