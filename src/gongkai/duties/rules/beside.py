"""What may stand beside a state: a body's explanation, readers' urges, and how much of either.

Sources
    个人信息保护法 Arts. 6, 34: nothing is asked of the reader, and what tells readers apart is not kept.
    No instrument sets the numbers: they are ours, wide enough for people and too narrow for machines.
"""

from __future__ import annotations

from datetime import date

from gongkai.duties.rules.refusals import DutyRefused, Refusal

LONGEST_EXPLANATION = 300
MOST_PER_READER = 20  # an hour
MOST_PER_COUNTY = 300  # an hour: beyond it a machine is pressing


def refuse_explaining(*, words: str, state: str, due_on: date | None, on: date) -> None:
    """An explanation needs words, not too many, and a duty that is open past its day."""
    if state != "open" or due_on is None or due_on >= on:
        raise DutyRefused(Refusal.NOT_OVERDUE)
    if not words:
        raise DutyRefused(Refusal.WORDS_MISSING)
    if len(words) > LONGEST_EXPLANATION:
        raise DutyRefused(Refusal.WORDS_TOO_LONG)


def refuse_too_many(*, by_reader: int, by_county: int) -> None:
    """An hour's urges so far, of one reader and of all."""
    if by_reader >= MOST_PER_READER or by_county >= MOST_PER_COUNTY:
        raise DutyRefused(Refusal.TOO_MANY)
