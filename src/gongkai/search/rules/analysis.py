"""How Chinese text becomes terms.

Two readings of the same text: words, which rank well, and overlapping pairs of characters, which miss nothing that
was typed word for word. Both are split here and indexed as white-space separated terms, because phrase queries over
an engine's own n-gram tokenizer find nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

import opencc
import rjieba
from pypinyin import Style, lazy_pinyin

from gongkai.kernel.text import fold_width

_CJK_OR_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+|[a-z0-9]+")
_CJK = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")
_NOT_TERM = re.compile(r"[^\u3400-\u9fff\U00020000-\U000323afa-z0-9]+")

_to_simplified = opencc.OpenCC("t2s")


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Fold widths, traditional characters and case."""
    folded: str = _to_simplified.convert(fold_width(text))
    return folded.lower()


def words(text: str) -> list[str]:
    """Words in order, long ones followed by the shorter ones inside them."""
    return [term for term in rjieba.cut_for_search(normalise(text)) if not _NOT_TERM.fullmatch(term)]


def bigrams(text: str) -> list[str]:
    """Overlapping pairs inside each run of Chinese characters; other words and single characters whole."""
    terms: list[str] = []
    for run in _CJK_OR_WORD.findall(normalise(text)):
        if _CJK.match(run) and len(run) > 1:
            terms.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            terms.append(run)
    return terms


def identifier(text: str) -> str:
    """A document or index number without the brackets and spaces that people type differently."""
    return _NOT_TERM.sub("", normalise(text))


def pinyin_forms(text: str) -> list[str]:
    """What one may type for a title without Chinese keys, from the start of each of its words.

    Without tones and by first letters: 耕地补贴 → gengdibutie, gdbt, butie, bt.
    """
    runs = ["".join(_CJK.findall(word)) for word in rjieba.cut(normalise(text)[:60])]
    syllables = [lazy_pinyin(run, style=Style.NORMAL, errors="ignore") for run in runs if run]
    forms: list[str] = []
    for start in range(len(syllables)):
        rest = [syllable for word in syllables[start:] for syllable in word if syllable]
        forms += ["".join(rest), "".join(syllable[0] for syllable in rest)]
    return list(dict.fromkeys(forms))


def is_latin(text: str) -> bool:
    """Whether a question could be pinyin: letters and spaces only."""
    return bool(re.fullmatch(r"[a-z' ]+", normalise(text).strip()))
