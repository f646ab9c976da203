"""Wrong and sensitive words, and what does not hang together, in what is written and in what is attached.

Of an attachment the text that was taken from it is read, each time: a lexicon that grew is heeded at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.publishing.checking.draft import Draft
from gongkai.publishing.checking.registry import register
from gongkai.publishing.queries.lexicons import Vocabulary, hits, vocabulary
from gongkai.publishing.rules import findings as places
from gongkai.publishing.rules import markup
from gongkai.publishing.rules.findings import Found, Level
from gongkai.publishing.rules.references import Slip, find_slips
from gongkai.publishing.rules.wording import Hit, Word, shown

_KEPT = 64  # texts of attachments whose findings are remembered


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a draft, and whether it is a file's: these are long, and read again with each look at the draft."""

    place: str
    text: str
    is_file: bool = False

    def line(self, at: int) -> str:
        return str(self.text.count("\n", 0, at) + 1)


@register("words")
def words(draft: Draft, *, on: date) -> Iterator[Found]:
    """What the lexicons of the county say; what it silenced is not looked for."""
    known = vocabulary(draft.piece.county_id, on=on)
    for written in _texts(draft):
        find = _hits_of_file if written.is_file else hits
        for hit in find(written.text, known, on, draft.piece.written_on):
            yield Found(
                check="words",
                kind=str(hit.word.kind),
                level=hit.word.level,
                place=written.place,
                where=written.line(hit.start),
                shown=shown(hit.word.word, hit.word.suggestion),
                quote=written.text[hit.start : hit.end],
            )


@register("references")
def references(draft: Draft, *, on: date) -> Iterator[Found]:
    """Numbers of documents, dates, weekdays, amounts, brackets."""
    for written in _texts(draft):
        for slip in _slips_of_file(written.text, on) if written.is_file else find_slips(written.text, on=on):
            yield Found(
                check="references",
                kind=str(slip.kind),
                level=Level.WARN,
                place=written.place,
                where=written.line(slip.start),
                shown=shown(slip.shown, slip.right),
                quote=slip.shown,
            )


def mendable(draft: Draft, *, on: date) -> tuple[Word, ...]:
    """The words of title, summary and text that may be put right at one click."""
    piece = draft.piece
    known = vocabulary(piece.county_id, on=on)
    meant = {
        hit.word
        for text in (piece.title, piece.summary, piece.text)
        for hit in hits(text, known, on, piece.written_on)
        if hit.word.replacement
    }
    return tuple(sorted(meant, key=lambda word: word.word))


def _texts(draft: Draft) -> Iterator[_Text]:
    piece = draft.piece
    yield _Text(places.TITLE, piece.title)
    yield _Text(places.SUMMARY, piece.summary)
    yield _Text(places.TEXT, piece.text)
    yield _Text(places.TOTALS, markup.plain_text(piece.totals))
    for file in draft.files:
        yield _Text(f"file:{file.public_id}", file.name)
        yield _Text(f"file:{file.public_id}", file.text, is_file=True)


@lru_cache(maxsize=_KEPT)
def _hits_of_file(text: str, known: Vocabulary, on: date, written_on: date | None) -> list[Hit]:
    return hits(text, known, on, written_on)


@lru_cache(maxsize=_KEPT)
def _slips_of_file(text: str, on: date) -> list[Slip]:
    return find_slips(text, on=on)
