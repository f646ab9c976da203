"""A sheet as it stands in the file: values and formats of its cells, widths, merged cells, the layout of its pages.

Sources
    ECMA-376 part 1 §18.3.1.4 (c), §18.3.1.73 (row), §18.3.1.13 (col), §18.3.1.55 (mergeCells), §18.4.8 (si).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from lxml import etree

from gongkai.publishing.scanning.properties import local_name
from gongkai.tables.findings import Code
from gongkai.tables.grid import Table
from gongkai.tables.readers.limits import Unreadable

Range = tuple[int, int, int, int]  # top, left, bottom, right
_PLACE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?")
_SHORT_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,10})(?:\.\d{1,6})?")
_ROW_LOOKS: Final = ("ht", "customHeight", "s", "customFormat")
_COLUMN_LOOKS: Final = ("width", "customWidth", "style")
_PAGE_LOOKS: Final = {
    "pageMargins": ("left", "right", "top", "bottom", "header", "footer"),
    "pageSetup": ("paperSize", "scale", "fitToWidth", "fitToHeight", "orientation"),
}
_PAGE_TEXTS: Final = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_FLAG: Final = re.compile(r"1|true|0|false|[0-9.]{1,20}|portrait|landscape|default")
_ON: Final = ("1", "true")
_NARROWEST, _LOWEST, _LAST_COLUMN = 0.3, 1.0, 16_384


class Raw(NamedTuple):
    """A cell: the number of its format; its type; its value, or the element of its text."""

    style: str
    type: str
    value: Any


@dataclass(slots=True)
class Original:
    """What of a sheet may come into the copy. `texts`: the cells as they are read, all rows of one length."""

    name: str
    texts: Sequence[Sequence[str]]
    cells: dict[int, dict[int, Raw]] = field(default_factory=dict)
    row_looks: dict[int, Mapping[str, str]] = field(default_factory=dict)
    column_looks: dict[int, Mapping[str, str]] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    page_looks: dict[str, Mapping[str, str]] = field(default_factory=dict)
    page_texts: dict[str, str] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)  # what the copy has not: element → how often
    formulas: int = 0


def read(content: bytes, table: Table, strings: Sequence[Any]) -> Original:
    """A sheet of an xlsx by its part, and by its texts as the scanner reads them."""
    sheet = Original(table.sheet, table.grid.rows)
    width = table.grid.width
    for element in _elements(content):
        name = local_name(element)
        if name == "row":
            _row(sheet, element, strings)
        elif name == "col":
            _column(sheet, element, width)
        elif name == "mergeCell":
            sheet.merges += _range(str(element.get("ref", "")))
        elif name in _PAGE_LOOKS:
            sheet.page_looks[name] = _flags(element, _PAGE_LOOKS[name])
        elif name in _PAGE_TEXTS:
            sheet.page_texts[name] = element.text or ""
        else:
            sheet.others[name] = sheet.others.get(name, 0) + 1
    return sheet


def plain(table: Table, hidden_rows: set[int], hidden_columns: set[int]) -> Original:
    """A sheet of an xls: its texts and merged cells."""
    sheet = Original(table.sheet, table.grid.rows, hidden_rows=hidden_rows, hidden_columns=hidden_columns)
    for number, cells in enumerate(table.grid.rows):
        sheet.cells[number] = {column: _typed(text) for column, text in enumerate(cells) if text}
    ranges: dict[tuple[int, int], Range] = {}
    for row, covered in table.grid.covered.items():
        for column, (top, left) in covered.items():
            _, _, bottom, right = ranges.get((top, left), (top, left, top, left))
            ranges[top, left] = (top, left, max(bottom, row), max(right, column))
    sheet.merges = list(ranges.values())
    return sheet


def _typed(text: str) -> Raw:
    return Raw("", "n" if _SHORT_NUMBER.fullmatch(text) else "text", text)


_WATCHED: Final = frozenset(
    "row col mergeCell dataValidation hyperlink conditionalFormatting drawing legacyDrawing picture tablePart oleObject"
    " control filterColumn customSheetView scenario pivotSelection".split()
) | {*_PAGE_LOOKS, *_PAGE_TEXTS}


def _elements(content: bytes) -> Iterator[Any]:
    """The elements of a sheet that say something; each row is forgotten behind it."""
    try:
        for _event, element in etree.iterparse(io.BytesIO(content), resolve_entities=False, no_network=True):
            name = local_name(element)
            if name in _WATCHED:
                yield element
            if name in ("row", "col", "mergeCell"):
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(Code.FILE_DAMAGED) from error


def _flags(element: Any, names: Sequence[str]) -> dict[str, str]:
    values = {name: str(element.get(name)) for name in names if element.get(name) is not None}
    return {name: value for name, value in values.items() if _FLAG.fullmatch(value)}


def _row(sheet: Original, element: Any, strings: Sequence[Any]) -> None:
    place = str(element.get("r", ""))
    number = int(place) - 1 if place.isascii() and place.isdigit() else max(sheet.cells, default=-1) + 1
    looks = _flags(element, _ROW_LOOKS)
    if (
        element.get("hidden") in _ON
        or float(looks.get("ht", "15") if _NUMBER.fullmatch(looks.get("ht", "15")) else 15) < _LOWEST
    ):
        sheet.hidden_rows.add(number)
    sheet.row_looks[number] = looks
    cells = sheet.cells.setdefault(number, {})
    for cell in element:
        found = _PLACE.fullmatch(str(cell.get("r", "")))
        column = _index(found[1]) if found else max(cells, default=-1) + 1
        cells[column] = _raw(sheet, cell, strings)


def _raw(sheet: Original, cell: Any, strings: Sequence[Any]) -> Raw:
    parts = {local_name(child): child for child in cell}
    sheet.formulas += "f" in parts
    kind, style = str(cell.get("t", "n")), str(cell.get("s", ""))
    written = (parts["v"].text or "") if "v" in parts else ""
    style = style if style.isascii() and style.isdigit() else ""
    if kind == "s" and written.isascii() and written.isdigit() and int(written) < len(strings):
        return Raw(style, "rich", strings[int(written)])
    if kind == "inlineStr" and "is" in parts:
        return Raw(style, "rich", parts["is"])
    if kind in ("str", "d"):
        return Raw(style, "text", written)
    if kind in ("b", "e") or (kind == "n" and _NUMBER.fullmatch(written)):
        return Raw(style, kind, written)
    return Raw(style, "", "")


def text_of(string: Any) -> str:
    """The text of a string without what only says how it is pronounced."""
    pieces = []
    for child in string:
        if local_name(child) == "t":
            pieces.append(child.text or "")
        elif local_name(child) == "r":
            pieces += [part.text or "" for part in child if local_name(part) == "t"]
    return "".join(pieces)


def _column(sheet: Original, element: Any, width: int) -> None:
    looks = _flags(element, _COLUMN_LOOKS)
    low, high = str(element.get("min", "")), str(element.get("max", ""))
    if not (low.isascii() and low.isdigit() and high.isascii() and high.isdigit()):
        return
    is_hidden = element.get("hidden") in _ON or _is_below(looks.get("width", ""), _NARROWEST)
    for column in range(int(low) - 1, min(int(high), _LAST_COLUMN, width)):
        sheet.column_looks[column] = looks
        if is_hidden:
            sheet.hidden_columns.add(column)


def _is_below(measure: str, least: float) -> bool:
    """What is so small is not seen."""
    return _NUMBER.fullmatch(measure) is not None and float(measure) < least


def _range(reference: str) -> list[Range]:
    corners = [_PLACE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) != 2 or None in corners:
        return []
    (one, two) = ((_index(found[1]), int(found[2]) - 1) for found in corners if found)
    return [(one[1], one[0], two[1], two[0])]


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
