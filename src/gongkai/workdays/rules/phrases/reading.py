"""What does this phrase say? The whole way from text to clauses and findings.

Nothing is guessed: a piece that no row of the tables fits becomes a clause of kind unknown and a finding, and whoever
reads the limit sees that it is not understood.

Sources
    catalogues.md §3 (families and reading rules); model.md "Time limits"; law.md R26 and rule O (longer than 20 days).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from gongkai.workdays.rules.phrases import building, patterns, segments
from gongkai.workdays.rules.phrases.clauses import Clause, Code, Finding, Kind, TimeLimit
from gongkai.workdays.rules.phrases.lexicon import Word
from gongkai.workdays.rules.phrases.tokens import fold, tokenize
from gongkai.workdays.rules.phrases.triggers import Trigger
from gongkai.workdays.rules.units import Unit

LONGEST_PHRASE = 400
LONGEST_GROUP = 4
# Twenty working days are four weeks of calendar days.
STATUTORY_LIMIT = {Unit.WORKDAY: 20, Unit.DAY: 28, Unit.WEEK: 4, Unit.HOUR: 480}
_OF_DISPLAY = frozenset({Word.SHOW, Word.NOTICE, Word.PHASE, Word.TERM})


@dataclass(frozen=True, slots=True)
class Piece:
    """What a piece of the text turned out to be: a clause, a longer time, a reservation, or a mode of disclosure."""

    text: str
    clause: Clause | None = None
    extension: int | None = None
    extension_unit: Unit | None = None
    is_override: bool = False
    is_on_request: bool = False


@lru_cache(maxsize=4096)
def parse(phrase: str) -> TimeLimit:
    """Read a time-limit phrase into clauses, and say what is not understood."""
    raw = fold(phrase)
    pieces = _without_repetition(tuple(_pieces(raw)))
    if not any(piece.clause for piece in pieces):
        pieces = (*pieces, _unread(raw))
    clauses = tuple(piece.clause for piece in pieces if piece.clause)
    override = any(piece.is_override for piece in pieces)
    return TimeLimit(raw, clauses, override, tuple(_findings(pieces)))


def _pieces(raw: str) -> Iterator[Piece]:
    """The pieces in the order of the text, each longer time joined to the clause before it."""
    if len(raw) > LONGEST_PHRASE:
        yield Piece(raw, Clause(Kind.UNKNOWN))
        return
    text, has_override = segments.without_brackets(raw, _is_override)
    if has_override:
        yield Piece(raw, is_override=True)
    last: Piece | None = None
    for piece in (piece for segment in segments.segments(text) for piece in _of_segment(segment)):
        if piece.extension:
            last = _extended(last, piece)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _extended(piece: Piece | None, longer: Piece) -> Piece:
    """The clause with the time it can be extended by; another unit than its own is not understood."""
    clause = piece.clause if piece else None
    if piece is None or clause is None:
        return _unread(longer.text)
    if clause.kind is not Kind.WITHIN or clause.unit is not longer.extension_unit:
        return _unread(f"{piece.text},{longer.text}")
    return replace(piece, clause=replace(clause, extendable=longer.extension))


def _of_segment(segment: str) -> Iterator[Piece]:
    label, rest = segments.labelled(segment)
    if label is not None and {token.word for token in tokenize(label)} <= _OF_DISPLAY:
        rest, label = f"{label}{rest}", None
    scope = building.part(label) if label else None
    if scope and not _can_be_part(scope):
        yield _unread(segment)
        return
    for piece in _of_list(rest):
        yield _scoped(piece, scope) if scope else piece


def _of_list(text: str) -> Iterator[Piece]:
    """The pieces of a text, or of the list in brackets that it is."""
    read = tuple(_of_commas(text))
    pairs = segments.listed(text) if any(_is_unread(piece) for piece in read) else []
    if not pairs:
        yield from read
        return
    for limit, words in pairs:
        (piece, *more) = _of_commas(limit) or (_unread(limit),)
        scope = words if not more and _can_be_part(words) else None
        yield _scoped(piece, scope) if scope else _unread(f"{limit}({words})")


def _of_commas(text: str) -> tuple[Piece, ...]:
    """The pieces between commas; several together where only that makes sense (情况复杂的,经批准,可延长…)."""
    parts, pieces, start = text.split(","), [], 0
    while start < len(parts):
        ends = range(min(len(parts), start + LONGEST_GROUP), start, -1)
        groups = ((end, _recognised(",".join(parts[start:end]))) for end in ends)
        end, piece = next(((end, piece) for end, piece in groups if piece), (start + 1, None))
        pieces.append(piece or _unread(parts[start]))
        start = end
    return tuple(pieces)


@lru_cache(maxsize=4096)
def _recognised(text: str) -> Piece | None:
    tokens = tokenize(text)
    clause = patterns.clause(tokens)
    if clause:
        return Piece(text, clause)
    longer = patterns.caught(patterns.EXTENSIONS, tokens)
    if longer:
        (amount,) = longer["amount"]
        return Piece(text, extension=amount.number, extension_unit=amount.unit)
    if _is_override(text):
        return Piece(text, is_override=True)
    is_on_request = patterns.caught(patterns.ON_REQUEST, tokens) is not None
    return Piece(text, is_on_request=True) if is_on_request else None


def _is_override(text: str) -> bool:
    return patterns.caught(patterns.OVERRIDES, tokenize(text)) is not None


def _scoped(piece: Piece, scope: str) -> Piece:
    """The piece, as one about a part of the item. A bare number beside a word of display may be its length."""
    clause = piece.clause
    if clause is None:
        return piece
    is_bare = clause.kind is Kind.WITHIN and clause.trigger is None and not piece.text.endswith("内")
    if is_bare and scope.endswith(building.DISPLAYS):
        return Piece(f"{scope}:{piece.text}", Clause(Kind.UNKNOWN, scope=scope))
    whole = scope if clause.scope is None else f"{scope}:{clause.scope}"
    return replace(piece, clause=replace(clause, scope=whole))


def _can_be_part(words: str) -> bool:
    """A part of the item is named, not counted, and not excepted (涉密除外)."""
    counted = {Word.AMOUNT, Word.NUMBER, Word.DATE, Word.TIMES, Word.YIELDS, Word.OTHERWISE}
    return bool(words) and not counted & {token.word for token in tokenize(words)}


def _unread(text: str) -> Piece:
    return Piece(text, Clause(Kind.UNKNOWN))


def _is_unread(piece: Piece) -> bool:
    return piece.clause is not None and piece.clause.kind is Kind.UNKNOWN


def _without_repetition(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Neighbouring pieces that nobody understands are one."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and _is_unread(piece) and _is_unread(kept[-1]) and piece.clause == kept[-1].clause:
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text},{piece.text}")
        else:
            kept.append(piece)
    return tuple(kept)


def _findings(pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    for piece in pieces:
        if piece.is_on_request:
            yield Finding(Code.ON_REQUEST_PART, piece.text)
        if piece.clause:
            yield from _doubts(piece.clause, piece.text)


def _doubts(clause: Clause, text: str) -> Iterator[Finding]:
    if not clause.is_understood:
        yield Finding(Code.UNREADABLE, text)
    elif clause.trigger is Trigger.EVENT and clause.event:
        yield Finding(Code.TRIGGER_UNLISTED, clause.event)
    elif clause.kind is Kind.WITHIN and clause.trigger is None:
        yield Finding(Code.TRIGGER_MISSING, text)
    if clause.kind is Kind.WITHIN and _is_long(clause):
        yield Finding(Code.LONGER_THAN_STATUTE, text)


def _is_long(clause: Clause) -> bool:
    """Whether it is longer than the twenty working days of Art. 26; months and longer always are."""
    if clause.unit is None or clause.amount is None:
        return False
    return clause.recurrence is None and clause.amount > STATUTORY_LIMIT.get(clause.unit, 0)
