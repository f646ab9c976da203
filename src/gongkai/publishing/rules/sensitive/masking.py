"""How much of a sensitive thing may be shown? Enough to find it again, too little to use it.

Sources
    website_standards.md §6.1 and §6.2, the masking rule of a county office: of an ID number two characters and
    three, of a phone three and four, of an account the last four, of an address the village or street.
"""

from __future__ import annotations

import re

from gongkai.publishing.rules.sensitive.folding import BLANKS, fold
from gongkai.publishing.rules.sensitive.kinds import Kind

_FILLERS = re.compile(rf"[{BLANKS}\t\n\-‐‑‒–—―－.·'’]+")
_PLACE = re.compile(r"^(.*?(?:[镇乡]|街道|村|社区|路|街|巷|小区|苑|园))")
_SHOWN: dict[Kind, tuple[int, int]] = {
    Kind.ID18: (2, 3),
    Kind.ID15: (2, 3),
    Kind.PASSPORT: (1, 2),
    Kind.MOBILE: (3, 4),
    Kind.LANDLINE: (0, 2),
    Kind.BANK_CARD: (0, 4),
    Kind.PLATE: (2, 1),
    Kind.MINOR: (1, 0),
    Kind.HEALTH: (1, 0),
}
_MOST_STARS = 16
_LONGEST_PLACE = 6


def masked(kind: Kind, written: str) -> str:
    """What may be shown of what is written."""
    plain = _FILLERS.sub("", fold(written))
    if kind is Kind.SECRECY:
        return plain[:20]
    if kind is Kind.ADDRESS:
        return _masked_place(plain)
    first, last = _SHOWN.get(kind, (0, 0))
    if len(plain) <= first + last:
        first, last = min(first, 1), 0
    hidden = max(1, len(plain) - first - last)
    return plain[:first] + "*" * min(hidden, _MOST_STARS) + (plain[-last:] if last else "")


def _masked_place(plain: str) -> str:
    """Down to the township or street, and no more than a few characters of it."""
    known = _PLACE.match(plain)
    return (known[1][:_LONGEST_PLACE] if known else plain[:2]) + "***"
