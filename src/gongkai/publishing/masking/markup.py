"""The texts of a page, in its tables and outside of them, masked in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from gongkai.publishing.masking.kinds import Task
from gongkai.publishing.masking.strips import Holder, Strip
from gongkai.publishing.masking.tables import Cell, mask_table
from gongkai.publishing.rules.profiles.veiling import edited, edits_in_text
from gongkai.publishing.scanning.pages import BREAKING

_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_MAX_SPAN: Final = 1000


def mask_root(root: Any, task: Task) -> None:
    """Mask the tables that hold no others each by itself, and then everything as one text."""
    _squeeze(root)
    innermost = [table for table in root.iter("table") if table.find(".//table") is None]
    for number, table in enumerate(innermost, start=1):
        _mask_table(table, task, _("表%(number)s") % {"number": number})
    strip = Strip()
    _read(root, strip, "\n", frozenset(innermost))
    edits = edits_in_text(strip.text, on=task.on, also=task.also)
    for edit in edits:
        task.mask(strip.text, edit, _("正文"))
    strip.edit(edits)


def veil(element: Any, name: str, task: Task) -> None:
    """Mask what an attribute says."""
    written = str(element.get(name, ""))
    edits = edits_in_text(written, on=task.on, also=task.also)
    for edit in edits:
        task.mask(written, edit, _("替代文字和说明"))
    if edits:
        element.set(name, edited(written, edits))


def _squeeze(root: Any) -> None:
    """Blanks as a browser shows them: what a line break parts in the source is one number to the eye."""
    kept = {element for pre in root.iter("pre") for element in pre.iter()}
    for element in root.iter():
        if element.text and element not in kept:
            element.text = _BLANKS.sub(" ", element.text)
        if element.tail and (element not in kept or element.tag == "pre"):
            element.tail = _BLANKS.sub(" ", element.tail)


def _read(root: Any, strip: Strip, edge: str, without: frozenset[Any]) -> None:
    """The texts of an element in order, an edge between blocks."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, is_behind = stack.pop()
        breaks = element.tag in BREAKING
        if is_behind:
            strip.add(edge if breaks else "")
            if element is not root:
                strip.add(element.tail or "", Holder(element, is_tail=True))
        elif element in without:
            strip.add(edge)
            strip.add(element.tail or "", Holder(element, is_tail=True))
        else:
            strip.add(edge if breaks else "")
            strip.add(element.text or "", Holder(element))
            stack.append((element, True))
            stack += [(child, False) for child in reversed(element)]


def _mask_table(table: Any, task: Task, where: str) -> None:
    rows = list(table.iter("tr"))
    dropped = mask_table(list(_lines(rows)), task, where, narrow=_narrow)
    if dropped:
        for group in list(table.iter("colgroup", "col")):
            if group.getparent() is not None:
                group.getparent().remove(group)
        _without_empty(rows)


def _without_empty(rows: list[Any]) -> None:
    """Rows that have no cells left go; what reached down through them reaches a row less."""
    empty = [number for number, row in enumerate(rows) if not any(cell.tag in ("td", "th") for cell in row)]
    for number, row in enumerate(rows if empty else ()):
        for cell in row:
            span = _span(cell, "rowspan")
            less = sum(number < gone < number + span for gone in empty)
            if less and span - less > 1:
                cell.set("rowspan", str(span - less))
            elif less:
                cell.attrib.pop("rowspan", None)
    for number in empty:
        rows[number].getparent().remove(rows[number])


def _lines(rows: list[Any]) -> Iterator[list[Cell]]:
    """The cells of each row at their columns; cells from above may reach down into it."""
    reaching: dict[int, int] = {}  # column → rows for which it is taken
    for row in rows:
        line, column = [], 0
        taken = {place: left - 1 for place, left in reaching.items() if left > 1}
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            while reaching.get(column):
                column += 1
            span = _span(element, "colspan")
            strip = Strip()
            _read_cell(element, strip)
            line.append(Cell(element, column, span, strip))
            if (down := _span(element, "rowspan")) > 1:
                taken |= dict.fromkeys(range(column, column + span), down - 1)
            column += span
        reaching = taken
        yield line


def _read_cell(element: Any, strip: Strip) -> None:
    _read(element, strip, " ", frozenset())


def _span(element: Any, name: str) -> int:
    text = str(element.get(name, "1")).strip()
    return max(1, min(int(text), _MAX_SPAN)) if text.isascii() and text.isdigit() else 1


def _narrow(cell: Any, span: int) -> None:
    if span > 1:
        cell.set("colspan", str(span))
    else:
        cell.attrib.pop("colspan", None)
