"""When is a release what a reader subscribed to, when is a letter due, and how often may anybody ask?

Sources
    国办发〔2019〕54号 §二(四): targeted push of what concerns people.
    个人信息保护法 Arts. 6, 14, 47: no more than is needed, by consent, deleted when consent ends.
    RFC 8058: one-click unsubscribing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

WORD: Final = "word:"
SHORTEST_WORD: Final = 2
LONGEST_WORD: Final = 30
UNCONFIRMED_FOR: Final = timedelta(days=7)
MOST_PER_ASKER: Final = 10  # an hour
MOST_PER_COUNTY: Final = 600  # an hour: beyond it a machine is asking
MOST_LETTERS_TO_CONFIRM: Final = 3  # a day, to one address: nobody is flooded by somebody else
MOST_INTERESTS: Final = 50
FIRST_HOUR: Final = 8
# Whoever types a word for another's address must not make our letter lead to a place of his.
_LEADS_ELSEWHERE: Final = re.compile(r"://|@|[\w-]\.[a-z]{2}")


class TooMany(Exception):
    """Somebody asks too often."""


class NoAddress(Exception):
    """No mail address, or a word that is too short."""


def word_key(word: str) -> str:
    """The key of a keyword."""
    return WORD + folded(word)


def is_word(word: str) -> bool:
    """Whether a folded keyword is long enough, short enough, and no address."""
    return SHORTEST_WORD <= len(word) <= LONGEST_WORD and not _LEADS_ELSEWHERE.search(word)


def folded(text: str) -> str:
    """Widths, case and white space make no difference."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_in(text: str, keys: Iterable[str]) -> set[str]:
    """Of these keys of keywords, those whose word the text holds."""
    written = folded(text)
    return {key for key in keys if key.startswith(WORD) and key.removeprefix(WORD) in written}


def is_letter_due(*, frequency: str, last_on: date | None, on: date) -> bool:
    """Whether what has gathered is sent on this day: each day, or in a week that had no letter yet."""
    if last_on is None:
        return True
    if frequency == "weekly":
        return last_on < on - timedelta(days=on.weekday())
    return last_on < on


def refuse_too_many(*, by_asker: int, by_county: int) -> None:
    """An hour's requests of one reader and of all."""
    if by_asker >= MOST_PER_ASKER or by_county >= MOST_PER_COUNTY:
        raise TooMany


def may_write(*, letters_today: int) -> bool:
    """Whether one more letter to confirm goes to an address. That none goes is not told to who asks: it would say
    whether the address is known."""
    return letters_today < MOST_LETTERS_TO_CONFIRM
