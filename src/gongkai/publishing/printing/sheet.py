"""What is printed of a piece: gathered from the database, nothing of it set yet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from gongkai.publishing.models import Information
from gongkai.publishing.printing.blocks import Part, Picture, read
from gongkai.publishing.queries.validity import ShownChange, amendments_of, changes_of
from gongkai.publishing.rules import paths
from gongkai.publishing.rules.title_note import Noted, in_words, named, title_note

LAYOUT = 1  # raised with every change of the layout: kept files of an older one are not served any more
PRINTABLE = frozenset({"image/png", "image/jpeg", "image/gif"})


@dataclass(frozen=True, slots=True)
class ListedFile:
    """An attachment as the list at the end names it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document. `address` is its page, where anybody finds out whether it still holds."""

    title: str
    note: str
    standing: str
    parts: tuple[Part, ...]
    files: tuple[ListedFile, ...]
    site: str
    index_number: str
    sha256: str
    address: str
    published_at: datetime

    @property
    def key(self) -> str:
        """The same key, the same file."""
        said = json.dumps(asdict(self) | {"layout": LAYOUT}, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()


def sheet_of(piece: Information, *, site: str, base: str, on: date) -> Sheet:
    """A public piece as it is printed on a day; `base` is the address of the site, without a slash at its end."""
    assert piece.published_at is not None
    changes = changes_of(piece, on=on)
    files = piece.attachments.filter(is_inline=False).order_by("position", "id")
    return Sheet(
        title=piece.title,
        note=title_note(_noted(piece, changes)),
        standing=_standing(piece, changes, on=on),
        parts=read(piece.html),
        files=tuple(ListedFile(f.name, base + paths.attachment(piece.public_id, f.public_id)) for f in files),
        site=site,
        index_number=piece.index_number,
        sha256=piece.sha256,
        address=base + paths.information(piece.public_id),
        published_at=piece.published_at,
    )


def pictures_of(piece: Information, sheet: Sheet) -> Mapping[str, bytes]:
    """The pictures that the text shows, by address: its own attachments, of kinds that can be printed."""
    wanted = {part.address for part in sheet.parts if isinstance(part, Picture)}
    if not wanted:
        return {}
    found: dict[str, Any] = {}
    for file in piece.attachments.filter(media_type__in=PRINTABLE):
        address = paths.attachment(piece.public_id, file.public_id)
        if address in wanted:
            with file.file.open("rb") as content:
                found[address] = content.read()
    return found


def _noted(piece: Information, changes: tuple[ShownChange, ...]) -> Noted:
    return Noted(
        publisher=piece.body.name,
        number=piece.document_number,
        written_on=piece.written_on,
        effective_on=piece.effective_on,
        expires_on=piece.expires_on,
        is_document=bool(piece.validity),
        amendments=amendments_of(changes),
    )


def _standing(piece: Information, changes: tuple[ShownChange, ...], *, on: date) -> str:
    """What a reader of the paper must know first: that the document holds no more, or not yet, or not for long."""
    shown = piece.validity_on(on)
    last = next((change for change in reversed(changes) if change.act in _OVER), None)
    match shown:
        case "repealed" | "expired" if last is not None and not last.is_pending:
            return (
                f"本文件自{in_words(last.on)}起{_OVER[last.act]}，依据：{named(last.other.title, last.other.number)}。"
            )
        case "repealed":
            return "本文件已废止。"
        case "expired":
            return f"本文件有效期已满，自{in_words(piece.expires_on)}起失效。" if piece.expires_on else "本文件已失效。"
        case "not_yet_effective":
            return f"本文件自{in_words(piece.effective_on)}起施行，尚未生效。"
    if last is not None and last.is_pending:
        return f"本文件将自{in_words(last.on)}起{_OVER[last.act]}，依据：{named(last.other.title, last.other.number)}。"
    return ""


_OVER = {"repeal": "废止", "void": "失效"}
