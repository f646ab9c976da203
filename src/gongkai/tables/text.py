"""What did the typist mean? Widths, scripts and broken words, folded so that cells can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from opencc import OpenCC

_FULL_WIDTH = {c: unicodedata.normalize("NFKC", c) for c in map(chr, range(0xFF01, 0xFF5F))} | {"\u3000": " "}
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")
_REPAIRS = _FULL_WIDTH | _INVISIBLE | {"\u00a0": " "}
# Looking is cheaper than replacing: most cells need no repair.
_BROKEN = re.compile(f"[{re.escape(''.join(_REPAIRS))}]")
_CJK = re.compile(r"[\u4e00-\u9fff]")

# Of the Chinese letters in the first rows; a stray 於 or 著 in a simplified table stays far below it.
TRADITIONAL_SHARE = 0.04
SAMPLE = 400


def repair(text: str) -> str:
    """Fold full-width letters, digits and punctuation; drop invisible characters. 、。《》 and quotes stay."""
    if text.isascii() or not _BROKEN.search(text):
        return text
    return _BROKEN.sub(lambda m: _REPAIRS[m[0]], text)


def compact(text: str) -> str:
    """Drop all white space: words in tables are broken by line breaks and spaces at will."""
    return "".join(text.split())


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=1)
def _traditional() -> re.Pattern[str]:
    """The letters that exist in the traditional script only."""
    letters = [chr(i) for i in range(0x4E00, 0x9FA6)]
    simple = _converter().convert("\n".join(letters)).split("\n")
    return re.compile(f"[{''.join(a for a, b in zip(letters, simple, strict=True) if a != b)}]")


def is_traditional(cells: Iterable[str]) -> bool:
    """Whether these cells are written in the traditional script."""
    sample = "".join(islice(cells, SAMPLE))
    letters = len(_CJK.findall(sample))
    return bool(letters) and len(_traditional().findall(sample)) > TRADITIONAL_SHARE * letters


@lru_cache(maxsize=16384)
def simplify(text: str) -> str:
    """Traditional to simplified script."""
    return str(_converter().convert(text))


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """A header as it can be looked up: repaired, simplified, without white space."""
    return simplify(compact(repair(text))).rstrip(":")
