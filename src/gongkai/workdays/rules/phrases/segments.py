"""Where does one part of a cell end and the next begin?

A cell is cut at ; and 。 and at running numbers (1. 2.); a part may carry a label before its colon; its pieces are
divided by commas; a list of (readings) in brackets is divided at the sign between two of them.

Sources
    catalogues.md §3 rule 3: composite cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_ENDS = re.compile("[;。]")
_BULLET = re.compile(r"^(?:\(?[1-9一二三四五六七八九十]\)|[①-⑩]|[一二三四五六七八九十]、|[1-9][.、](?!\d))")
_NUMBERED = re.compile(r"(?<![\d.])([1-9])[.、](?!\d)")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_LISTED = re.compile(r"(?<=\))[、/,]")
_HEADS = ("提前", "按", "每", "不少于")
_LABELS = frozenset({"公开时限", "时限", "公开期限", "期限", "公开时间"})


def segments(text: str) -> Iterator[str]:
    """The parts of a cell, without their bullets."""
    for part in _ENDS.split(text):
        for piece in _at_numbers(part):
            bare = _BULLET.sub("", piece).strip(",、")
            if bare:
                yield bare


def labelled(segment: str) -> tuple[str | None, str]:
    """What stands before the colon, and the rest. 公开时限: is no label but the name of the column."""
    label, colon, rest = segment.partition(":")
    if not colon:
        return None, segment
    return (None if label in _LABELS else label), rest


def without_brackets(text: str, is_dropped: Callable[[str], bool]) -> tuple[str, bool]:
    """The text without the brackets for which the question is answered with yes, and whether there were any."""
    dropped = [match for match in _BRACKETED.finditer(text) if is_dropped(match[1])]
    for match in reversed(dropped):
        text = text[: match.start()] + text[match.end() :]
    return text, bool(dropped)


def listed(segment: str) -> list[tuple[str, str]]:
    """The (limit, part) pairs of a list such as 按季(企业)、半年(个体); empty if it is not one."""
    pairs: list[tuple[str, str]] = []
    for item in _LISTED.split(segment):
        bracket = _BRACKETED.search(item)
        if bracket is None:
            return []
        limit = item[: bracket.start()] + item[bracket.end() :]
        head = next((head for head in _HEADS if pairs and pairs[0][0].startswith(head)), "")
        pairs.append((head + limit if _starts_with_amount(limit) else limit, bracket[1]))
    return pairs


def _starts_with_amount(text: str) -> bool:
    return text[:1] in set("0123456789一二两三四五六七八九十半年季月周")


def _at_numbers(text: str) -> Iterator[str]:
    """Cut before 1. 2. 3., where they run on from one."""
    start, expected = 0, 1
    for match in _NUMBERED.finditer(text):
        if int(match[1]) != expected:
            continue
        if match.start() > start:
            yield text[start : match.start()]
        start, expected = match.start(), expected + 1
    yield text[start:]
