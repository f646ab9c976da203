"""A marked-up text with wrong words put right, and nothing else of it touched.

Sources
    website_standards.md §6.6: typo pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from html import escape, unescape

from gongkai.publishing.rules.wording.matching import Hit, Matcher
from gongkai.publishing.rules.wording.words import Word

_TOKEN = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|.""", re.DOTALL)
# Tags inside a line: a word may run over them. Any other tag ends it.
_INLINE = re.compile(r"</?(?:strong|em|a)\b")


def mend_words(
    html: str, words: Iterable[Word], *, on: date, written_on: date | None = None
) -> tuple[str, tuple[Word, ...]]:
    """Put the replacement of each word where it stands wrongly, and tell each; words that need a choice stay."""
    tokens = _TOKEN.findall(html)
    shown = "".join(_seen(token) for token in tokens)
    at = [number for number, token in enumerate(tokens) for _ in _seen(token)]
    matcher = Matcher(word for word in words if word.replacement)
    found = matcher.find(shown, on=on, written_on=written_on)
    for hit in found:
        _replace(tokens, at[hit.start : hit.end], hit)
    return "".join(tokens), tuple(hit.word for hit in found)


def _seen(token: str) -> str:
    """What a reader sees of a token, one character at most for the places to agree."""
    if token.startswith("<") and len(token) > 1:
        return "" if _INLINE.match(token) else "\n"
    return unescape(token)[:1]


def _replace(tokens: list[str], places: list[int], hit: Hit) -> None:
    """Sign for sign where both are as long, so that what is bold stays so; else all of it at the first place."""
    new = hit.word.replacement
    parts = list(new) if len(new) == len(places) else [new, *[""] * (len(places) - 1)]
    for place, part in zip(places, parts, strict=True):
        tokens[place] = escape(part, quote=False)
