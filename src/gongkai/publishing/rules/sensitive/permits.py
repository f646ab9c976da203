"""Passports, permits of Hong Kong, Macao and Taiwan people, certificates of soldiers: by the word that names them.

Sources
    护照法 Art. 7: a passport carries a number. 出境入境管理法: permits for travel and residence.
    website_standards.md §6.5: only with context words, the numbers alone look like many others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.publishing.rules.sensitive.kinds import Finding, Kind
from gongkai.publishing.rules.sensitive.making import make

_GAP = r"(?:[^0-9A-Za-z\n，,。；;]|[Nn][Oo]\.?){0,12}"
_DATE = "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9](?![0-9])"
_LETTERED, _PLAIN = "[A-Za-z]{1,2}[0-9]{6,9}", f"(?!{_DATE})[0-9]{{8,10}}"
_OF_SERVICE = "[0-9]{6,9}"
# The name of a document → what its numbers look like.
_SHAPES = (
    ("护照", _LETTERED),
    ("assport", _LETTERED),
    ("通行证", "[A-Za-z]{1,2}[0-9]{8,10}"),
    ("大陆通行证", _PLAIN),
    ("内地通行证", _PLAIN),
    ("台胞证", "[A-Za-z]?[0-9]{8,11}"),
    ("回乡证", "[A-Za-z]?[0-9]{8,11}"),
    ("居留", "[A-Za-z]{3}[0-9]{12}"),
    ("军官证", _OF_SERVICE),
    ("士兵证", _OF_SERVICE),
    ("警官证", _OF_SERVICE),
    ("军人证", _OF_SERVICE),
)
_NUMBERS = tuple((name, re.compile(f"{name}{_GAP}({shape})(?![0-9])")) for name, shape in _SHAPES)


def permits(text: str) -> Iterator[Finding]:
    """Numbers that stand right behind the name of a document."""
    for word, pattern in _NUMBERS:
        if word in text:
            for found in pattern.finditer(text):
                yield make(Kind.PASSPORT, text, *found.span(1))
