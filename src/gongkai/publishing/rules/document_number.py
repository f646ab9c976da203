"""Is this document number (发文字号) written as the standard wants it, and how would it be?

Sources
    GB/T 9704-2012 §7.2.5: organ's short name, year in hexagonal brackets 〔〕, serial without leading zero and
    without 第, then 号. Decrees and announcements (第N号) have a form of their own.
    law.md M7.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from gongkai.kernel.text import fold_width, without_spaces


class Mending(StrEnum):
    """What was put right; or could not be."""

    BRACKETS = "brackets"
    LEADING_ZERO = "leading_zero"
    ORDINAL = "ordinal"
    CHARACTER = "character"
    UNKNOWN_FORM = "unknown_form"


@dataclass(frozen=True, slots=True)
class Normalised:
    """The number as it should stand, and what was done to it."""

    text: str
    warnings: tuple[Mending, ...] = ()


_STANDARD = re.compile(r"^[\u4e00-\u9fff]+〔(?:19|20)\d{2}〕[1-9]\d*号$")
_DECREE = re.compile(r"^[\u4e00-\u9fff（）()〔〕\d]*第[0-9〇零一二三四五六七八九十百]+号$")
_LOOSE = re.compile(
    r"^(?P<organ>[\u4e00-\u9fff]+?)(?P<character>字)?"
    r"(?P<open>[〔\[(【（［])(?P<year>(?:19|20)\d{2})年?[〕\])】）］](?P<ordinal>第)?(?P<zeros>0*)(?P<serial>[1-9]\d*)号?$"
)


def normalise(text: str) -> Normalised:
    """Write a number as the standard wants it. What has no form we know is kept as it is, with a warning."""
    plain = without_spaces(fold_width(text))
    if not plain or _STANDARD.match(plain):
        return Normalised(plain)
    loose = _LOOSE.match(plain)
    if loose is None:
        return Normalised(plain, () if _DECREE.match(plain) else (Mending.UNKNOWN_FORM,))
    found = {
        Mending.BRACKETS: loose["open"] != "〔",
        Mending.LEADING_ZERO: bool(loose["zeros"]),
        Mending.ORDINAL: bool(loose["ordinal"]),
        Mending.CHARACTER: bool(loose["character"]),
    }
    written = f"{loose['organ']}〔{loose['year']}〕{loose['serial']}号"
    return Normalised(written, tuple(warning for warning, is_so in found.items() if is_so))
