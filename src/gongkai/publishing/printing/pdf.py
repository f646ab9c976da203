"""A sheet as PDF, set by typst from a fixed layout that reads the words as data: none of them is ever compiled."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import segno
import typst
from PIL import Image
from pylopdf_fonts_zh_cn import serif_path

from gongkai.publishing.printing.blocks import Block, Picture, Table, article_number
from gongkai.publishing.printing.breaking import breakable
from gongkai.publishing.printing.sheet import Sheet

LARGEST_PICTURE = 1600  # pixels of the longer side: more is not seen on paper
MOST_CELLS = 4000  # in a document whose tables are set with all care
NARROWEST, WIDEST = 5, 30  # columns of a long table, in Latin letters
# One at a time: setting a long document takes hundreds of megabytes, and a machine of a county has few.
_turn = threading.Lock()


def pdf(sheet: Sheet, pictures: Mapping[str, bytes]) -> bytes:
    """The document. The same sheet gives the same bytes."""
    with _turn, tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        place = Path(folder)
        names = {address: _put(place, n, content) for n, (address, content) in enumerate(pictures.items())}
        segno.make(sheet.address, error="m").save(str(place / "code.svg"), border=0)
        (place / "sheet.json").write_text(json.dumps(_data(sheet, names), ensure_ascii=False), encoding="utf-8")
        with resources.as_file(resources.files("gongkai.publishing.printing") / "layout.typ") as layout:
            shutil.copy(layout, place / "layout.typ")
        made = _compiler().compile(
            input=str(place / "layout.typ"),
            root=folder,
            timestamp=_seconds(sheet.published_at),
            pdf_tags=_is_tagged(sheet),
        )
    assert isinstance(made, bytes)  # one document, one file
    return made


@cache
def _compiler() -> typst.Compiler:
    """One compiler for all, so that the fonts are read once; those of the machine are left alone."""
    return typst.Compiler(font_paths=[str(serif_path().parent)], ignore_system_fonts=True)


def _is_tagged(sheet: Sheet) -> bool:
    """Tags for screen readers make a long list ten times larger; whoever needs them has the web page."""
    return sum(len(row) for part in sheet.parts if isinstance(part, Table) for row in part.rows) <= MOST_CELLS


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _put(place: Path, number: int, content: bytes) -> str:
    """A picture as its own name in the folder, drawn anew: what else the file carried stays behind."""
    name = f"picture-{number}.png"
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.thumbnail((LARGEST_PICTURE, LARGEST_PICTURE))
            picture.convert("RGB").save(place / name)
    except (OSError, ValueError, Image.DecompressionBombError):
        return ""  # broken: its alternative text stands for it
    return name


def _data(sheet: Sheet, pictures: Mapping[str, str]) -> dict[str, Any]:
    said = {name: value for name, value in asdict(sheet).items() if name not in ("parts", "published_at")}
    base = sheet.address.split("/info/")[0]
    return said | {"parts": [_part(part, pictures, base=base) for part in sheet.parts]}


def _part(part: Block | Table | Picture, pictures: Mapping[str, str], *, base: str) -> dict[str, Any]:
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Picture):
        return {"kind": "picture", "file": pictures.get(part.address, ""), "text": part.text}
    runs = [
        {
            "text": breakable(run.text),
            "strong": run.is_strong,
            "slanted": run.is_slanted,
            "href": base + run.href if run.href.startswith("/") else run.href,
        }
        for run in part.runs
    ]
    number = article_number(part.text.lstrip())
    return {"kind": part.kind, "runs": runs, "level": part.level, "mark": part.mark, "article": len(number)}


def _table(table: Table) -> dict[str, Any]:
    cells = [
        [breakable(cell.text, longest=12), cell.column, y, cell.columns, cell.rows, cell.is_head]
        for y, row in enumerate(table.rows)
        for cell in row
    ]
    widths = _widths(table) if len(cells) > MOST_CELLS else []
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": table.columns,
        "widths": widths,
        "head": table.head,
        "cells": cells,
    }


def _widths(table: Table) -> list[int]:
    """The columns' shares of a long table, by their longest words: cheaper than to let typst measure every cell."""
    longest = [NARROWEST] * table.columns
    for row in table.rows:
        for cell in row:
            if cell.columns == 1:
                longest[cell.column] = max(longest[cell.column], _width(cell.text))
    return [min(width, WIDEST) for width in longest]


def _width(text: str) -> int:
    return max((sum(1 if char.isascii() else 2 for char in line) for line in text.split("\n")), default=0)
