"""Which characters mean the same? Folded one for one, so that every place stays where it was.

Sources
    website_standards.md §6.5: full-width digits, blanks and hyphens between the digits.
"""

from __future__ import annotations

import re

BLANKS = " \u00a0\u2002\u2003\u2007\u2009\u3000\u200b\u200c\u200d\u2060\ufeff"
HYPHENS = "\\-‐‑‒–—―－"
GAPS = BLANKS + HYPHENS + ".·"

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ＊]+")
_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_NARROW[ord("＊")] = ord("*")


def fold(text: str) -> str:
    """Full-width digits, letters and asterisks as plain ones; punctuation stays."""
    return text if text.isascii() else _WIDE.sub(lambda found: found[0].translate(_NARROW), text)


def line_before(text: str, place: int, width: int) -> str:
    """What stands before a place, in its line, at most `width` characters."""
    piece = text[max(0, place - width) : place]
    return piece[piece.rfind("\n") + 1 :]


def line_after(text: str, place: int, width: int) -> str:
    """What stands after a place, in its line, at most `width` characters."""
    piece = text[place : place + width]
    end = piece.find("\n")
    return piece if end < 0 else piece[:end]
