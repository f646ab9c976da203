"""Is this the telephone of a person? Hotlines and the numbers of offices are not.

Sources
    个人信息保护法 Art. 4: information that concerns a natural person. website_standards.md §6.5: mobile numbers of
    eleven digits, landlines only beside personal context, hotlines are public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.publishing.rules.sensitive import labels
from gongkai.publishing.rules.sensitive.folding import BLANKS, HYPHENS
from gongkai.publishing.rules.sensitive.identity import day
from gongkai.publishing.rules.sensitive.kinds import Finding, Kind, Level
from gongkai.publishing.rules.sensitive.making import make
from gongkai.publishing.rules.sensitive.runs import Span

DIGITS = 11
MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SHAPES = frozenset({(11,), (3, 4, 4), (3, 8), (7, 4), (1,) * 11})
_COUNTRY = re.compile(r"(?:\+|00)?86[ \-]?$")
_ROUND = re.compile(r"0{5,}$")
_WITH_UNIT = re.compile(
    rf"[{BLANKS}]?(?:元|万|亿|千元|平方|立方|吨|公里|千米|米|人次?(?![\u4e00-\u9fff])|字节|千瓦|[kK][Ww]|%|亩|户)"
    r"|\.[0-9]|,[0-9]{3}"
)
_JOINED = frozenset("/._-=&?#:%")
_BESIDE_IDENTITY = re.compile(r"[0-9]{17}[0-9Xx][\-_/.]$")
_CALLED = re.compile(r"(?:tel|phone|mobile|mailto|wx|vx|qq|[0-9]x)[:=+]?$", re.IGNORECASE)
_LANDLINE = re.compile(
    rf"(?:电话|宅电)[：:为是\s]{{0,3}}((?:[(（]?0[0-9]{{2,3}}[)）]?[{HYPHENS}{BLANKS}]?)?[2-9][0-9]{{6,7}})(?![0-9])"
)
_OF_PERSON = re.compile("(?:家庭|住宅|家里|家长|监护人|户主|个人|本人|宅)(?:联系)?(?:电话|宅电)$|宅电$")


def mobile_in(text: str, span: Span, *, alone: bool) -> Finding | None:
    """The mobile number that a span of eleven digits is. `alone`: no other groups stand beside it."""
    if not MOBILE.fullmatch(span.digits) or span.shape not in _SHAPES:
        return None
    before = _COUNTRY.sub("", labels.before(text, span.start))
    is_called = labels.PHONE.search(before) is not None
    if not is_called and (_is_split_by_chance(span, alone=alone) or _is_other(text, span, before)):
        return None
    if not _has_free_edges(text, span, before, is_called=is_called):
        return None
    level = Level.WARN if labels.OFFICIAL_PHONE.search(before) else None
    return make(Kind.MOBILE, text, span.start, span.end, level=level)


def _is_split_by_chance(span: Span, *, alone: bool) -> bool:
    """Neighbouring figures of a table may look like one number in groups."""
    if len(span.shape) == 1:
        return False
    if not alone and not all(gap in HYPHENS for gap in span.gaps):
        return True
    return _is_date(span.digits[3:]) or _is_year(span.digits[7:])


def _is_date(digits: str) -> bool:
    return _is_year(digits[:4]) and day(int(digits[:4]), int(digits[4:6]), int(digits[6:])) is not None


def _is_year(digits: str) -> bool:
    return digits[:2] in ("19", "20")


def _is_other(text: str, span: Span, before: str) -> bool:
    """An amount, a number of something, a decimal."""
    if labels.NUMBERED.search(before) or labels.AMOUNT.search(before) or _ROUND.search(span.digits):
        return True
    return bool(_WITH_UNIT.match(text, span.end))


def _has_free_edges(text: str, span: Span, before: str, *, is_called: bool) -> bool:
    """A letter or a mark of an address that touches the number makes it part of something else."""
    after = text[span.end : span.end + 1]
    if after.isascii() and (after.isalnum() or after == "_"):
        return False
    last, earlier = before[-1:], before[-2:-1]
    if not last or is_called or _CALLED.search(before) or _BESIDE_IDENTITY.search(before):
        return True
    if last.isascii() and last.isalnum():
        return False
    return not (last in _JOINED and earlier.isascii() and earlier.isalnum())


def landlines(text: str) -> Iterator[Finding]:
    """Landlines that a label gives to a person."""
    if "电" not in text:
        return
    for found in _LANDLINE.finditer(text):
        label = text[max(0, found.start() - 6) : found.start() + 2]
        if _OF_PERSON.search(label):
            yield make(Kind.LANDLINE, text, *found.span(1))
