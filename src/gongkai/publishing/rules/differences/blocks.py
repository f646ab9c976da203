"""How is a cleaned text read line by line? Headings, paragraphs and items are lines; so is each row of a table.

Sources
    GB/T 37668-2019: the order in which a page is read out is the order in which it is compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape


class Shape(StrEnum):
    """What a line is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    ROW = "row"


_SHAPES = {
    "h2": Shape.HEADING,
    "h3": Shape.HEADING,
    "p": Shape.PARAGRAPH,
    "blockquote": Shape.PARAGRAPH,
    "li": Shape.ITEM,
    "caption": Shape.CAPTION,
    "tr": Shape.ROW,
}
_CELLS = ("td", "th")
_FORM = frozenset("strong em a img td th br ol ul blockquote h2 h3".split())
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>')
_ALT = re.compile(r'\balt="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Block:
    """One line: a row has cells, everything else is a single one. `form`: its inner markup, what nobody reads."""

    shape: Shape
    cells: tuple[str, ...]
    form: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.cells)

    @property
    def rough(self) -> tuple[Shape, str]:
        """What stays of it when its figures change."""
        return self.shape, "".join(c for c in self.text if not c.isdigit() and c not in ".,%-， ")


def blocks(html: str) -> tuple[Block, ...]:
    """The lines of a cleaned text; empty ones say nothing and are left out."""
    reader = _Reader()
    # Cleaned markup is well-formed, so it is cut at its tags: a table of 3,000 rows is read while one waits for it.
    place = 0
    for tag in _TAG.finditer(html):
        reader.write(html[place : tag.start()])
        (reader.close if tag[1] else reader.open)(tag[2], tag[3])
        place = tag.end()
    reader.write(html[place:])
    return reader.end()


class _Reader:
    """Inside a row every block is part of its cell: a list in a cell is no line of the text."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._shape = Shape.PARAGRAPH
        self._cells: list[str] = [""]
        self._form: list[str] = []
        self._in_row = False

    def open(self, tag: str, attributes: str) -> None:
        if self._is_line(tag):
            self._end_line()
            self._shape, self._in_row = _SHAPES[tag], tag == "tr"
        elif tag in _CELLS:
            self._cells.append("")
        elif tag == "br" or tag in _SHAPES:
            self.write(" ")
        elif tag == "img" and (said := _ALT.search(attributes)):
            self.write(said[1])
        if tag in _FORM:
            self._form.append(tag + attributes)

    def close(self, tag: str, _attributes: str) -> None:
        if self._is_line(tag):
            self._end_line()

    def write(self, text: str) -> None:
        if text:
            self._cells[-1] += text

    def end(self) -> tuple[Block, ...]:
        self._end_line()
        return tuple(self._blocks)

    def _is_line(self, tag: str) -> bool:
        return tag == "tr" or (tag in _SHAPES and not self._in_row)

    def _end_line(self) -> None:
        # What stands before the first cell of a row is white space between tags.
        written = self._cells[1:] if self._in_row and len(self._cells) > 1 else self._cells
        cells = tuple(" ".join(unescape(cell).split()) for cell in written)
        if any(cells) or any(tag.startswith("img") for tag in self._form):
            self._blocks.append(Block(self._shape, cells, " ".join(self._form)))
            self._form = []  # of a list that has begun, the first item tells
        self._shape, self._in_row = Shape.PARAGRAPH, False
        self._cells = [""]
