"""What was meant, where a word stands nowhere: one wrong character in a term that the county knows.

Homophones are the commonest slip of a pinyin keyboard, so a character that sounds alike is believed in short terms;
one that does not only where enough stands around it. One character too many or too few is mended in long terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.kernel.text import syllables

LONGEST, SHORTEST = 16, 3
_CJK = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")
ENOUGH = 5  # characters of a term in which one that sounds otherwise is believed wrong


def corrected(text: str, known: str) -> str:
    """The text with one slip mended, or "" where none is seen. `known`: the county's terms, a line each."""
    if not SHORTEST <= len(text) <= LONGEST:
        return ""
    for size in range(len(text), SHORTEST - 1, -1):
        for start in range(len(text) - size + 1):
            window = text[start : start + size]
            if window not in known and (meant := _meant(window, known)):
                return text[:start] + meant + text[start + size :]
    return ""


def _meant(window: str, known: str) -> str:
    sounding, looking = "", ""
    for place, candidate in _one_off(window, known):
        if _sounds_alike(window[place], candidate[place]):
            sounding = sounding or candidate
        elif len(window) >= ENOUGH:
            looking = looking or candidate
    return sounding or looking or (_too_many_or_few(window, known) if len(window) >= ENOUGH else "")


def _one_off(window: str, known: str) -> Iterator[tuple[int, str]]:
    """The known terms that differ from it in one character, with the place of that character."""
    for place in range(len(window)):
        before, after = window[:place], window[place + 1 :]
        for candidate in _holding(before, after, known, gap=1):
            yield place, candidate


def _too_many_or_few(window: str, known: str) -> str:
    for place in range(len(window)):
        without = window[:place] + window[place + 1 :]
        if without in known:
            return without
    for place in range(1, len(window)):
        for candidate in _holding(window[:place], window[place:], known, gap=1):
            return candidate
    return ""


def _holding(before: str, after: str, known: str, *, gap: int) -> Iterator[str]:
    """Where two parts stand with a gap of Chinese characters between. The longer part is looked for: it is rarer."""
    sought, offset = (before, 0) if len(before) >= len(after) else (after, len(before) + gap)
    size = len(before) + gap + len(after)
    at = known.find(sought)
    while at >= 0:
        start = at - offset
        candidate = known[max(start, 0) : start + size]
        is_one = len(candidate) == size and candidate.startswith(before) and candidate.endswith(after)
        if is_one and _CJK.fullmatch(candidate[len(before) : len(before) + gap]):
            yield candidate
        at = known.find(sought, at + 1)


@lru_cache(maxsize=8192)
def _syllables(character: str) -> frozenset[str]:
    return frozenset(_blurred(sound) for sound in syllables(character, others="default"))


def _blurred(sound: str) -> str:
    """Sounds that many speakers do not tell apart: zh/z, ch/c, sh/s, n/l, -ng/-n."""
    folded = re.sub(r"^([zcs])h", r"\1", sound)
    folded = re.sub(r"^l", "n", folded)
    return re.sub(r"ng$", "n", folded)


def _sounds_alike(one: str, other: str) -> bool:
    return not _syllables(one).isdisjoint(_syllables(other))
