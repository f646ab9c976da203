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

_GAP = r"[^0-9A-Za-z\n，,。；;]{0,12}"
_NUMBERS = (
    ("护照", re.compile(rf"护照{_GAP}([A-Za-z]{{1,2}}[0-9]{{6,9}})(?![0-9])")),
    (
        "通行证",
        re.compile(
            rf"通行证{_GAP}([A-Za-z]{{1,2}}[0-9]{{7,10}}|(?!(?:19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])[0-3][0-9](?![0-9]))[0-9]{{8,10}})(?![0-9])"
        ),
    ),
    ("证", re.compile(rf"(?:台胞证|回乡证){_GAP}([A-Za-z]?[0-9]{{8,11}})(?![0-9])")),
    ("居留", re.compile(rf"居留{_GAP}([A-Za-z]{{3}}[0-9]{{12}})(?![0-9])")),
    ("证", re.compile(rf"(?:军官证|士兵证|警官证|军人证|文职干部证){_GAP}([0-9]{{6,9}})(?![0-9])")),
)


def permits(text: str) -> Iterator[Finding]:
    """Numbers that stand right behind the name of a document."""
    for word, pattern in _NUMBERS:
        if word in text:
            for found in pattern.finditer(text):
                yield make(Kind.PASSPORT, text, *found.span(1))
