"""A draft as its checks see it."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.duties.rules.scopes import elements_in
from gongkai.publishing.models import Attachment, Information
from gongkai.publishing.rules import checklist
from gongkai.publishing.rules.checklist import ElementTick


@dataclass(frozen=True, slots=True)
class File:
    """An attachment: its text, and what the scanner found in it when it was attached."""

    public_id: str
    name: str
    text: str
    sha256: str
    media_type: str
    is_inline: bool
    findings: tuple[dict[str, str], ...]
    is_there: bool = True  # on the disk, all of it


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote, its files, and the elements of its row ticked as far as they are there."""

    piece: Information
    files: tuple[File, ...]
    ticks: tuple[ElementTick, ...]


def draft_of(piece: Information) -> Draft:
    """A piece with its files, two queries at most."""
    files = tuple(_file(file) for file in piece.attachments.all())
    return Draft(piece, files, ticks_of(piece, files))


def ticks_of(piece: Information, files: tuple[File, ...]) -> tuple[ElementTick, ...]:
    """The elements of the row, looked for in title, text and files."""
    elements = elements_in(piece.duty.scope if piece.duty else "", [line["text"] for line in piece.row.content])
    searched = checklist.Draft(
        title=piece.title, text=piece.text, attachments=[f"{file.name}\n{file.text}" for file in files]
    )
    return checklist.check(elements, searched, by_hand=piece.checklist)


def _file(file: Attachment) -> File:
    return File(
        public_id=file.public_id,
        name=file.name,
        text=file.text,
        sha256=file.sha256,
        media_type=file.media_type,
        is_inline=file.is_inline,
        findings=tuple(file.findings),
        is_there=_is_whole(file),
    )


def _is_whole(file: Attachment) -> bool:
    """A disk that was full, or a copy that broke off, leaves less than was sent."""
    try:
        return bool(file.file.storage.size(str(file.file.name)) == file.size)
    except OSError:
        return False
