"""Pictures that say nothing to those who cannot see them, and pieces that are nothing but pictures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.publishing.checking.draft import Draft, File
from gongkai.publishing.checking.registry import register
from gongkai.publishing.rules import embedded
from gongkai.publishing.rules.findings import TEXT, Found, Level

_PDF = "application/pdf"


@register("pictures")
def pictures(draft: Draft, *, on: date) -> Iterator[Found]:
    """Alternative texts are required; what can only be looked at is shown to a person."""
    held = embedded.embedded_in(draft.piece.html)
    for number, alternative in enumerate(held.pictures, start=1):
        if not alternative.strip():
            yield _found("no_alternative", Level.BLOCK, shown=str(number))
        elif embedded.is_nameless(alternative):
            yield _found("nameless_alternative", Level.WARN, shown=alternative)
    listed = [file for file in draft.files if not file.is_inline]
    if held.is_bare and not any(file.text.strip() for file in listed):
        yield _found("only_pictures", Level.WARN)
    if not held.letters and listed and all(_is_without_text(file) for file in listed):
        for file in listed:
            yield _found("only_scans", Level.WARN, place=f"file:{file.public_id}", shown=file.name)


def _is_without_text(file: File) -> bool:
    is_seen = file.media_type == _PDF or file.media_type.startswith("image/")
    return is_seen and not file.text.strip()


def _found(kind: str, level: Level, *, place: str = TEXT, shown: str = "") -> Found:
    return Found(check="pictures", kind=kind, level=level, place=place, shown=shown, quote=shown)
