"""A copy as a reader with bad intentions sees it: every byte of every part, and what the office programs show."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
import openpyxl

from gongkai.publishing.rules.profiles.veiling import is_left
from gongkai.publishing.scanning import Located, scan_file
from tests.publishing.scan import labelled
from tests.publishing.scan.people import ON


def everything(content: bytes) -> str:
    """All text of a file, its parts unpacked, once with the markup and once without."""
    pieces = "\n".join(_pieces(content))
    return pieces + re.sub("<[^<>]*>", "", pieces)


def _pieces(content: bytes) -> Iterator[str]:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield member.filename
                yield from _pieces(archive.read(member))
    else:
        yield content.decode("utf-8", "replace")
        yield content.decode("gb18030", "replace")


def parts(content: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return set(archive.namelist())


def found(content: bytes, name: str = "") -> list[Located]:
    """What the scanner would stop or warn of, but for the telephone of an office."""
    return [located for located in scan_file(content, name=name, on=ON) if not is_left(located.kind, located.level)]


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def word_cells(content: bytes, number: int = 0) -> list[list[str]]:
    table = docx.Document(io.BytesIO(content)).tables[number]
    return [[cell.text for cell in row.cells] for row in table.rows]


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(content: bytes, sheet: int = 0) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book(content).worksheets[sheet].iter_rows()]


def opens(content: bytes, name: str) -> bool:
    """Whether the office libraries take a copy."""
    if name.endswith(".docx"):
        return bool(docx.Document(io.BytesIO(content)).sections)
    if name.endswith(".xlsx"):
        return bool(book(content).worksheets)
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.testzip() is None and all(opens(archive.read(m), m.filename) for m in archive.infolist())
    return True


def file_of(sample: labelled.Sample) -> tuple[bytes, str] | None:
    """A sample of the labelled set as a file; there are no copies of pdf files."""
    if sample.place in ("pdf", "pdf_property"):
        return None
    if sample.place == "text":
        return sample.text.encode(), "公示.txt"
    if sample.place == "file_name":
        return "正文".encode(), f"{sample.text}.txt"
    if sample.place in labelled.TEXTS:
        name, make = labelled.TEXTS[sample.place]
        return make(sample.text), name
    name, make_table = labelled.TABLES[sample.place]
    return make_table([row.split("|") for row in sample.text.split("//")]), name
