"""A file → what must not leave and what is wrong in it, where it stands, and its mask. Nothing else is ever told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _

from gongkai.publishing.rules.sensitive import Finding, Kind, Level, find_in_rows, find_in_text, hide, stopping, weighed
from gongkai.publishing.rules.wording import Matcher
from gongkai.publishing.scanning import archives, drawn, pages, pdf, plain, word, workbooks
from gongkai.publishing.scanning.kinds import FileKind, kind_of
from gongkai.publishing.scanning.limits import Visit
from gongkai.publishing.scanning.located import Located
from gongkai.publishing.scanning.pieces import Passage, Piece, Rows, Unread, passage
from gongkai.publishing.scanning.wording import in_piece

_READERS: Final[dict[FileKind, Callable[[bytes, Visit], Iterator[Piece]]]] = {
    FileKind.PDF: pdf.read,
    FileKind.DOCX: word.read,
    FileKind.XLSX: workbooks.read,
    FileKind.XLS: workbooks.read_xls,
    FileKind.PPTX: drawn.read_slides,
    FileKind.OFD: drawn.read_layout,
    FileKind.HTML: pages.read,
    FileKind.TEXT: plain.read,
    FileKind.ZIP: archives.read,
}
# Most places of a file differ by their counts alone.
_COUNT = re.compile(r"(?<=第)[0-9]{1,7}(?=[行列段页张])")


def scan_file(content: bytes, *, name: str, on: date) -> list[Located]:
    """Everything in a file that must not leave, its name included. Raises Unreadable."""
    return _weighed(_all(content, name, on=on), on=on)


def check_file(content: bytes, *, name: str, on: date, matchers: Sequence[Matcher]) -> list[Located]:
    """The same with wrong words and with what does not hang together, the file read but once. Raises Unreadable."""
    return _weighed(_all(content, name, on=on, matchers=matchers), on=on)


def _weighed(found: Iterable[Located], *, on: date) -> list[Located]:
    told = list(found)
    heavy = stopping(one.kind for one in told if isinstance(one.kind, Kind))
    return [replace(one, level=_level(one, heavy), where=_shown(one.where, on=on)) for one in told]


def _level(found: Located, heavy: frozenset[Kind]) -> Level:
    return weighed(found.kind, found.level, heavy) if isinstance(found.kind, Kind) else found.level


def _shown(where: str, *, on: date) -> str:
    """A place as it may be told: names of sheets and files stand in it, and they are typed by people."""
    return hide(where, on=on) if _tells(_COUNT.sub("1", where), on) else where


@lru_cache(maxsize=4096)
def _tells(where: str, on: date) -> bool:
    return bool(find_in_text(where, on=on))


def _all(content: bytes, name: str, *, on: date, matchers: Sequence[Matcher] | None = None) -> Iterator[Located]:
    there: set[Located] = set()
    for piece in (passage(PurePath(name).stem, _("文件名")), *_read(content, Visit(name, _read))):
        is_repeated = isinstance(piece, Rows) and piece.is_repeated
        for found in _found(piece, on=on):
            if not (is_repeated and found in there):
                there.add(found)
                yield found
        if matchers is not None and not is_repeated:
            yield from in_piece(piece, on=on, matchers=matchers)


def pieces_of(content: bytes, name: str) -> Iterator[Piece]:
    """Every text of a file with its places. Raises Unreadable."""
    return _read(content, Visit(name, _read))


def _read(content: bytes, visit: Visit) -> Iterator[Piece]:
    return _READERS[kind_of(content)](content, visit)


def _found(piece: Piece, *, on: date) -> Iterator[Located]:
    if isinstance(piece, Unread):
        yield Located(Kind.UNREAD, Level.WARN, piece.where, "")
    elif isinstance(piece, Passage):
        for finding in find_in_text(piece.text, on=on):
            if piece.counts(finding.start, finding.end):
                yield _located(finding, piece.place(finding.start, finding.end))
    else:
        for row, column, finding in find_in_rows(piece.rows, on=on):
            yield _located(finding, piece.place(row, column, finding.start, finding.end))


def _located(finding: Finding, where: str) -> Located:
    return Located(finding.kind, finding.level, where, finding.masked)
