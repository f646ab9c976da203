"""docx: the tables of a Word document, read from its XML, which knows spans that no library shows in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from gongkai.tables.grid import Block, Document, Grid, Kind, Place, Table
from gongkai.tables.readers.limits import MAX_TABLES, CellBudget, open_zip, parse_xml, read_part

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TBL, _TR, _TC = _W + "p", _W + "tbl", _W + "tr", _W + "tc"
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)?", re.IGNORECASE)
# Struck out, moved away, kept for old programs: not what a reader sees.
_UNSEEN: Final = frozenset({_W + "del", _W + "moveFrom", _FALLBACK})
_BREAKS: Final = {_W + "br": "\n", _W + "cr": "\n", _W + "tab": " ", _W + "noBreakHyphen": "-"}
# What symbol fonts draw for these letters.
_SYMBOLS: Final = {
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x6E): "■",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0xA3): "□",
    ("wingdings 2", 0x2A): "□",
}
_MAX_SPAN: Final = 1000


def read(content: bytes, name: str) -> Document:
    """The tables of the body in order, with the paragraphs between them."""
    with open_zip(content) as archive:
        body = parse_xml(read_part(archive, "word/document.xml"))
        styles = _heading_styles(archive) if "word/styles.xml" in archive.namelist() else {}
    parts = list(_parts(body, styles))
    return Document(name, Kind.DOCX, tuple(tables_between(parts)))


def tables_between(parts: list[Block | Grid]) -> Iterator[Table]:
    """Tables with the blocks that lie between them and their neighbours."""
    places = [i for i, part in enumerate(parts) if isinstance(part, Grid)][:MAX_TABLES]
    bounds = [-1, *places, len(parts)]
    for number, place in enumerate(places, start=1):
        grid = parts[place]
        assert isinstance(grid, Grid)
        yield Table(
            number,
            grid,
            above=_blocks(parts[bounds[number - 1] + 1 : place]),
            below=_blocks(parts[place + 1 : bounds[number + 1]]),
        )


def _blocks(parts: list[Block | Grid]) -> tuple[Block, ...]:
    return tuple(part for part in parts if isinstance(part, Block) and part.text)


def _heading_styles(archive: Any) -> dict[str, int]:
    """Style id → heading level."""
    found = {}
    for style in parse_xml(read_part(archive, "word/styles.xml")).iter(_W + "style"):
        name = style.find(_W + "name")
        match = _HEADING.match(_val(name)) if name is not None else None
        if match:
            found[style.get(_W + "styleId", "")] = int(match[1] or 1)
    return found


def _parts(root: Any, styles: dict[str, int]) -> Iterator[Block | Grid]:
    """Paragraphs and tables as they follow each other; what stands in a table belongs to it."""
    budget = CellBudget()
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag == _TBL:
            yield _Filling(budget).grid(element)
        elif element.tag == _P:
            yield Block(_text(element).strip(), _level(element, styles))
        elif element.tag not in _UNSEEN:
            stack.extend(reversed(element))


def _level(paragraph: Any, styles: dict[str, int]) -> int:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return styles.get(_val(style), 0) if style is not None else 0


@dataclass
class _Filling:
    """A grid while it fills: the vertical merges that are open, by their first column."""

    budget: CellBudget
    rows: list[tuple[str, ...]] = field(default_factory=list)
    covered: dict[int, dict[int, Place]] = field(default_factory=dict)
    open: dict[int, Place] = field(default_factory=dict)

    def grid(self, table: Any) -> Grid:
        for row in _inside(table, _TR):
            self._add(row)
        return Grid(self.rows, self.covered)

    def _add(self, row: Any) -> None:
        cells = [""] * _gap(row, "gridBefore")
        for cell in _inside(row, _TC):
            self._put(cell, cells)
        cells += [""] * _gap(row, "gridAfter")
        self.budget.take(len(cells))
        self.rows.append(tuple(cells))

    def _put(self, cell: Any, cells: list[str]) -> None:
        row, column = len(self.rows), len(cells)
        span = _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        origin = self.open.get(column) if _continues(merge) else None
        if origin is None:
            self.open.pop(column, None)
            origin = (row, column)
            if merge is not None:
                self.open[column] = origin
        cells.append("" if origin != (row, column) else _cell_text(cell))
        cells += [""] * (span - 1)
        line = {place: origin for place in range(column, column + span) if (row, place) != origin}
        if line:
            self.covered.setdefault(row, {}).update(line)


def _continues(merge: Any) -> bool:
    return merge is not None and merge.get(_W + "val", "continue") != "restart"


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """Children of a kind, also inside content controls and tracked insertions, but not inside another table."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in (_P, _TBL, *_UNSEEN):
            yield from _inside(child, tag)


def _gap(row: Any, name: str) -> int:
    return _number(row.find(f"{_W}trPr/{_W}{name}"), 0)


def _number(element: Any, default: int) -> int:
    text = _val(element) if element is not None else ""
    return max(default, min(int(text), _MAX_SPAN)) if text.isascii() and text.isdigit() else default


def _val(element: Any) -> str:
    return str(element.get(_W + "val", ""))


def _cell_text(cell: Any) -> str:
    """Every paragraph of a cell, nested tables included, a line each."""
    return "\n".join(line for p in cell.iter(_P) if (line := _text(p).strip()))


def _text(paragraph: Any) -> str:
    """What a reader sees in a paragraph."""
    found: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == _W + "t":
            found.append(element.text or "")
        elif element.tag in _BREAKS:
            found.append(_BREAKS[element.tag])
        elif element.tag == _W + "sym":
            found.append(_symbol(element))
        elif element.tag == _W + "checkBox":
            found.append("☑" if _is_ticked(element) else "□")
        elif element.tag not in _UNSEEN and element.tag != _P:
            stack.extend(reversed(element))
    return "".join(found)


def _symbol(element: Any) -> str:
    try:
        code = int(element.get(_W + "char", ""), 16)
    except ValueError:
        return ""
    font = str(element.get(_W + "font", "")).lower()
    return _SYMBOLS.get((font, code & 0xFF), chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else "")


def _is_ticked(box: Any) -> bool:
    """An old form field: what was set last, else its default."""
    state = box.find(_W + "checked")
    state = box.find(_W + "default") if state is None else state
    return state is not None and state.get(_W + "val", "1") not in ("0", "false")
