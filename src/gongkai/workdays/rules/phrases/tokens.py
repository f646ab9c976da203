"""Which words does a phrase consist of?

The text is folded first (half-width signs, no white space), then cut from left to right: a number with what it counts,
else the longest word of the lexicon, else text. Tokens know their place, so that a run of them is a piece of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.kernel.text import fold_width, without_spaces
from gongkai.workdays.rules.phrases import numerals
from gongkai.workdays.rules.phrases.lexicon import PERIOD_WORDS, UNIT_WORDS, WORDS, Word
from gongkai.workdays.rules.units import Unit

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_JOINS = frozenset(".-~—–至到")
LARGEST_AMOUNT = 999
MONTHS_IN_YEAR, DAYS_IN_MONTH, QUARTERS_IN_YEAR = 12, 31, 4


@dataclass(frozen=True, slots=True)
class Token:
    """One word and where it stands. `number` and `unit` belong to what is counted; `day` to a date."""

    word: Word
    text: str
    number: int = 0
    unit: Unit | None = None
    day: int = 0


def fold(text: str) -> str:
    """Half-width signs and digits, no white space, nothing invisible; 、。《》 stay."""
    return without_spaces(fold_width(text.translate(_INVISIBLE)))


@lru_cache(maxsize=4096)
def tokenize(text: str) -> tuple[Token, ...]:
    """The words of a folded text, neighbouring text in one token."""
    return tuple(_merged(_cut(text)))


def written(tokens: Sequence[Token]) -> str:
    """The piece of text that these tokens are."""
    return "".join(token.text for token in tokens)


def _cut(text: str) -> Iterator[Token]:
    place = 0
    while place < len(text):
        token = _counted(text, place) or _known(text, place) or Token(Word.TEXT, text[place])
        yield token
        place += len(token.text)


def _merged(tokens: Iterator[Token]) -> Iterator[Token]:
    pending = ""
    for token in tokens:
        if token.word is Word.TEXT:
            pending += token.text
            continue
        if pending:
            yield Token(Word.TEXT, pending)
            pending = ""
        yield token
    if pending:
        yield Token(Word.TEXT, pending)


def _counted(text: str, place: int) -> Token | None:
    """A number and what it counts: 20个工作日, 1月31日, 3月, 一季度, 2次, 半年."""
    if text.startswith("半年", place) and not text.startswith("半年度", place):
        return Token(Word.AMOUNT, "半年", 1, Unit.HALF_YEAR)
    found = numerals.read(text, place)
    if found is None:
        return None
    number, end = found
    return (
        _day_of_year(text, place, number, end)
        or _in_year(text, place, number, end)
        or _amount(text, place, number, end)
        or (Token(Word.NUMBER, text[place:end], number) if text[place] in numerals.ARABIC else None)
    )


def _day_of_year(text: str, place: int, number: int, end: int) -> Token | None:
    if not text.startswith("月", end) or not 1 <= number <= MONTHS_IN_YEAR or end + 1 >= len(text):
        return None
    day = numerals.read(text, end + 1)
    if day is None or not text.startswith(("日", "号"), day[1]) or not 1 <= day[0] <= DAYS_IN_MONTH:
        return None
    return Token(Word.DATE, text[place : day[1] + 1], number, day=day[0])


def _in_year(text: str, place: int, number: int, end: int) -> Token | None:
    if _continues(text, place):
        return None
    for word, tails, limit in (
        (Word.MONTH, ("月份", "月"), MONTHS_IN_YEAR),
        (Word.QUARTER, ("季度",), QUARTERS_IN_YEAR),
        (Word.TIMES, ("次",), LARGEST_AMOUNT),
    ):
        tail = next((tail for tail in tails if text.startswith(tail, end)), None)
        if tail and 1 <= number <= limit:
            return Token(word, text[place : end + len(tail)], number)
    return None


def _amount(text: str, place: int, number: int, end: int) -> Token | None:
    unit = next((word for word in UNIT_WORDS if text.startswith(word, end)), None)
    if unit is None or not 1 <= number <= LARGEST_AMOUNT or _continues(text, place):
        return None
    return Token(Word.AMOUNT, text[place : end + len(unit)], number, UNIT_WORDS[unit])


def _continues(text: str, place: int) -> bool:
    """Whether this is only the end of a range (7至15), of a fraction (1.5) or of something ill-formed (一三)."""
    return place > 0 and (text[place - 1] in _JOINS or text[place - 1] in numerals.CHINESE)


def _known(text: str, place: int) -> Token | None:
    return next((token for token in _lexicon().get(text[place], ()) if text.startswith(token.text, place)), None)


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[Token, ...]]:
    """Words by their first sign, longest first."""
    words = [Token(word, text) for word, texts in WORDS.items() for text in texts.split()]
    words += [Token(Word.PERIOD, text, 1, unit) for unit, texts in PERIOD_WORDS.items() for text in texts.split()]
    words.sort(key=lambda token: (token.text[0], -len(token.text)))
    by_sign: dict[str, list[Token]] = {}
    for token in words:
        by_sign.setdefault(token.text[0], []).append(token)
    return {sign: tuple(tokens) for sign, tokens in by_sign.items()}
