"""Invented persons: numbers that are right by their check character and belong to nobody."""

from __future__ import annotations

from datetime import date

from gongkai.publishing.rules.sensitive.cards import passes_luhn
from gongkai.publishing.rules.sensitive.identity import check_character

ON = date(2026, 11, 28)
DEMO = "991101"  # the demo county, which is nowhere


def id_number(*, division: str = DEMO, born: date = date(1980, 5, 17), sequence: int = 123) -> str:
    front = f"{division}{born:%Y%m%d}{sequence:03d}"
    return front + check_character(front)


def card_number(front: str = "621700123456789012") -> str:
    return next(front + digit for digit in "0123456789" if passes_luhn(front + digit))


ADULT = id_number()
CHILD = id_number(born=date(2015, 3, 9), sequence=7)
CARD = card_number()
MOBILE = "13900001234"
