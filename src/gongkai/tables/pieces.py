"""A cell that lists several things: which are they?

By numbers or bullets, else by lines, else by semicolons, else by 、 outside brackets. A comma never splits.

Sources
    catalogues.md §2.5 and the reading rules of the test tables.
"""

from __future__ import annotations

import re
from typing import Final

from gongkai.tables.text import compact

# These begin an element wherever they stand; the others only at the beginning of a word.
_STRONG: Final = "●○〇◆◇▲▪•◎★☆►➢"
_WEAK: Final = "■□△·✓√"

_NUMBER = re.compile(
    r"(?:(?<![\d.(])(?P<plain>\d{1,2})(?:[、)]|\.(?!\d))"
    r"|\((?P<round>\d{1,2})\)"
    r"|(?P<ring>[①-⑳])"
    r"|\((?P<han>[一二三四五六七八九十]{1,3})\)|(?<![\u4e00-\u9fff])(?P<bare>[一二三四五六七八九十]{1,3})、)"
)
_HAN: Final = {name: n for n, name in enumerate("一 二 三 四 五 六 七 八 九 十".split(), start=1)} | {
    f"十{name}": n for n, name in enumerate("一 二 三 四 五 六 七 八 九".split(), start=11)
}
_SPLIT_STRONG = re.compile(f"[{_STRONG}]")
_SPLIT_WEAK = re.compile(rf"(?:^|(?<=[\s;。]))[{_WEAK}]")
_OPENING, _CLOSING = "(<《“‘【[", ")>》”’】]"
_TRIM: Final = " \t\n;,。、"


def pieces(text: str) -> tuple[str, ...]:
    """The things a repaired text lists."""
    for split in (_by_bullets, by_numbers, _by_lines, _by_semicolons):
        found = split(text)
        if len(found) > 1:
            return _tidy(found)
    return _tidy(outside_brackets(text, "、"))


def _tidy(found: list[str]) -> tuple[str, ...]:
    return tuple([piece for part in found if (piece := compact(part).strip(_TRIM))])


def _by_bullets(text: str) -> list[str]:
    """Before the first bullet there is nothing: an empty piece, so that a single bullet counts as well."""
    text = text.lstrip()
    first = text[:1]
    if not first or first not in _STRONG + _WEAK:
        return []
    return (_SPLIT_STRONG if first in _STRONG else _SPLIT_WEAK).split(text)


def by_numbers(text: str) -> list[str]:
    """Pieces by numbers that count up from 1 in one style; what stands before the first is a piece as well."""
    if not _NUMBER.search(text):
        return []
    for style in ("plain", "round", "ring", "han", "bare"):
        marks = _counting([m for m in _NUMBER.finditer(text) if m[style]], style)
        if len(marks) > 1 or (marks and not text[: marks[0].start()].strip()):
            ends = [mark.start() for mark in marks[1:]] + [len(text)]
            return [text[: marks[0].start()], *(text[m.end() : end] for m, end in zip(marks, ends, strict=True))]
    return []


def _counting(marks: list[re.Match[str]], style: str) -> list[re.Match[str]]:
    """Those that continue the count: 1, 2, 3 …; a number inside a sentence does not."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        if _value(mark[style]) == len(kept) + 1:
            kept.append(mark)
    return kept


def _value(number: str) -> int:
    if number.isdigit() and number.isascii():
        return int(number)
    return _HAN.get(number) or ord(number[0]) - ord("①") + 1


def _by_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _by_semicolons(text: str) -> list[str]:
    return [part for part in outside_brackets(text, ";") if part.strip(_TRIM)]


def outside_brackets(text: str, marks: str) -> list[str]:
    """Split at any of these marks, but not inside brackets or quotes."""
    if not any(mark in text for mark in marks):
        return [text]
    parts, depth, start = [], 0, 0
    for i, letter in enumerate(text):
        if letter in _OPENING:
            depth += 1
        elif letter in _CLOSING:
            depth = max(0, depth - 1)
        elif letter in marks and not depth:
            parts.append(text[start:i])
            start = i + 1
    return [*parts, text[start:]]
