"""The text inside an attached file, for search and checklist. What cannot be read has none; nothing fails for it."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Iterator

import pypdfium2
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from python_calamine import CalamineWorkbook

from gongkai.publishing.rules.file_types import extension_of

log = logging.getLogger(__name__)

LONGEST = 200_000  # characters
MAX_UNPACKED = 200 * 1024 * 1024  # a small archive may hold a very large file
MAX_PAGES = 500


def text_of(name: str, content: bytes) -> str:
    """The text of a file, cut to LONGEST characters."""
    reader = _READERS.get(extension_of(name))
    if reader is None or _is_bomb(content):
        return ""
    try:
        return _joined(reader(content))
    except Exception:  # many libraries, many errors; an unreadable file is still published
        log.warning("no text could be read from %s", name, exc_info=True)
        return ""


def _joined(lines: Iterator[str]) -> str:
    found, length = [], 0
    for line in lines:
        found.append(line)
        length += len(line) + 1
        if length >= LONGEST:
            break
    return "\n".join(found)[:LONGEST].replace("\0", "")


def _is_bomb(content: bytes) -> bool:
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED
    except zipfile.BadZipFile:
        return True


def _docx(content: bytes) -> Iterator[str]:
    for block in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            yield from (" ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in block.rows)


def _sheets(content: bytes) -> Iterator[str]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in workbook.sheet_names:
        yield name
        for row in workbook.get_sheet_by_name(name).iter_rows():
            yield " ".join(str(cell) for cell in row if cell not in ("", None))


def _pdf(content: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        for number in range(min(len(document), MAX_PAGES)):
            page = document[number].get_textpage()
            yield page.get_text_bounded()
            page.close()
    finally:
        document.close()


def _plain(content: bytes) -> Iterator[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    yield text


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "docx": _docx,
    "xlsx": _sheets,
    "xls": _sheets,
    "pdf": _pdf,
    "txt": _plain,
    "csv": _plain,
}
