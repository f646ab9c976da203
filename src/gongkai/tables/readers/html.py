"""Web pages: the innermost tables, with headings and paragraphs around them; layout tables and navigation fall away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree
from lxml import html as markup

from gongkai.tables.findings import Code
from gongkai.tables.grid import Block, Document, Grid, Kind, Place
from gongkai.tables.readers.docx import tables_between
from gongkai.tables.readers.encodings import declared, decode
from gongkai.tables.readers.limits import CellBudget, Unreadable

_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINES = re.compile(r" *\n[ \n]*")
_SILENT: Final = frozenset({"script", "style", "head", "noscript", "template", "iframe", "select", "button"})
_BREAKING: Final = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"})
_HEADINGS: Final = {f"h{n}": n for n in range(1, 7)} | {"caption": 6}
_MAX_COLSPAN: Final = 1000


def read(content: bytes, name: str) -> Document:
    """Every table that holds no other table."""
    text, encoding = _decode(content)
    root = _parse(text)
    budget = CellBudget()
    parts = [_grid(part, budget) if _is_table(part) else part for part in _parts(root)]
    return Document(name, Kind.HTML, tuple(tables_between(parts)), encoding)


def _decode(content: bytes) -> tuple[str, str]:
    """What the page declares, if it is true; else as any text."""
    codec = declared(content)
    try:
        return content.decode(codec), codec
    except (LookupError, UnicodeError):
        return decode(content)


def _parse(text: str) -> Any:
    # An XML declaration in a page that is already text would be refused.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    try:
        return markup.document_fromstring(text, parser=markup.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(Code.FILE_DAMAGED) from error


def _is_table(part: Any) -> bool:
    return not isinstance(part, Block | Grid)


def _parts(root: Any) -> Iterator[Any]:
    """Innermost tables and pieces of text, as they follow each other."""
    line: list[str] = []
    for kind, value in _walk(root):
        if kind == "text":
            line.append(value)
            continue
        text = _SPACES.sub(" ", "".join(line)).strip()
        line = []
        if text:
            yield Block(text, value if kind == "end" else 0)
        if kind == "table":
            yield value
    if rest := _SPACES.sub(" ", "".join(line)).strip():
        yield Block(rest)


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Texts, boundaries between them (with the level of the heading that ends there), and innermost tables."""
    stack: list[tuple[str, Any]] = [("open", root)]
    while stack:
        kind, element = stack.pop()
        if kind != "open":
            yield kind, element
        elif not isinstance(element.tag, str) or element.tag in _SILENT:
            continue
        elif element.tag == "table" and element.find(".//table") is None:
            yield from _caption(element)
            yield "table", element
        else:
            stack.extend(reversed(list(_inner(element))))


def _caption(table: Any) -> Iterator[tuple[str, Any]]:
    caption = table.find("caption")
    yield "break", 0
    if caption is not None:
        yield "text", _cell_text(caption)
        yield "end", _HEADINGS["caption"]


def _inner(element: Any) -> Iterator[tuple[str, Any]]:
    is_breaking = element.tag in _BREAKING or element.tag in ("td", "th")
    if is_breaking:
        yield "break", 0
    if element.text:
        yield "text", element.text
    for child in element:
        yield "open", child
        if child.tail:
            yield "text", child.tail
    if is_breaking:
        yield ("end", _HEADINGS[element.tag]) if element.tag in _HEADINGS else ("break", 0)


def _grid(table: Any, budget: CellBudget) -> Grid:
    """Cells put where a browser puts them: spans push the later ones aside."""
    rows: list[tuple[str, ...]] = []
    covered: dict[int, dict[int, Place]] = {}
    hanging: dict[int, tuple[int, Place]] = {}  # column → rows still covered, and by what
    for tr in table.iter("tr"):
        rows.append(_row(tr, len(rows), covered, hanging, budget))
    return Grid(rows, covered)


def _row(tr: Any, row: int, covered: Any, hanging: dict[int, tuple[int, Place]], budget: CellBudget) -> tuple[str, ...]:
    line = _Line(row, covered, hanging)
    for cell in tr:
        if cell.tag in ("td", "th"):
            line.fill()
            line.put(cell)
    line.finish()
    budget.take(len(line.texts) + 1)
    return tuple(line.texts)


class _Line:
    """One row while it fills."""

    def __init__(self, row: int, covered: Any, hanging: dict[int, tuple[int, Place]]) -> None:
        self.row, self.covered, self.hanging = row, covered, hanging
        self.texts: list[str] = []

    def fill(self) -> None:
        """Take over the cells that hang down from above to the next free place."""
        while (column := len(self.texts)) in self.hanging:
            left, origin = self.hanging.pop(column)
            self._cover(column, origin)
            if left > 1:
                self.hanging[column] = (left - 1, origin)
            self.texts.append("")

    def finish(self) -> None:
        """A cell may hang down to the right of the last one."""
        self.fill()
        while any(column >= len(self.texts) for column in self.hanging):
            self.texts.append("")
            self.fill()

    def put(self, cell: Any) -> None:
        origin = (self.row, len(self.texts))
        down = _span(cell, "rowspan", 65534)
        for step in range(_span(cell, "colspan", _MAX_COLSPAN)):
            column = len(self.texts)
            if step:
                self._cover(column, origin)
            if down > 1:
                self.hanging[column] = (down - 1, origin)
            self.texts.append("" if step else _cell_text(cell))

    def _cover(self, column: int, origin: Place) -> None:
        self.covered.setdefault(self.row, {})[column] = origin


def _span(cell: Any, name: str, most: int) -> int:
    text = (cell.get(name) or "").strip()
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _cell_text(cell: Any) -> str:
    """A cell as a browser shows it: white space is one space, br and paragraphs begin a line."""
    found: list[str] = []
    for kind, value in _walk_cell(cell):
        found.append(_SPACES.sub(" ", value) if kind == "text" else "\n")
    return _LINES.sub("\n", "".join(found)).strip()


def _walk_cell(cell: Any) -> Iterator[tuple[str, Any]]:
    stack: list[tuple[str, Any]] = list(reversed(list(_inner(cell))))
    while stack:
        kind, element = stack.pop()
        if kind != "open":
            yield kind, element
        elif isinstance(element.tag, str) and element.tag not in _SILENT:
            stack.extend(reversed(list(_inner(element))))
