"""Personal data and marks of secrecy, in what is written and in what is attached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.publishing.checking.draft import Draft, File
from gongkai.publishing.checking.registry import register
from gongkai.publishing.rules import findings as places
from gongkai.publishing.rules import markup
from gongkai.publishing.rules.findings import Found, Level
from gongkai.publishing.rules.sensitive import Finding, Kind, find_in_text, stopping, weighed
from gongkai.publishing.rules.sensitive import Level as Weight

_LEVELS = {Weight.BLOCK: Level.BLOCK, Weight.WARN: Level.WARN}


@register("personal")
def personal(draft: Draft, *, on: date) -> Iterator[Found]:
    """Title, abstract, text and what stays after a publicity period; then the files, as scanned when attached."""
    piece = draft.piece
    written = (
        (places.TITLE, piece.title),
        (places.SUMMARY, piece.summary),
        (places.TEXT, piece.text),
        (places.TOTALS, markup.plain_text(piece.totals)),
    )
    for place, text in written:
        yield from _in_text(place, text, on=on)
    for file in draft.files:
        yield from _in_file(file)


def _in_text(place: str, text: str, *, on: date) -> Iterator[Found]:
    told = find_in_text(text, on=on)
    heavy = stopping(found.kind for found in told)
    for found in told:
        yield Found(
            check="personal",
            kind=str(found.kind),
            level=_level(found, weighed(found.kind, found.level, heavy)),
            place=place,
            where=_line(text, found.start),
            shown=found.masked,
            quote=text[found.start : found.end],
        )


def _in_file(file: File) -> Iterator[Found]:
    for found in file.findings:
        is_mark = found["kind"] == Kind.SECRECY and found["level"] == Weight.BLOCK
        yield Found(
            check="personal",
            kind=found["kind"],
            level=Level.HARD if is_mark else _LEVELS[Weight(found["level"])],
            place=f"file:{file.public_id}",
            where=found["where"],
            shown=found["masked"],
            quote=file.sha256,
        )


def _level(found: Finding, weight: Weight) -> Level:
    """A mark of secrecy is never let stand: whoever may lift it lifts it in the document itself."""
    return Level.HARD if found.kind is Kind.SECRECY and weight is Weight.BLOCK else _LEVELS[weight]


def _line(text: str, start: int) -> str:
    return str(text.count("\n", 0, start) + 1)
