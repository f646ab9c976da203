"""Which rows and columns of an xls are hidden? The reader of cells does not say, and a copy must not show them.

Sources
    [MS-XLS] §2.4.53 (ColInfo: fHidden), §2.4.221 (Row: fDyZero), §2.4.28 (BoundSheet8), §2.4.21 (BOF);
    [MS-CFB] §2.2-2.6: header, sectors, directory.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from gongkai.tables.findings import Code
from gongkai.tables.readers.limits import Unreadable

_END: Final = 0xFFFFFFFA  # from here on numbers of sectors mean something else
_BOF, _EOF, _BOUND, _ROW, _COLUMN = 0x0809, 0x000A, 0x0085, 0x0208, 0x007D
_SHEET: Final = 0x0010
_ENTRY: Final = 128
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01

Hidden = tuple[set[int], set[int]]  # rows and columns


def hidden(content: bytes) -> list[Hidden]:
    """For each sheet in the order of the workbook; sheets that are no sheets of cells count too."""
    try:
        stream = _stream(content)
        starts = [struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _BOUND]
        return [_of_sheet(stream, start) for start in starts]
    except (struct.error, IndexError) as error:
        raise Unreadable(Code.FILE_DAMAGED) from error


def _of_sheet(stream: bytes, start: int) -> Hidden:
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, body in _records(stream, start):
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _HIDDEN_ROW:
            rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMN:
            first, last, width, _format, flags = struct.unpack_from("<HHHHH", body)
            if flags & _HIDDEN_COLUMN or not width:
                columns |= set(range(first, min(last, 255) + 1))
    return rows, columns


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of a part of the stream, up to its end; charts within a sheet begin and end within it."""
    depth, place = 0, start
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, stream[place + 4 : place + 4 + length]
        if depth <= 0:
            return
        place += 4 + length


def _stream(content: bytes) -> bytes:
    """The stream of the workbook out of its container."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in (512, 4096):
        raise Unreadable(Code.FILE_DAMAGED)
    table = _table(content, size)
    (first,) = struct.unpack_from("<I", content, 48)
    directory = _chain(content, table, first, size)
    root, book = None, None
    for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, place + 64)[0]
        name = directory[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        start, total = struct.unpack_from("<II", directory, place + 116)
        if directory[place + 66] == 5:
            root = (start, total)
        elif name in ("Workbook", "Book"):
            book = (start, total)
    if book is None:
        raise Unreadable(Code.FILE_DAMAGED)
    if book[1] >= struct.unpack_from("<I", content, 56)[0] or root is None:
        return _chain(content, table, book[0], size)[: book[1]]
    small = _chain(content, table, root[0], size)
    small_table = _numbers(_chain(content, table, struct.unpack_from("<I", content, 60)[0], size))
    return _chain(b"\0" * 64 + small, small_table, book[0], 64)[: book[1]]


def _table(content: bytes, size: int) -> list[int]:
    """Which sector follows which."""
    places = list(struct.unpack_from("<109I", content, 76))
    (more,) = struct.unpack_from("<I", content, 68)
    seen: set[int] = set()
    while more < _END and more not in seen:
        seen.add(more)
        numbers = _numbers(_sector(content, more, size))
        places += numbers[:-1]
        more = numbers[-1]
    return _numbers(b"".join(_sector(content, place, size) for place in places if place < _END))


def _chain(content: bytes, table: list[int], first: int, size: int) -> bytes:
    sectors, place, seen = [], first, set[int]()
    while place < _END:
        if place in seen:
            raise Unreadable(Code.FILE_DAMAGED)
        seen.add(place)
        sectors.append(_sector(content, place, size))
        place = table[place]
    return b"".join(sectors)


def _sector(content: bytes, number: int, size: int) -> bytes:
    """Sectors count from behind the header, which is as long as one of them."""
    return content[(number + 1) * size : (number + 2) * size].ljust(size, b"\0")


def _numbers(sectors: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4]))
