"""On which working day of the past year was something formed?

By the shipped calendar; a county's own holidays do not matter to invented texts.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random

from gongkai.workdays.rules import shipped

YEAR = 365
ONE = timedelta(days=1)


@cache
def is_working_day(day: date) -> bool:
    """Whether offices are open."""
    return shipped.calendar().is_working_day(day)


def back(today: date, days: int) -> date:
    """The working day at or before that many days ago, never older than a year."""
    return _settle(today, today - timedelta(days=days))


def latest(today: date, month_day: str) -> date:
    """The working day at or before the latest past occurrence of a day of the year (`03-18`)."""
    month, day = map(int, month_day.split("-"))
    year = today.year if (month, day) < (today.month, today.day) else today.year - 1
    return _settle(today, date(year, month, day))


def scattered(today: date, count: int, rng: Random, *, newest: int = 1, oldest: int = 360) -> list[date]:
    """Working days spread over the year, oldest first, as a hand would scatter them."""
    return sorted(back(today, rng.randint(newest, oldest)) for _ in range(count))


def after(day: date, working_days: int) -> date:
    """The n-th working day after a day; negative counts back."""
    step = ONE if working_days >= 0 else -ONE
    for _ in range(abs(working_days)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def in_words(day: date) -> str:
    """2026年3月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _settle(today: date, day: date) -> date:
    found = day
    while not is_working_day(found):
        found -= ONE
    if found >= today - timedelta(days=YEAR):
        return found
    while not is_working_day(day) or day < today - timedelta(days=YEAR):
        day += ONE
    return day
