"""Does a run of tokens have this shape?

A shape is written as words: the name of a token, `a|b` for either, `?` optional, `*` any number, `<name>` for a piece
of free text (at least one token, as short as possible), which is kept under its name. A token that carries a number is
kept under its own name. The whole run has to fit; what is left over is a reason not to understand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.workdays.rules.phrases.lexicon import Word
from gongkai.workdays.rules.phrases.tokens import Token

TAIL = "comma? manner|prompt|should|of* in_place? manner|prompt* publish|notice? <object>?"
SHORTHAND = {"tail": TAIL}

_NUMBERS = frozenset({Word.AMOUNT, Word.NUMBER, Word.TIMES, Word.DATE, Word.MONTH, Word.QUARTER})
_KEPT = _NUMBERS | {Word.PERIOD, Word.PHASE, Word.PUBLISH, Word.NOTICE}
# A part of the item, a place, a thing published: plain words only, so that no condition hides in them.
_PLAIN = frozenset({Word.TEXT, Word.ENUM, Word.PUBLISH, Word.NOTICE, Word.OF, Word.MANNER})
_BARRED = {
    "event": _NUMBERS | {Word.COMMA, Word.COLON, Word.SINCE, Word.FROM},
    "scope": frozenset(Word) - _PLAIN,
    "place": frozenset(Word) - {Word.TEXT, Word.PUBLISH, Word.NOTICE, Word.SLASH, Word.ENUM},
    "object": frozenset(Word) - _PLAIN,
    "text": _NUMBERS | {Word.COMMA},
}

Caught = dict[str, tuple[Token, ...]]


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a shape."""

    words: frozenset[Word]
    run: str = ""
    is_optional: bool = False
    is_repeated: bool = False


@lru_cache(maxsize=256)
def compiled(shape: str) -> tuple[Element, ...]:
    """The places of a shape."""
    return tuple(place for part in shape.split() for place in _elements(part))


def matches(shape: Sequence[Element], tokens: Sequence[Token]) -> Iterator[Caught]:
    """Every way in which the tokens fit, the one with the shortest pieces first."""
    if not shape:
        if not tokens:
            yield {}
        return
    head, rest = shape[0], shape[1:]
    for used in _lengths(head, tokens):
        for caught in matches(rest, tokens[used:]):
            yield _kept(head, tuple(tokens[:used])) | caught


def _elements(part: str) -> tuple[Element, ...]:
    if part in SHORTHAND:
        return compiled(SHORTHAND[part])
    if part == "in_place?":
        return (Element(frozenset(), run="in_place", is_optional=True),)
    name, optional, repeated = part.rstrip("?*"), part.endswith("?"), part.endswith("*")
    if name.startswith("<"):
        return (Element(frozenset(Word) - _BARRED[name[1:-1]], run=name[1:-1], is_optional=optional),)
    return (Element(frozenset(map(Word, name.split("|"))), is_optional=optional, is_repeated=repeated),)


def _lengths(element: Element, tokens: Sequence[Token]) -> Iterator[int]:
    """How many of the first tokens the place may take. A single token is taken rather than left."""
    if element.run == "in_place":
        yield from _place_lengths(tokens)
    elif element.run:
        if element.is_optional:
            yield 0
        yield from range(1, _fitting(element, tokens) + 1)
    elif element.is_repeated:
        yield from range(_fitting(element, tokens), -1, -1)
    else:
        if tokens and tokens[0].word in element.words:
            yield 1
        if element.is_optional:
            yield 0


def _place_lengths(tokens: Sequence[Token]) -> Iterator[int]:
    """在村公示栏, or nothing."""
    if tokens and tokens[0].word is Word.IN:
        fitting = _fitting(Element(frozenset(Word) - _BARRED["place"]), tokens[1:])
        yield from range(2, fitting + 2)
    yield 0


def _fitting(element: Element, tokens: Sequence[Token]) -> int:
    return next((n for n, token in enumerate(tokens) if token.word not in element.words), len(tokens))


def _kept(element: Element, used: tuple[Token, ...]) -> Caught:
    if not used:
        return {}
    if element.run == "in_place":
        return {"place": used[1:]}
    if element.run:
        return {element.run: used}
    return {str(used[0].word): used} if used[0].word in _KEPT else {}
