"""The printed forms of a piece, made when they are asked for and kept for a while under the digest of what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import caches

from gongkai.publishing.models import Information
from gongkai.publishing.printing.pdf import pdf
from gongkai.publishing.printing.sheet import Sheet, pictures_of, sheet_of
from gongkai.publishing.printing.word import docx
from gongkai.tables.writers import CONTENT_TYPES

Writer = Callable[[Sheet, Mapping[str, bytes]], bytes]
FORMATS: Mapping[str, tuple[Writer, str]] = {
    "docx": (docx, CONTENT_TYPES["docx"]),
    "pdf": (pdf, "application/pdf"),
}
LARGEST_KEPT = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Printed:
    """A file ready to be sent. The tag changes when the file does."""

    content: bytes
    media_type: str
    tag: str


def printed(piece: Information, *, format: str, site: str, base: str, on: date) -> Printed:
    """A public piece in one of FORMATS. Whoever asks has made sure that it is public now."""
    write, media_type = FORMATS[format]
    sheet = sheet_of(piece, site=site, base=base, on=on)
    tag = f"{sheet.key[:32]}-{format}"
    kept = caches["documents"].get(tag)
    if kept is None:
        kept = write(sheet, pictures_of(piece, sheet))
        if len(kept) <= LARGEST_KEPT:
            caches["documents"].set(tag, kept)
    return Printed(kept, media_type, tag)
