"""How Chinese text becomes terms.

Two readings of the same text: words, which rank well, and overlapping pairs of characters, which miss nothing that
was typed word for word. Both are split here and indexed as white-space separated terms, because phrase queries over
an engine's own n-gram tokenizer find nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import opencc

from gongkai.kernel.text import fold_width, syllables

_CJK_OR_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+|[a-z0-9]+")
_CJK = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")
_NOT_TERM = re.compile(r"[^\u3400-\u9fff\U00020000-\U000323afa-z0-9]+")

_to_simplified = opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """Fold widths, traditional characters and case."""
    folded: str = _to_simplified.convert(fold_width(text))
    return folded.lower()


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """A short text folded: titles, terms, questions."""
    return fold(text)


def terms(text: str) -> tuple[list[str], list[str]]:
    """What a text is indexed by: its words, long ones followed by the shorter ones inside them, and its pairs."""
    folded = fold(text)
    return [word for word in _segmenter().cut_for_search(folded) if len(word) > 1 or word.isalnum()], _pairs(folded)


def cut(text: str) -> list[str]:
    """The words of a text, in order."""
    words: list[str] = _segmenter().cut(text)
    return words


@cache
def _segmenter() -> Any:
    """Its dictionary takes a fifth of a second to open, and most processes never take a text apart."""
    import rjieba

    return rjieba


def bigrams(text: str) -> list[str]:
    """Overlapping pairs inside each run of Chinese characters; other words and single characters whole."""
    return _pairs(normalise(text))


def _pairs(folded: str) -> list[str]:
    found: list[str] = []
    for run in _CJK_OR_WORD.findall(folded):
        if len(run) > 1 and run[0] > "z":
            found.extend(map(str.__add__, run, run[1:]))
        else:
            found.append(run)
    return found


def identifier(text: str) -> str:
    """A document or index number without the brackets and spaces that people type differently."""
    return _NOT_TERM.sub("", normalise(text))


@lru_cache(maxsize=65536)
def sounds(word: str) -> tuple[str, ...]:
    """The syllables of a word, without tones: words come back in title after title."""
    return tuple(sound for sound in syllables(word) if sound)


def pinyin_forms(text: str) -> list[str]:
    """What one may type for a title without Chinese keys, from the start of each of its words.

    Without tones and by first letters: 耕地补贴 → gengdibutie, gdbt, butie, bt.
    """
    runs = ["".join(_CJK.findall(word)) for word in cut(normalise(text)[:60])]
    spoken = [sounds(run) for run in runs if run]
    forms: list[str] = []
    for start in range(len(spoken)):
        rest = [syllable for word in spoken[start:] for syllable in word]
        forms += ["".join(rest), "".join(syllable[0] for syllable in rest)]
    return list(dict.fromkeys(forms))


def is_latin(text: str) -> bool:
    """Whether a question could be pinyin: letters, and spaces and apostrophes between them, only."""
    return bool(re.fullmatch(r"[a-z' ]*[a-z][a-z' ]*", normalise(text).strip()))
