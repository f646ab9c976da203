"""Chinese text as it is typed, folded to what it means: widths, spaces, sort keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache, partial

# Place names whose everyday reading the dictionary gets wrong.
_READINGS = {"长寿": [["cháng"], ["shòu"]], "长寿区": [["cháng"], ["shòu"], ["qū"]]}

_HALF_WIDTH = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(ord("！"), ord("～") + 1), 0x3000)}
_SPACES = re.compile(r"\s+")
_BREAKS = re.compile(r"[\v\f]")
_FORBIDDEN_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Drop what XML 1.0 (§2.2, Char) forbids: pasted from an office program, one such character breaks a whole feed.

    Line and page breaks of office programs (\\v, \\f) become line breaks, so that no words run together.
    """
    return _FORBIDDEN_IN_XML.sub("", _BREAKS.sub("\n", text))


def fold_width(text: str) -> str:
    """Full-width letters, digits and punctuation to half-width; CJK punctuation is left alone."""
    return text.translate(_HALF_WIDTH)


def squeeze(text: str) -> str:
    """Trim, and turn every run of white space into one space."""
    return _SPACES.sub(" ", text).strip()


def without_spaces(text: str) -> str:
    """Drop all white space: names in official tables are broken by line breaks at will."""
    return _SPACES.sub("", text)


@lru_cache(maxsize=65536)
def pinyin_key(text: str) -> str:
    """A key by which both database engines sort Chinese alike: toneless pinyin, ASCII, lower case."""
    return " ".join(syllables(text, others="default")).lower()[:200]


def syllables(text: str, *, others: str = "ignore") -> list[str]:
    """How a text is read, without tones; `others` says what becomes of what is not Chinese, in pypinyin's words."""
    found: list[str] = _reading()(text, errors=others)
    return found


@cache
def _reading() -> Callable[..., list[str]]:
    """The dictionary is large, and most processes never read a new name aloud: it is opened when first asked."""
    from pypinyin import Style, lazy_pinyin, load_phrases_dict

    load_phrases_dict(_READINGS)
    return partial(lazy_pinyin, style=Style.NORMAL)
