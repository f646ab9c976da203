"""Is every bracket and quotation mark closed, and every title whole?

A line is read by itself; what it leaves open may be closed within the next few, for files break their lines at will.
Round and square brackets after a number or letter at the head of a line only number it: 1） or （一 ）are no slips.

Sources
    website_standards.md §6.6. GB/T 15834-2011 §4.8, §4.9, §4.15: marks that go in pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.publishing.rules.references.slips import Kind, Slip

_PAIRS = ("《》", "〈〉", "（）", "【】", "〔〕", "「」", "『』", "“”")
_CLOSES = {pair[1]: pair[0] for pair in _PAIRS} | {")": "（"}
_OPENS = {pair[0]: pair[0] for pair in _PAIRS} | {"(": "（"}
_MARK = re.compile("[" + re.escape("".join([*_CLOSES, *_OPENS])) + "]")
_NUMBERING = re.compile(
    r"(?:^|[\s，。；：、,;:。|])[（(]?(?:[0-9０-９]{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,4}|[①-⑳])$"
)
_NUMBERS = re.compile("[0-9０-９A-Za-z]")
_REACH = 3  # lines
_LONGEST_NUMBER = 6
_AROUND = 8  # characters shown on each side


def brackets(text: str) -> Iterator[Slip]:
    """Marks whose other half is missing."""
    for at, mark in sorted(_left_alone(text)):
        kind = Kind.TITLE_BROKEN if mark in "《〈" else Kind.UNMATCHED
        yield Slip(at, at + 1, kind, _around(text, at))


def _left_alone(text: str) -> list[tuple[int, str]]:
    """Places of marks that find no other half, with the opening mark of their pair."""
    opened: dict[str, list[int]] = {}
    alone = []
    for found in _MARK.finditer(text):
        sign, at = found[0], found.start()
        if sign in _OPENS:
            opened.setdefault(_OPENS[sign], []).append(at)
        elif not _closes(opened.get(mark := _CLOSES[sign]), text, at) and not _numbers(text, at, mark):
            alone.append((at, mark))
    return alone + [(at, mark) for mark, places in opened.items() for at in places]


def _closes(opened: list[int] | None, text: str, at: int) -> bool:
    """Whether a mark closes the last one that was opened, if that is not too far above."""
    if not opened or text.count("\n", opened[-1], at) > _REACH:
        return False
    opened.pop()
    return True


def _numbers(text: str, at: int, mark: str) -> bool:
    """Whether a closing bracket only follows a number at the head of something."""
    line = text[max(0, at - _LONGEST_NUMBER) : at]
    return mark == "（" and _NUMBERING.search(line[line.rfind("\n") + 1 :]) is not None


def _around(text: str, at: int) -> str:
    """Enough to find it again; of numbers, which may be anybody's, nothing."""
    piece = text[max(0, at - _AROUND) : at + 1 + _AROUND]
    return " ".join(_NUMBERS.sub("*", piece).split())
