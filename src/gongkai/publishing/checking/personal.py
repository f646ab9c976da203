"""Personal data and marks of secrecy, in what is written and in what is attached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from gongkai.publishing.checking.draft import Draft, File
from gongkai.publishing.checking.registry import register
from gongkai.publishing.rules import findings as places
from gongkai.publishing.rules.findings import Found, Level
from gongkai.publishing.rules.sensitive import Kind
from gongkai.publishing.rules.sensitive import Level as Weight
from gongkai.publishing.scanning.texts import find_in_html


@register("personal")
def personal(draft: Draft, *, on: date) -> Iterator[Found]:
    """Title, abstract, text and what stays after a publicity period; then the files, as scanned when attached."""
    piece = draft.piece
    for place, text in ((places.TITLE, piece.title), (places.SUMMARY, piece.summary)):
        yield from _in_html(place, escape(text), on=on)
    for place, html in ((places.TEXT, piece.html), (places.TOTALS, piece.totals)):
        yield from _in_html(place, html, on=on)
    for file in draft.files:
        yield from _in_file(file)


def _in_html(place: str, html: str, *, on: date) -> Iterator[Found]:
    for found in find_in_html(html, on=on):
        yield Found(
            check="personal",
            kind=str(found.kind),
            level=_level(found.kind, found.level),
            place=place,
            where=found.where if place in (places.TEXT, places.TOTALS) else "",
            shown=found.masked,
            quote=found.quote,
        )


def _in_file(file: File) -> Iterator[Found]:
    for found in file.findings:
        if found["kind"] in frozenset(Kind):  # other checks of a file tell theirs themselves
            yield Found(
                check="personal",
                kind=found["kind"],
                level=_level(Kind(found["kind"]), Weight(found["level"])),
                place=f"file:{file.public_id}",
                where=found["where"],
                shown=found["masked"],
                quote=file.sha256,
            )


def _level(kind: Kind, weight: Weight) -> Level:
    """A mark of secrecy is never let stand: whoever may lift it lifts it in the document itself."""
    if weight is Weight.WARN:
        return Level.WARN
    return Level.HARD if kind is Kind.SECRECY else Level.BLOCK
