"""Files of any kind → documents. Whatever is wrong with a file is a finding, never an exception."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from gongkai.tables.findings import Code, Finding
from gongkai.tables.grid import Document, Kind
from gongkai.tables.readers import delimited, docx, html, kinds, workbooks
from gongkai.tables.readers.limits import Unreadable

READERS: dict[Kind, Callable[[bytes, str], Document]] = {
    Kind.XLSX: workbooks.read_xlsx,
    Kind.XLS: workbooks.read_xls,
    Kind.DOCX: docx.read,
    Kind.HTML: html.read,
    Kind.TEXT: delimited.read,
}


def open_document(content: bytes, name: str) -> Document:
    """Read a file's content. The name tells nothing but what to call it, and is held against the content."""
    name = PurePath(name).name
    try:
        kind = kinds.kind_of(content)
        document = READERS[kind](content, name)
    except Unreadable as unreadable:
        return Document(name=name, findings=(Finding(unreadable.code, params=unreadable.params),))
    return _with_notes(document, kind, name)


def _with_notes(document: Document, kind: Kind, name: str) -> Document:
    notes = list(document.findings)
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension and extension not in kinds.EXTENSIONS[kind]:
        notes.append(Finding(Code.EXTENSION_WRONG, params={"extension": extension, "kind": str(kind)}))
    if all(table.grid.is_blank for table in document.tables):
        notes.append(Finding(Code.NO_TABLE))
    return Document(document.name, kind, document.tables, document.encoding, tuple(notes))
