"""Is this an identity number, and how old is who bears it?

Sources
    GB 11643-1999: six digits of division, eight of the birth date, three of sequence, a check character (ISO 7064,
    MOD 11-2, weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2). Older numbers have 15 digits: year of two, no check.
    未成年人保护法 Art. 2: a minor is a citizen who is not yet eighteen.
"""

from __future__ import annotations

import re
from datetime import date
from operator import mul

ADULT = 18
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
# Provinces of GB/T 2260, residence permits of Hong Kong, Macao and Taiwan people (81-83), demo counties (99).
_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|99"
_MONTH_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
SHAPE = re.compile(rf"(?:{_PROVINCES})[0-9]{{4}}(?:18|19|20)[0-9]{{2}}{_MONTH_DAY}[0-9]{{3}}[0-9Xx]")
OLD_SHAPE = re.compile(rf"(?:{_PROVINCES})[0-9]{{4}}[0-9]{{2}}{_MONTH_DAY}[0-9]{{3}}")
_EARLIEST = 1880


def check_character(front: str) -> str:
    """The last character that the first seventeen digits ask for."""
    return CHECKS[sum(map(mul, WEIGHTS, map(int, front))) % 11]


def is_plausible(number: str, *, on: date) -> bool:
    """Whether 18 characters have the shape, a known province and a birth date that can be."""
    return SHAPE.fullmatch(number) is not None and born_on(number, on=on) is not None


def is_number(number: str, *, on: date) -> bool:
    """Whether 18 characters are an identity number, check character included."""
    return (
        SHAPE.fullmatch(number) is not None
        and check_character(number[:17]) == number[17].upper()
        and born_on(number, on=on) is not None
    )


def is_old_number(number: str) -> bool:
    """Whether 15 digits can be a number of the first generation."""
    return OLD_SHAPE.fullmatch(number) is not None and day(1900 + int(number[6:8]), *_two(number[8:12])) is not None


def born_on(number: str, *, on: date) -> date | None:
    """The birth date in 18 characters, if there is such a day and it is not to come."""
    born = day(int(number[6:10]), *_two(number[10:14]))
    return born if born is not None and born.year >= _EARLIEST and born <= on else None


def is_minor(born: date, *, on: date) -> bool:
    """Whether someone is not yet eighteen on a day."""
    return born <= on and on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < ADULT


def day(year: int, month: int, number: int) -> date | None:
    """A day of the calendar, if there is one."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _two(digits: str) -> tuple[int, int]:
    return int(digits[:2]), int(digits[2:])
