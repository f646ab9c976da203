"""The text of a piece, taken apart into what a page is set from: paragraphs, headings, lists, tables, pictures.

Sources
    党政机关公文格式 (GB/T 9704-2012) §7.3.3: 一、 then （一） then 1. then （1）.
    国办公开办函〔2021〕33号: title, note and text in one layout for all documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import lxml.html
from lxml.html import HtmlElement

HEADING, PARAGRAPH, ITEM, QUOTE, CAPTION = "heading", "paragraph", "item", "quote", "caption"
_FIRST = re.compile(r"^[一二三四五六七八九十百]{1,4}、")
_SECOND = re.compile(r"^[（(][一二三四五六七八九十百]{1,4}[）)]")
_CHAPTER = re.compile(r"^第[一二三四五六七八九十百零〇]{1,5}[章编](?=[\s　]|$)")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零〇]{1,6}条(?=[\s　])")
LONGEST_HEADING: Final = 40
_SPACES = re.compile(r"[ \t\r\n\u00a0]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks the same."""

    text: str
    is_strong: bool = False
    is_slanted: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of some sort. `level` is that of a heading or of a list, `mark` what stands before an item."""

    kind: str
    runs: tuple[Run, ...]
    level: int = 0
    mark: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, by the column at which it begins."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the head comes again on every page."""

    caption: str
    columns: int
    head: int  # rows
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the piece, by its address, with its alternative text."""

    address: str
    text: str


Part = Block | Table | Picture


def read(html: str) -> tuple[Part, ...]:
    """The parts of a cleaned text, in order."""
    root = lxml.html.fragment_fromstring(html or "<p></p>", create_parent="div")
    return tuple(part for part in _parts(root) if not isinstance(part, Block) or part.text.strip())


def _parts(parent: HtmlElement) -> Iterator[Part]:
    loose: list[Run] = [Run(_squeezed(parent.text))] if parent.text and parent.text.strip() else []
    for element in parent:
        if element.tag in _INLINE:
            loose += _of_element(element, Run(""))
        else:
            yield from _flushed(loose)
            loose = []
            yield from _of_block(element)
        if element.tail and element.tail.strip():
            loose.append(Run(_squeezed(element.tail)))
    yield from _flushed(loose)


_INLINE = frozenset({"strong", "em", "a", "br"})


def _flushed(runs: list[Run]) -> Iterator[Part]:
    if runs:
        yield Block(PARAGRAPH, tuple(runs))


def _of_block(element: HtmlElement) -> Iterator[Part]:
    match element.tag:
        case "table":
            yield _table(element)
        case "ul" | "ol":
            yield from _items(element, level=0)
        case "h2" | "h3":
            yield Block(HEADING, tuple(_runs(element)), level=1 if element.tag == "h2" else 2)
        case "blockquote":
            yield from (replace(part, kind=QUOTE) if isinstance(part, Block) else part for part in _parts(element))
        case "img":
            yield Picture(element.get("src", ""), element.get("alt", ""))
        case _:
            yield from _of_paragraph(element)


def _of_paragraph(element: HtmlElement) -> Iterator[Part]:
    block = Block(PARAGRAPH, tuple(_runs(element)))
    level = _level_by_number(block)
    yield Block(HEADING, block.runs, level=level) if level else block
    for picture in element.iter("img"):
        yield Picture(picture.get("src", ""), picture.get("alt", ""))


def _level_by_number(block: Block) -> int:
    """一、 and （一） at the beginning of a short line without a stop make it a heading, as officials write."""
    text = block.text.strip()
    if _CHAPTER.match(text) and len(text) <= LONGEST_HEADING:
        return 1
    if len(text) > LONGEST_HEADING or text.endswith(("。", "；", "：", "，", "！", "？")):
        return 0
    return 1 if _FIRST.match(text) else 2 if _SECOND.match(text) else 0


def article_number(text: str) -> str:
    """第十二条 at the beginning of a paragraph, which is set apart; empty where there is none."""
    found = _ARTICLE.match(text)
    return found[0] if found else ""


def _items(element: HtmlElement, *, level: int) -> Iterator[Part]:
    start = element.get("start", "1")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    for item in element.iterchildren("li"):
        mark = f"{number}." if element.tag == "ol" else "•"
        yield Block(ITEM, tuple(_runs(item, without=("ul", "ol"))), level=level, mark=mark)
        number += 1
        for inner in item.iterchildren("ul", "ol"):
            yield from _items(inner, level=level + 1)


def _runs(element: HtmlElement, *, without: tuple[str, ...] = (), like: Run | None = None) -> Iterator[Run]:
    like = like or Run("")
    if element.text:
        yield replace(like, text=_squeezed(element.text))
    for child in element:
        if child.tag not in without and child.tag != "img":
            yield from _of_element(child, like)
        if child.tail:
            yield replace(like, text=_squeezed(child.tail))


def _of_element(child: HtmlElement, like: Run) -> Iterator[Run]:
    match child.tag:
        case "br":
            yield replace(like, text="\n")
        case "strong":
            yield from _runs(child, like=replace(like, is_strong=True))
        case "em":
            yield from _runs(child, like=replace(like, is_slanted=True))
        case "a":
            yield from _runs(child, like=replace(like, href=child.get("href", "")))
        case _:
            yield from _runs(child, like=like)


def _squeezed(text: str) -> str:
    return _SPACES.sub(" ", text)


def _table(element: HtmlElement) -> Table:
    caption = element.find("caption")
    head = 0
    rows: list[tuple[Cell, ...]] = []
    taken: dict[int, int] = {}  # column → rows below that a cell above still covers
    for row in element.iter("tr"):
        cells, taken = _row(row, taken)
        is_head = bool(cells) and all(cell.is_head for cell in cells)
        head = head + 1 if is_head and head == len(rows) else head
        rows.append(cells)
    columns = max((cell.column + cell.columns for cells in rows for cell in cells), default=1)
    caption_text = _squeezed(caption.text_content()).strip() if caption is not None else ""
    return Table(caption_text, columns, _whole_head(rows, head), tuple(_within(rows)))


def _row(row: HtmlElement, taken: dict[int, int]) -> tuple[tuple[Cell, ...], dict[int, int]]:
    cells: list[Cell] = []
    column = 0
    below = {at: left - 1 for at, left in taken.items() if left > 1}
    for element in row.iterchildren("td", "th"):
        while column in taken:
            column += 1
        columns, rows = int(element.get("colspan", 1)), int(element.get("rowspan", 1))
        columns = next((n for n in range(1, columns) if column + n in taken), columns)
        cells.append(Cell(_cell_text(element), column, columns, rows, element.tag == "th"))
        below |= {at: rows - 1 for at in range(column, column + columns) if rows > 1}
        column += columns
    return tuple(cells), below


def _whole_head(rows: list[tuple[Cell, ...]], head: int) -> int:
    """The head, unless one of its cells reaches down into the table."""
    reaches = any(n + cell.rows > head for n, cells in enumerate(rows[:head]) for cell in cells)
    return 0 if reaches or head == len(rows) else head


def _within(rows: list[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """No cell reaches below the last row."""
    for n, cells in enumerate(rows):
        yield tuple(replace(cell, rows=min(cell.rows, len(rows) - n)) for cell in cells)


def _cell_text(element: HtmlElement) -> str:
    paragraphs = [_squeezed(child.text_content()).strip() for child in element.iterchildren("p", "li", "ul", "ol")]
    if paragraphs:
        return "\n".join(text for text in paragraphs if text)
    for line_break in element.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    lines = (_squeezed(line).strip() for line in element.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
