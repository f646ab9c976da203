"""docx: body, tables, headers, notes, comments, tracked changes, text boxes, hidden text, properties, embeddings."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.publishing.scanning.embedded import embedded
from gongkai.publishing.scanning.limits import Visit, open_archive
from gongkai.publishing.scanning.pieces import Passage, Piece, Rows, passage
from gongkai.publishing.scanning.properties import properties
from gongkai.publishing.scanning.runs import W, Written, boxes, together, written
from gongkai.tables.readers.limits import CellBudget, parse_xml, read_part

_P, _TBL, _TR, _TC = W + "p", W + "tbl", W + "tr", W + "tc"
_PROPERTIES: Final = frozenset({W + "sectPr", W + "tblPr", W + "tblGrid", W + "trPr", W + "tcPr"})
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MAX_SPAN: Final = 1000
_SIMPLE: Final = (
    (re.compile(r"word/header\d*\.xml"), gettext_lazy("页眉")),
    (re.compile(r"word/footer\d*\.xml"), gettext_lazy("页脚")),
)
_NOTES: Final = (
    ("word/footnotes.xml", W + "footnote", gettext_lazy("脚注%(number)s")),
    ("word/endnotes.xml", W + "endnote", gettext_lazy("尾注%(number)s")),
    ("word/comments.xml", W + "comment", gettext_lazy("批注%(number)s")),
)


def read(content: bytes, visit: Visit) -> Iterator[Piece]:
    """Everything in a Word file that can hold text."""
    with open_archive(content, visit) as archive:
        names = archive.namelist()
        yield from _Story().pieces(parse_xml(read_part(archive, "word/document.xml")))
        for name in names:
            for pattern, label in _SIMPLE:
                if pattern.fullmatch(name):
                    yield from _Story(str(label)).pieces(parse_xml(read_part(archive, name)))
        yield from _notes(archive, set(names))
        yield from properties(archive)
        yield from embedded(archive, "word/embeddings/", visit)


def _notes(archive: zipfile.ZipFile, names: set[str]) -> Iterator[Piece]:
    for part, tag, label in _NOTES:
        if part in names:
            # Two notes of every file are lines that part notes from the text.
            notes = [note for note in parse_xml(read_part(archive, part)).iter(tag) if note.get(W + "type") is None]
            for number, note in enumerate(notes, start=1):
                yield from _Story(str(label) % {"number": number}).pieces(note)


@dataclass
class _Story:
    """A run of paragraphs and tables under one name; the body has none, its paragraphs are counted."""

    name: str = ""
    budget: CellBudget = field(default_factory=CellBudget)
    paragraphs: Iterator[int] = field(default_factory=lambda: count(1))
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    boxes: Iterator[int] = field(default_factory=lambda: count(1))

    def pieces(self, root: Any) -> Iterator[Piece]:
        yield from self._blocks(root)
        for box in boxes(root):
            yield from self._in_box(box)
        for drawing in root.iter(_DRAWING):
            text = " ".join(filter(None, (drawing.get("descr"), drawing.get("title"))))
            if text:
                yield passage(text, self._within(_("图片的替代文字")))

    def _blocks(self, element: Any) -> Iterator[Piece]:
        for child in element:
            if child.tag == _P:
                yield from self._paragraph(child)
            elif child.tag == _TBL:
                yield from self._table(child)
            elif child.tag not in _PROPERTIES:
                yield from self._blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Piece]:
        text = written(element)
        if text.seen.strip() or text.has_deleted:
            where = self.name or _("正文第%(number)s段") % {"number": next(self.paragraphs)}
            yield from told(text, where)

    def _in_box(self, box: Any) -> Iterator[Piece]:
        where = self._within(_("文本框%(number)s") % {"number": next(self.boxes)})
        yield from _Story(where, self.budget)._blocks(box)

    def _table(self, element: Any) -> Iterator[Piece]:
        name = self._within(_("表%(number)s") % {"number": next(self.tables)})
        cells = [self._row(row) for row in _inside(element, _TR)]
        texts = [[cell.seen for cell in row] for row in cells]
        yield Rows(texts, lambda row, column, start, end: _place(cells[row][column], name, row, column, start, end))
        for number, row in enumerate(cells):
            for column, cell in enumerate(row):
                if cell.has_deleted:
                    yield from struck_out(cell, cell_place(name, number, column))
        for inner in element.iter(_TBL):
            if inner is not element and next(inner.iterancestors(_TBL)) is element:
                yield from self._table(inner)

    def _row(self, row: Any) -> list[Written]:
        cells: list[Written] = []
        for cell in _inside(row, _TC):
            cells.append(together([written(paragraph) for paragraph in _inside(cell, _P)]))
            cells += [Written(())] * (_columns(cell) - 1)
        self.budget.take(len(cells))
        return cells

    def _within(self, where: str) -> str:
        return f"{self.name}{where}"


def told(text: Written, where: str) -> Iterator[Passage]:
    """A text as it is seen, and once more as it was, where something was struck out."""
    yield Passage(text.seen, lambda start, end: _qualified(text, where, start, end))
    if text.has_deleted:
        yield from struck_out(text, where)


def struck_out(text: Written, where: str) -> Iterator[Passage]:
    """What tracked changes only struck out is still in the file."""
    place = _("修订（已删除文字），%(where)s") % {"where": where}
    yield Passage(text.before, lambda _start, _end: place, only=text.deleted())


def cell_place(table: str, row: int, column: int) -> str:
    """A cell of a Word table, counted as a reader counts."""
    return _("%(table)s第%(row)s行第%(column)s列") % {"table": table, "row": row + 1, "column": column + 1}


def _place(cell: Written, table: str, row: int, column: int, start: int, end: int) -> str:
    return _qualified(cell, cell_place(table, row, column), start, end)


def _qualified(text: Written, where: str, start: int, end: int) -> str:
    if text.is_plain:
        return where
    if text.touches(start, end, "is_hidden"):
        return _("隐藏文字，%(where)s") % {"where": where}
    if text.touches(start, end, "is_inserted"):
        return _("修订（插入文字），%(where)s") % {"where": where}
    return where


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """Children of a kind, also inside content controls and tracked changes, but not inside an inner table."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in (_P, _TBL):
            yield from _inside(child, tag)


def _columns(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    text = str(span.get(W + "val", "")) if span is not None else ""
    return max(1, min(int(text), _MAX_SPAN)) if text.isascii() and text.isdigit() else 1
