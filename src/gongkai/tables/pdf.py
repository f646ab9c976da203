"""A table as PDF, set by typst from a fixed layout that reads the words as data: none of them is ever compiled."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

import segno
import typst
from pylopdf_fonts_zh_cn import serif_path

from gongkai.kernel.text import printable

# One at a time: setting a whole catalogue takes hundreds of megabytes, and a machine of a county has few.
_turn = threading.Lock()
HeadCell = tuple[str, int, int, int, int]  # text, column, row, columns, rows


@dataclass(frozen=True, slots=True)
class Page:
    """What is set: leaf columns as (group, name, width), parts as (name, rows of cells)."""

    title: str
    subtitle: str
    columns: Sequence[tuple[str, str, int]]
    parts: Sequence[tuple[str, Sequence[Sequence[str]]]]
    legend: Sequence[str]
    address: str


def pdf(page: Page) -> bytes:
    """The document. The same page gives the same bytes."""
    with _turn, tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        place = Path(folder)
        if page.address:
            segno.make(page.address, error="m").save(str(place / "code.svg"), border=0)
        (place / "table.json").write_text(json.dumps(_data(page), ensure_ascii=False), encoding="utf-8")
        with resources.as_file(resources.files("gongkai.tables") / "table.typ") as layout:
            shutil.copy(layout, place / "table.typ")
        # Tags for screen readers make a long table ten times larger; whoever needs them has the web page.
        made = _compiler().compile(input=str(place / "table.typ"), root=folder, timestamp=0, pdf_tags=False)
    assert isinstance(made, bytes)  # one document, one file
    return made


@cache
def _compiler() -> typst.Compiler:
    """One compiler for all, so that the fonts are read once; those of the machine are left alone."""
    return typst.Compiler(font_paths=[str(serif_path().parent)], ignore_system_fonts=True)


def _data(page: Page) -> Mapping[str, Any]:
    return {
        "title": printable(page.title),
        "subtitle": printable(page.subtitle),
        "widths": [width for _group, _name, width in page.columns],
        "head": head_cells([(group, name) for group, name, _width in page.columns]),
        "parts": [
            {"name": printable(name), "rows": [[_plain(cell) for cell in row] for row in rows]}
            for name, rows in page.parts
        ],
        "legend": [printable(line) for line in page.legend],
        "address": page.address,
        "has_code": bool(page.address),
    }


def head_cells(columns: Sequence[tuple[str, str]]) -> list[HeadCell]:
    """Two header rows: a group over its columns, a column without a group over both."""
    has_groups = any(group for group, _name in columns)
    cells: list[HeadCell] = []
    at = 0
    for group, members in groupby(columns, key=lambda column: column[0]):
        names = [name for _group, name in members]
        if group:
            cells.append((group, at, 0, len(names), 1))
        for nth, name in enumerate(names):
            cells.append((name, at + nth, 1 if group else 0, 1, 1 if group or not has_groups else 2))
        at += len(names)
    return cells


def _plain(text: str) -> str:
    return "\n".join(printable(line) for line in text.split("\n"))
