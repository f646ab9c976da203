"""PDF: the text layer page by page, notes, form fields, properties, attached files.

A page that shows something and holds no text is left to a person.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
from django.utils.translation import gettext as _
from pypdfium2 import raw

from gongkai.publishing.scanning.limits import MAX_PAGES, WHOLE, Visit
from gongkai.publishing.scanning.pieces import Passage, Piece, Unread, passage, within
from gongkai.publishing.scanning.plain import columns_of
from gongkai.publishing.scanning.properties import one
from gongkai.tables.findings import Code
from gongkai.tables.readers.limits import Unreadable

# Typesetters put a blank between Chinese and Latin signs: 6 组 32 号, 鄂 A12345.
_SET_APART = re.compile("(?<=[\u4e00-\u9fff]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) (?=[\u4e00-\u9fff])")
_KEYS: Final = (b"Contents", b"V")


def read(content: bytes, visit: Visit) -> Iterator[Piece]:
    """Everything in a PDF that can hold text."""
    document = _open(content)
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(Code.FILE_TOO_LARGE)
        for number in range(len(document)):
            yield from _page(document, number)
        for name in document.METADATA_KEYS:
            yield from _property(document, name)
        yield from _attached(document, visit)
    finally:
        document.close()


def _open(content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise Unreadable(Code.FILE_ENCRYPTED if is_locked else Code.FILE_DAMAGED) from error


def _page(document: Any, number: int) -> Iterator[Piece]:
    where = _("第%(page)s页") % {"page": number + 1}
    try:
        page = document[number]
        text = page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Code.FILE_DAMAGED) from error
    if text.strip():
        yield passage(_SET_APART.sub("", text), where)
        yield from columns_of(text, lambda _line: where)
    elif raw.FPDFPage_CountObjects(page):
        yield Unread(where)
    yield from _notes(page, where)
    page.close()


def _notes(page: Any, where: str) -> Iterator[Passage]:
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        for key in _KEYS:
            text = _string(annotation, key)
            if text:
                yield passage(text, _("%(where)s批注或表单") % {"where": where})
        raw.FPDFPage_CloseAnnot(annotation)


def _string(annotation: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _property(document: Any, name: str) -> Iterator[Piece]:
    try:
        yield from one(name, document.get_metadata_value(name))
    except UnicodeDecodeError:
        yield Unread(_("文件属性：%(name)s") % {"name": name})


def _attached(document: Any, visit: Visit) -> Iterator[Piece]:
    for index in range(document.count_attachments()):
        container = _("嵌入的文件 %(name)s") % {"name": index + 1}
        try:
            attachment = document.get_attachment(index)
            name = attachment.get_name()
            container = _("嵌入的文件 %(name)s") % {"name": name}
            pieces = list(visit.inner(bytes(attachment.get_data()), name))
        except Unreadable as unreadable:
            if unreadable.code in WHOLE:
                raise
            yield Unread(container)
        except (UnicodeDecodeError, pypdfium2.PdfiumError):
            yield Unread(container)
        else:
            yield from within(pieces, container)
