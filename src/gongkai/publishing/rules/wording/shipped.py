"""The lexicon that comes with Gongkai: small and neutral, read from the package, no database needed.

Typos, names of organs before the reforms of 2018 and 2023, and what forms leave to be filled in. Nothing in it is
about persons or politics: such words are for the county, from a list it answers for. Rows that were written from
memory say that they are unconfirmed.

Sources
    website_standards.md §6.6.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from gongkai.publishing.rules.wording.matching import Matcher
from gongkai.publishing.rules.wording.rows import HEADERS, read_row
from gongkai.publishing.rules.wording.words import Word

NAME = "随附词库"
FILE = Path(__file__).resolve().parent.parent.parent / "data" / "words.csv"
_COLUMNS = {names[0]: column for column, names in HEADERS.items()}


@lru_cache(maxsize=1)
def words() -> tuple[Word, ...]:
    """All of it."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [read_row({_COLUMNS[name]: text for name, text in row.items()}) for row in csv.DictReader(file)]
    return tuple(word for word, _faults in rows if word is not None)


@lru_cache(maxsize=1)
def matcher() -> Matcher:
    """Made once in a process."""
    return Matcher(words())
