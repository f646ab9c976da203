"""Is the copy clean? It is read again like any other file, and what was masked is looked for in all its bytes.

Sources
    政府信息公开条例 Arts. 14, 17: what is secret is not published; review before release.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _

from gongkai.publishing.masking.kinds import NotMaskable, Reason, Removed, Task
from gongkai.publishing.rules.profiles import Profile
from gongkai.publishing.rules.profiles.veiling import is_left
from gongkai.publishing.rules.sensitive import Kind, find_in_rows, hide
from gongkai.publishing.rules.sensitive.columns import FLAT
from gongkai.publishing.rules.sensitive.folding import fold
from gongkai.publishing.rules.sensitive.people import is_name
from gongkai.publishing.rules.sensitive.secrecy import secrecy
from gongkai.publishing.scanning import scan_file
from gongkai.publishing.scanning.files import pieces_of
from gongkai.publishing.scanning.pieces import Passage, Piece, Unread, passage

Mask = Callable[[bytes, Task], bytes]
_ROUNDS: Final = 4
# What is looked for word for word; an illness or an age stands in many a text that is about no one.
_LEAST: Final = {
    Kind.ID18: 15,
    Kind.ID15: 15,
    Kind.PASSPORT: 7,
    Kind.MOBILE: 11,
    Kind.LANDLINE: 7,
    Kind.BANK_CARD: 9,
    Kind.PLATE: 7,
    Kind.ADDRESS: 8,
}
_GRADED: Final = ("密级", "公开")  # headers of columns that may say that a row is secret
_TAGS = re.compile("<[^<>]*>")
_TOKEN = re.compile(r"[^\W_]+")
_MUCH: Final = 2 * 10**8  # characters times secrets: from here on a table of words is faster


def settled(
    content: bytes, mask: Mask, *, on: date, profile: Profile | None, name: str = ""
) -> tuple[bytes, Task, list[Removed]]:
    """Mask a file until it is clean. The first pass does nearly all; the others, what only shows once that is gone."""
    refuse_secrets(content, name, on=on)
    first = task = Task(on, profile)
    copy = mask(content, task)
    for _round in range(_ROUNDS):
        repeated = repeated_in(copy, first.secrets)
        if not repeated and not _is_found(copy, on=on):
            return copy, first, first.removed()
        task = Task(on, None, repeated)
        copy = mask(copy, task)
        first.join(task)
    raise NotMaskable(Reason.STILL_THERE)


def refuse_secrets(content: bytes, name: str, *, on: date) -> None:
    """A mark of secrecy is not masked: the file does not leave at all. Raises Unreadable as the scanner does."""
    for piece in (passage(PurePath(name).stem, _("文件名")), *pieces_of(content, name)):
        where = _marked(piece, on=on)
        if where is not None:
            raise NotMaskable(Reason.SECRECY, where=hide(where, on=on))


def _marked(piece: Piece, *, on: date) -> str | None:
    """Where a text bears a mark. The scanner would say it too, and take its time for all else it looks for."""
    if isinstance(piece, Unread):
        return None
    if isinstance(piece, Passage):
        marks = (mark for mark in secrecy(fold(piece.text)) if piece.counts(mark.start, mark.end))
        return next((piece.place(mark.start, mark.end) for mark in marks), None)
    text = fold("\n".join("\t".join(cell.translate(FLAT) for cell in row) for row in piece.rows))
    place = next((text.count("\n", 0, mark.start) for mark in secrecy(text)), None)
    if place is None and any(word in text for word in _GRADED):
        found = find_in_rows(piece.rows, on=on)
        place = next((cell.row for cell in found if cell.finding.kind is Kind.SECRECY), None)
    return piece.place(place, 0, 0, 0) if place is not None else None


def _is_found(copy: bytes, *, on: date) -> bool:
    return any(not is_left(located.kind, located.level) for located in scan_file(copy, name="", on=on))


def repeated_in(copy: bytes, secrets: dict[str, Kind]) -> dict[str, Kind]:
    """Which secrets stand in a copy word for word, in whatever part of it."""
    sought = sought_for(secrets)
    if not sought:
        return {}
    text = "\n".join(_texts(copy))
    if len(text) * len(sought) <= _MUCH:
        return {secret: kind for secret, kind in sought.items() if secret in text}
    return {secret: sought[secret] for secret in _windows(text, sought) & sought.keys()}


def sought_for(secrets: dict[str, Kind]) -> dict[str, Kind]:
    """What of the secrets is looked for, in each form."""
    return {form: kind for secret, kind in secrets.items() for form in _forms(secret, kind)}


def _forms(secret: str, kind: Kind) -> Iterator[str]:
    """A secret as it was written, and without what parts its digits."""
    plain = "".join(filter(str.isalnum, secret))
    if is_name(secret) if kind is Kind.MINOR else len(plain) >= _LEAST.get(kind, len(plain) + 1):
        yield secret
        yield plain


def _texts(copy: bytes) -> Iterator[str]:
    """All bytes of a file as text; of markup also without its tags. Archives are opened."""
    if copy.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(copy)) as archive:
            for member in archive.infolist():
                yield member.filename
                yield from _texts(archive.read(member))
        return
    text = _decoded(copy)
    yield text
    if "<" in text:
        yield _TAGS.sub("", text)


def _decoded(content: bytes) -> str:
    for codec in ("utf-8", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"):
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def _windows(text: str, sought: Iterable[str]) -> set[str]:
    """Every piece of a word of the text that is as long as something sought."""
    lengths = Counter(map(len, sought))
    words = set(_TOKEN.findall(text))
    return {word[a : a + length] for word in words for length in lengths for a in range(len(word) - length + 1)}
