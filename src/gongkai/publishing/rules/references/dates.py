"""Do the days that a text names exist, and do they fall on the weekdays that it gives?

Sources
    website_standards.md §6.6. GB/T 15835-2011: how dates are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.publishing.rules.references.slips import Kind, Slip
from gongkai.publishing.rules.sensitive.folding import fold

_TAIL = re.compile(
    r"月(?P<day>[0-9]{1,2})日(?:[（(，,]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])(?![一二三四五六日至到、]))?"
)
_HEAD = re.compile(r"(?<![0-9])(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})$")
_LONGEST_HEAD = 8
_DASHED_TAIL = re.compile(r"-(?P<day>29|30|31)(?![0-9\-./])")
_DASHED_HEAD = re.compile(r"(?<![0-9\-./])(?P<year>(?:19|20)[0-9]{2})-(?P<month>0?[1-9]|1[0-2])$")
_LUNAR = re.compile(r"(?:农历|阴历|旧历|夏历)[^。；\n]{0,8}$")
_WEEKDAYS = "一二三四五六日"
_LUNAR_REACH = 12
_LEAP_YEAR = 2024  # a day without its year may be of any


def dates(text: str) -> Iterator[Slip]:
    """Days that no calendar has, and weekdays that are of another day."""
    folded = fold(text)
    yield from _written(folded)
    for tail in _DASHED_TAIL.finditer(folded):
        head = _DASHED_HEAD.search(folded, max(0, tail.start() - _LONGEST_HEAD), tail.start())
        if head and _day(head["year"], head["month"], tail["day"]) is None:
            yield Slip(head.start(), tail.end(), Kind.NO_SUCH_DAY, folded[head.start() : tail.end()])


def _written(text: str) -> Iterator[Slip]:
    for tail in _TAIL.finditer(text):
        head = _HEAD.search(text, max(0, tail.start() - _LONGEST_HEAD), tail.start())
        if head is None:
            continue
        day = _day(head["year"], head["month"], tail["day"])
        start, end = head.start(), tail.end("day") + 1
        if day is None:
            if not _LUNAR.search(text, max(0, start - _LUNAR_REACH), start):
                yield Slip(start, end, Kind.NO_SUCH_DAY, text[start:end])
        elif head["year"] and tail["weekday"] and tail["weekday"].replace("天", "日") != _WEEKDAYS[day.weekday()]:
            yield Slip(start, tail.end(), Kind.WEEKDAY, text[start : tail.end()], f"星期{_WEEKDAYS[day.weekday()]}")


def _day(year: str | None, month: str, day: str) -> date | None:
    try:
        return date(int(year or _LEAP_YEAR), int(month), int(day))
    except ValueError:
        return None
