"""Does another channel say the same as what was released?

Layout differs from channel to channel, so only what is written counts: widths folded, white space left out.

Sources
    国办发〔2018〕123号: new media say what the site says.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from difflib import SequenceMatcher
from html import unescape
from typing import Final

AROUND: Final = 12
LONGEST: Final = 20_000  # of each text
ALIGNED: Final = 1000  # longer texts are compared place by place: aligning is quadratic, and they may be anybody's
_TAGS = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def core(text: str) -> str:
    """What is written, without layout."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def text_of_html(html: str) -> str:
    """The words of a page; for comparing only."""
    return unescape(_TAGS.sub(" ", html))


def digest(text: str) -> str:
    """The digest of what is written; empty for nothing."""
    written = core(text)
    return hashlib.sha256(written.encode()).hexdigest() if written else ""


def first_difference(expected: str, found: str) -> str:
    """Where the two begin to differ, in a few words of each: `…应有 → …实有`; empty where they say the same.

    What stands around the text there (a heading, a footer, "read the original") is no difference.
    """
    ours, theirs = core(expected), core(found)
    if not ours or ours in theirs:
        return ""
    at = _first_unlike(ours[:LONGEST], theirs[:LONGEST])
    start = max(0, at[0] - AROUND)
    begin = max(0, at[1] - AROUND)
    return f"{ours[start : at[0] + AROUND]} → {theirs[begin : at[1] + AROUND]}"[:300]


def _first_unlike(ours: str, theirs: str) -> tuple[int, int]:
    """Where ours stops being theirs, in both."""
    offset = max(theirs.find(ours[: 2 * AROUND]), 0)
    theirs = theirs[offset : offset + 2 * len(ours)]
    if len(ours) > ALIGNED:
        same = next(
            (i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs))
        )
        return same, offset + same
    match = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, i, _end, j, _last in match.get_opcodes():
        if tag in ("replace", "delete"):
            return i, offset + j
    return 0, 0  # pragma: no cover - the caller has seen that they differ
