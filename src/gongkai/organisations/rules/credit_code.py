"""Is this a real unified social credit code (统一社会信用代码), and what would one be for an invented body?

Sources
    GB 32100-2015: 18 characters: registering authority, kind, 6 digits of division, 9 of the organisation code, and a
    check character over weights 3^i mod 31. The check is (31 - sum mod 31) mod 31: without the second `mod` a sum
    that 31 divides would point past the end of the alphabet.
    GB 11714-1997: the organisation code and its check character, weights 3 7 9 10 5 8 4 2 mod 11.
"""

from __future__ import annotations

import re
from enum import StrEnum

from gongkai.kernel.text import fold_width, without_spaces

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I O S V Z
LENGTH = 18
GOVERNMENT = "11"  # registered by the staffing authority (机构编制), a state organ (机关)

_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SHAPE = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")
_ORGANISATION_SHAPE = re.compile(r"[0-9A-Z]{8}[0-9X]")


class Fault(StrEnum):
    """Why a code cannot be right, the coarsest reason first."""

    LENGTH = "length"
    CHARACTERS = "characters"
    ORGANISATION_CHECK = "organisation_check"
    CHECK = "check"


def normalise(code: str) -> str:
    """A code as typed: full width folded, spaces and hyphens gone, letters upper-case."""
    return without_spaces(fold_width(code)).replace("-", "").upper()


def fault_in(code: str) -> Fault | None:
    """What is wrong with a unified social credit code, or None. Expects it normalised."""
    if len(code) != LENGTH:
        return Fault.LENGTH
    if not _SHAPE.fullmatch(code):
        return Fault.CHARACTERS
    if not is_organisation_code(code[8:17]):
        return Fault.ORGANISATION_CHECK
    return None if check_character(code[:17]) == code[17] else Fault.CHECK


def is_valid(code: str) -> bool:
    """The boolean of `fault_in`."""
    return fault_in(code) is None


def is_organisation_code(code: str) -> bool:
    """Whether nine characters are an organisation code whose last one checks the others."""
    return bool(_ORGANISATION_SHAPE.fullmatch(code)) and organisation_check_character(code[:8]) == code[8]


def check_character(first_17: str) -> str:
    """The 18th character that belongs to the first 17."""
    total = sum(ALPHABET.index(c) * weight for c, weight in zip(first_17, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def organisation_check_character(first_8: str) -> str:
    """The ninth character of an organisation code."""
    total = sum(_ORGANISATION_ALPHABET.index(c) * w for c, w in zip(first_8, _ORGANISATION_WEIGHTS, strict=True))
    remainder = (11 - total % 11) % 11
    return "X" if remainder == 10 else str(remainder)


def make(*, division: str, organisation: str, registered_as: str = GOVERNMENT) -> str:
    """A code for an invented body: six digits of division, eight characters of our choice, the checks worked out."""
    first_17 = registered_as + division + organisation + organisation_check_character(organisation)
    return first_17 + check_character(first_17)
