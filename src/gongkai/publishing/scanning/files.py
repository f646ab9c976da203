"""A file → what must not leave, where it stands, and its mask. Nothing else of the file is ever told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _

from gongkai.publishing.rules.sensitive import Finding, Kind, Level, find_in_rows, find_in_text, hide, stopping, weighed
from gongkai.publishing.scanning import archives, drawn, pages, pdf, plain, word, workbooks
from gongkai.publishing.scanning.kinds import FileKind, kind_of
from gongkai.publishing.scanning.limits import Visit
from gongkai.publishing.scanning.pieces import Passage, Piece, Rows, Unread, passage

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


@dataclass(frozen=True, slots=True)
class Located:
    """A finding in a file, fit to be shown, logged and handed on."""

    kind: Kind
    level: Level
    where: str
    masked: str


def scan_file(content: bytes, *, name: str, on: date) -> list[Located]:
    """Everything in a file that must not leave, its name included. Raises Unreadable."""
    told: list[Located] = []
    for piece in [passage(PurePath(name).stem, _("文件名")), *_read(content, Visit(name, _read))]:
        there = set(told) if isinstance(piece, Rows) and piece.is_repeated else set()
        told += [found for found in _found(piece, on=on) if found not in there]
    heavy = stopping(found.kind for found in told)
    return [
        Located(found.kind, weighed(found.kind, found.level, heavy), hide(found.where, on=on), found.masked)
        for found in told
    ]


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
