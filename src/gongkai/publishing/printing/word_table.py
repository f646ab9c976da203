"""A table of a sheet in a Word file, written straight into its XML: through the library it is quadratic in the rows."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from gongkai.kernel.text import printable
from gongkai.publishing.printing.blocks import Cell, Table

TEXT_WIDTH = 8845  # twentieths of a point: 156 mm
SIZES = ((5, 24), (8, 21), (12, 18))  # columns at most → half points
SMALLEST = 15


def put_table(document: Document, table: Table) -> None:
    """The table with its caption; the head comes again on every page."""
    if table.caption:
        caption = document.add_paragraph()
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_before = Pt(10)
        caption.add_run(printable(table.caption)).font.size = Pt(14)
    grid = _grid(table)
    size = next((half for columns, half in SIZES if table.columns <= columns), SMALLEST)
    covered: dict[int, Cell] = {}  # columns that a cell of a row above still covers → that cell
    left: dict[int, int] = {}
    for number, cells in enumerate(table.rows):
        _row(grid, table, cells, covered, left, size=size, is_head=number < table.head)
    document.element.body.insert(len(document.element.body) - 1, grid)
    document.add_paragraph().paragraph_format.line_spacing = Pt(10)


def _grid(table: Table) -> Any:
    grid = OxmlElement("w:tbl")
    properties = etree.SubElement(grid, qn("w:tblPr"))
    etree.SubElement(properties, qn("w:tblStyle")).set(qn("w:val"), "TableGrid")
    width = etree.SubElement(properties, qn("w:tblW"))
    width.set(qn("w:w"), str(TEXT_WIDTH))
    width.set(qn("w:type"), "dxa")
    etree.SubElement(properties, qn("w:jc")).set(qn("w:val"), "center")
    columns = etree.SubElement(grid, qn("w:tblGrid"))
    for _column in range(table.columns):
        etree.SubElement(columns, qn("w:gridCol")).set(qn("w:w"), str(TEXT_WIDTH // table.columns))
    return grid


def _row(
    grid: Any,
    table: Table,
    cells: tuple[Cell, ...],
    covered: dict[int, Cell],
    left: dict[int, int],
    *,
    size: int,
    is_head: bool,
) -> None:
    row = etree.SubElement(grid, qn("w:tr"))
    properties = etree.SubElement(row, qn("w:trPr"))
    etree.SubElement(properties, qn("w:cantSplit"))
    if is_head:
        etree.SubElement(properties, qn("w:tblHeader"))
    begun = {cell.column: cell for cell in cells}
    column = 0
    while column < table.columns:
        column += _at(row, column, begun, covered, left, size=size)


def _at(
    row: Any, column: int, begun: dict[int, Cell], covered: dict[int, Cell], left: dict[int, int], *, size: int
) -> int:
    """What stands at a column: a cell of this row, the rest of one above, or nothing; how many columns that takes."""
    cell = begun.get(column)
    if cell is not None:
        if cell.rows > 1:
            covered[column], left[column] = cell, cell.rows - 1
        _cell(
            row,
            cell.text,
            columns=cell.columns,
            size=size,
            is_head=cell.is_head,
            merge="restart" if cell.rows > 1 else "",
        )
        return cell.columns
    above = covered.get(column)
    if above is None:
        _cell(row, "", columns=1, size=size)
        return 1
    left[column] -= 1
    if not left[column]:
        del covered[column], left[column]
    _cell(row, "", columns=above.columns, size=size, merge="continue")
    return above.columns


def _cell(row: Any, text: str, *, columns: int, size: int, is_head: bool = False, merge: str = "") -> None:
    cell = etree.SubElement(row, qn("w:tc"))
    properties = etree.SubElement(cell, qn("w:tcPr"))
    if columns > 1:
        etree.SubElement(properties, qn("w:gridSpan")).set(qn("w:val"), str(columns))
    if merge:
        etree.SubElement(properties, qn("w:vMerge")).set(qn("w:val"), merge)
    etree.SubElement(properties, qn("w:vAlign")).set(qn("w:val"), "center")
    for line in printable(text).split("\n"):
        _line(cell, line, size=size, is_head=is_head)


def _line(cell: Any, text: str, *, size: int, is_head: bool) -> None:
    paragraph = etree.SubElement(cell, qn("w:p"))
    properties = etree.SubElement(paragraph, qn("w:pPr"))
    spacing = etree.SubElement(properties, qn("w:spacing"))
    spacing.set(qn("w:line"), "240")
    spacing.set(qn("w:lineRule"), "auto")
    etree.SubElement(properties, qn("w:jc")).set(qn("w:val"), "center")
    run = etree.SubElement(paragraph, qn("w:r"))
    looks = etree.SubElement(run, qn("w:rPr"))
    if is_head:
        etree.SubElement(looks, qn("w:rFonts")).set(qn("w:eastAsia"), "黑体")
    etree.SubElement(looks, qn("w:sz")).set(qn("w:val"), str(size))
    words = etree.SubElement(run, qn("w:t"))
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = text
