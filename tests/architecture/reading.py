"""All that an answer says, whatever it is wrapped in."""

from __future__ import annotations

import html
import io
import re
import zipfile
from email.header import decode_header, make_header
from typing import Any
from urllib.parse import unquote

import pypdfium2

_TAG = re.compile(r"<[^>]*>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def said(response: Any) -> str:
    """Its text, its headers, the parts of an office file, the pages and properties of a PDF: as written, and plainly."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = [str(make_header(decode_header(value))) for value in response.headers.values()]
    return "\n".join(map(_plainly, [*headers, *_texts(content)]))


def _texts(content: bytes) -> list[str]:
    if content.startswith(b"%PDF"):
        return _of_a_pdf(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return [*parts.namelist(), *(_text(parts.read(part)) for part in parts.namelist())]
    return [_text(content)]


def _of_a_pdf(content: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(content)
    pages = (page.get_textpage().get_text_range() for page in pdf)
    return [*(page.replace("\r", "").replace("\n", "") for page in pages), *pdf.get_metadata_dict().values()]


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _plainly(text: str) -> str:
    """The text with what is written in codes spelt out, and once more without tags, which may part a word."""
    spelt = html.unescape(unquote(_ESCAPE.sub(lambda code: chr(int(code[1], 16)), text)))
    return f"{spelt}\n{_TAG.sub('', spelt)}"
