"""Which sheets, rows and columns of a workbook are hidden, and which parts belong to which sheet?

Sources
    ECMA-376 part 1 §18.2.19 (sheet: state hidden, veryHidden), §18.3.1.13 (col: hidden), §18.3.1.73 (row: hidden).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from gongkai.publishing.scanning.properties import local_name
from gongkai.tables.grid import letters
from gongkai.tables.readers.limits import parse_xml, read_part

_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'\b(hidden|min|max|r)="([^"]*)"')
_ON: Final = (b"1", b"true")
_LAST_COLUMN: Final = 16_384


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with what of it is hidden; rows and columns count from 0."""

    name: str
    state: str
    part: str
    content: bytes
    parts: tuple[str, ...]  # comments, drawings
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]

    @property
    def title(self) -> str:
        """What to call it."""
        told = {"hidden": _("隐藏的工作表‘%(name)s’"), "veryHidden": _("深度隐藏的工作表‘%(name)s’")}
        return told.get(self.state, _("工作表‘%(name)s’")) % {"name": self.name}

    def place(self, row: int, column: int) -> str:
        """A cell, saying what of it is hidden."""
        where = {"sheet": self.title, "column": letters(column), "row": row + 1}
        if column in self.hidden_columns and row in self.hidden_rows:
            return _("%(sheet)s隐藏列%(column)s隐藏的第%(row)s行") % where
        if column in self.hidden_columns:
            return _("%(sheet)s隐藏列%(column)s第%(row)s行") % where
        if row in self.hidden_rows:
            return _("%(sheet)s%(column)s列隐藏的第%(row)s行") % where
        return _("%(sheet)s%(column)s列第%(row)s行") % where


def sheets(archive: zipfile.ZipFile) -> list[Sheet]:
    """The sheets in their order."""
    names = frozenset(archive.namelist())
    targets = relations(archive, "xl/workbook.xml", names)
    book = parse_xml(read_part(archive, "xl/workbook.xml"))
    found = [element for element in book.iter() if local_name(element) == "sheet"]
    return [_sheet(archive, element, targets, names) for element in found]


def _sheet(archive: zipfile.ZipFile, element: Any, targets: dict[str, str], names: frozenset[str]) -> Sheet:
    part = targets.get(str(element.get(_RELATION, "")), "")
    content = read_part(archive, part) if part in names else b""
    return Sheet(
        str(element.get("name", "")),
        str(element.get("state", "visible")),
        part,
        content,
        tuple(relations(archive, part, names).values()),
        frozenset(_hidden_rows(content)),
        frozenset(_hidden_columns(content)),
    )


def relations(archive: zipfile.ZipFile, part: str, names: frozenset[str]) -> dict[str, str]:
    """What a part points to, by the key it uses."""
    folder, name = posixpath.split(part)
    where = f"{folder}/_rels/{name}.rels"
    if where not in names:
        return {}
    return {
        str(element.get("Id", "")): _absolute(folder, str(element.get("Target", "")))
        for element in parse_xml(read_part(archive, where))
    }


def _absolute(folder: str, target: str) -> str:
    if "://" in target or target.startswith(("mailto:", "tel:")):
        return target
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _hidden_rows(content: bytes) -> list[int]:
    if b'hidden="' not in content:
        return []
    rows = (dict(_ATTRIBUTE.findall(row)) for row in _ROW.findall(content))
    return [int(row[b"r"]) - 1 for row in rows if row.get(b"hidden") in _ON and row.get(b"r", b"").isdigit()]


def _hidden_columns(content: bytes) -> list[int]:
    found: list[int] = []
    for column in map(dict, map(_ATTRIBUTE.findall, _COLUMN.findall(content))):
        low, high = column.get(b"min", b""), column.get(b"max", b"")
        if column.get(b"hidden") in _ON and low.isdigit() and high.isdigit():
            found += range(int(low) - 1, min(int(high), _LAST_COLUMN))
    return found
