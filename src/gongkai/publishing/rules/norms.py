"""How long may a normative document hold, by when is it filed, when is the stock looked through, and is it on trial?

The periods differ from province to province: they are settings (`publishing.*`), these are only the sums.

Sources
    law.md D6: 统一登记, a number beside 发文字号. D7: often five years, on trial one or two; filed in 15 to 30 days.
    law.md D10: the list of documents in force is kept up to date; the stock is looked through periodically.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

_TRIAL = re.compile(r"[（(](?:试行|暂行)[）)]|暂行(?:办法|规定)|试行(?:办法|规定)")
_DAY = re.compile(r"^(\d{2})-(\d{2})$")
SOON_MONTHS: Final = 3


class Fault(StrEnum):
    """What a normative document lacks."""

    REGISTRATION_MISSING = "registration_missing"
    REGISTRATION_TAKEN = "registration_taken"
    PERIOD_MISSING = "period_missing"
    PERIOD_TOO_LONG = "period_too_long"


@dataclass(frozen=True, slots=True)
class Periods:
    """A county's own numbers."""

    years: int
    trial_years: int
    filing_days: int


def is_trial(title: str) -> bool:
    """Whether a document says of itself that it is on trial (试行, 暂行)."""
    return bool(_TRIAL.search(title))


def later(day: date, *, years: int = 0, months: int = 0) -> date:
    """The same day of a later year or month; the last of the month where there is no such day."""
    count = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = divmod(count, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def proposed_expiry(title: str, *, since: date, periods: Periods) -> date:
    """The first day on which a document no longer holds, if it holds as long as the county lets it."""
    return later(since, years=periods.trial_years if is_trial(title) else periods.years)


def filing_due_on(published_on: date, *, periods: Periods) -> date:
    """The last day on which a document is filed in time. The day of publication is not counted."""
    return published_on + timedelta(days=periods.filing_days)


def soon_until(on: date) -> date:
    """What lapses until then lapses soon."""
    return later(on, months=SOON_MONTHS)


def clean_up_begins_on(setting: str, *, year: int) -> date | None:
    """The day of a year on which the stock is looked through, from `11-01`."""
    found = _DAY.match(setting)
    try:
        return date(year, int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None
