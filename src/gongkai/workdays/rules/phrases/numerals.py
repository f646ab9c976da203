"""Which number stands here, in digits or in Chinese?"""

from __future__ import annotations

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100}
CHINESE = frozenset(DIGITS) | frozenset(TENS)
ARABIC = frozenset("0123456789")


def read(text: str, start: int) -> tuple[int, int] | None:
    """The number that begins here and where it ends; None if none does, or if it is not well formed."""
    alphabet = ARABIC if text[start] in ARABIC else CHINESE
    end = start
    while end < len(text) and text[end] in alphabet:
        end += 1
    if end == start:
        return None
    word = text[start:end]
    value = int(word) if alphabet is ARABIC else chinese(word)
    return (value, end) if value is not None else None


def chinese(word: str) -> int | None:
    """The value of a Chinese numeral below a thousand; None if it is not one (一三, 十百)."""
    total, digit, last = 0, None, 1000
    for sign in word:
        if sign in TENS:
            if TENS[sign] >= last or digit == 0:
                return None
            total += (1 if digit is None else digit) * TENS[sign]
            digit, last = None, TENS[sign]
        elif digit:
            return None
        else:
            digit = DIGITS[sign]
    return total + (digit or 0)
