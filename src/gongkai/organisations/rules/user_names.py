"""Which user names may be had, and what to propose instead of one that may not?

User names are one for the whole platform, so a county that asks for one may meet another county's. What it is told
must be the same whether a name is somebody's or malformed, and a proposal must not tell of other names either: it
ends with the county's own code.

Sources
    GB/T 22239-2019 §8.1.4: each person has an account of her own; what one tenant learns of another's is nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

LONGEST = 150
_CHARACTERS = re.compile(r"[\w.@+-]+")
_ROOM_FOR_ENDING = 40


def is_well_formed(name: str) -> bool:
    """Letters, digits and @ . + - _, as many as the column holds; none that only looks like another, as Ａ like A."""
    return len(name) <= LONGEST and _CHARACTERS.fullmatch(name) is not None and _plain(name) == name


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def proposals(name: str, *, ending: str) -> Iterator[str]:
    """Names to try instead, without end."""
    stem = "".join(_CHARACTERS.findall(_plain(name)))[: LONGEST - _ROOM_FOR_ENDING]
    if not is_well_formed(stem):
        stem = "user"
    yield f"{stem}-{ending}"
    for number in count(2):
        yield f"{stem}-{ending}-{number}"
