"""A text as words are looked for in it: letters and digits alike, spread words drawn together, every place still known.

A single blank between two characters only spreads a word, as in 通　知. A run of blanks parts columns and a line break
parts paragraphs; over these no word is read.

Sources
    website_standards.md §6.6.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from gongkai.publishing.rules.sensitive.folding import BLANKS
from gongkai.publishing.rules.sensitive.folding import fold as narrow

_HAN = "[\u4e00-\u9fff]"
_SPREAD = re.compile(rf"{_HAN}[{BLANKS}](?={_HAN})")


@dataclass(frozen=True, slots=True)
class Folded:
    """What is searched, and where its characters stood."""

    text: str
    _cuts: tuple[int, ...] = ()  # after so many characters of `text` one more blank was left out

    def place(self, at: int) -> int:
        """Where a character of `text` stood."""
        return at + bisect_right(self._cuts, at)


def fold(text: str) -> Folded:
    """Full-width letters and digits as plain ones, single blanks left out."""
    plain = narrow(text)
    blanks = [found.end() - 1 for found in _SPREAD.finditer(plain)]
    if not blanks:
        return Folded(plain)
    pieces = [plain[start + 1 : stop] for start, stop in zip([-1, *blanks], [*blanks, len(plain)], strict=True)]
    return Folded("".join(pieces), tuple(accumulate(len(piece) for piece in pieces[:-1])))


def key(word: str) -> str:
    """By what two spellings of one word are known to be the same."""
    return fold(word).text
