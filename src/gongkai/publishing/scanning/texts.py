"""The rich text of a draft → what must not leave, with what stands there: for those who may read the draft anyway."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.publishing.rules.sensitive import Finding, find_in_rows, find_in_text, stopping, weighed
from gongkai.publishing.rules.sensitive.kinds import Kind, Level
from gongkai.publishing.scanning import pages
from gongkai.publishing.scanning.limits import Visit
from gongkai.publishing.scanning.pieces import Passage, Piece, Rows

_HEAD = "<!doctype html><html><head><meta charset='utf-8'></head><body>"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A finding with its place in words and what stands there."""

    kind: Kind
    level: Level
    where: str
    masked: str
    quote: str


def find_in_html(html: str, *, on: date) -> list[Quoted]:
    """Everything in a text of the editor that must not leave; tables are read by their headers."""
    if not html.strip():
        return []
    told = list(_all(html, on))
    heavy = stopping(found.kind for found in told)
    return [Quoted(f.kind, weighed(f.kind, f.level, heavy), f.where, f.masked, f.quote) for f in told]


def _all(html: str, on: date) -> Iterator[Quoted]:
    visit = Visit("text.html", _nothing)
    for piece in pages.read(f"{_HEAD}{html}</body></html>".encode(), visit):
        if isinstance(piece, Passage):
            yield from _in_passage(piece, on)
        elif isinstance(piece, Rows):
            yield from _in_rows(piece, on)


def _in_passage(piece: Passage, on: date) -> Iterator[Quoted]:
    for found in find_in_text(piece.text, on=on):
        if piece.counts(found.start, found.end):
            yield _quoted(found, piece.place(found.start, found.end), piece.text)


def _in_rows(piece: Rows, on: date) -> Iterator[Quoted]:
    for row, column, found in find_in_rows(piece.rows, on=on):
        yield _quoted(found, piece.place(row, column, found.start, found.end), piece.rows[row][column])


def _quoted(found: Finding, where: str, text: str) -> Quoted:
    return Quoted(found.kind, found.level, where, found.masked, text[found.start : found.end])


def _nothing(_content: bytes, _visit: Visit) -> Iterator[Piece]:
    return iter(())
