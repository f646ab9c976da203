"""Which runs of digits in a text are numbers of persons?

Sources
    GB 11643-1999: identity numbers, also inside the numbers of disability certificates (残疾人证) and of pupils
    (学籍号).
    企业投资项目核准和备案管理条例 and its online platform: project codes of 24 digits are public.
    GB 32100-2015: credit codes are public.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter

from gongkai.publishing.rules.sensitive import cards, identity, labels, phones
from gongkai.publishing.rules.sensitive.kinds import Finding, Kind
from gongkai.publishing.rules.sensitive.making import make
from gongkai.publishing.rules.sensitive.runs import RUN, Group, Span, broken_by_a_line, groups_of, spans, whole_run

_PROJECT = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}(?![0-9])")
_CREDIT_CODE = re.compile(r"(?:信用代码|纳税人识别号|税号)[^0-9A-Z，,。；;\n]{0,6}$")
_BOXES = re.compile(r"(?<![^\t\n])(?:[0-9]\t){17}[0-9Xx](?![^\t\n])")
_ID_LENGTH, _OLD_LENGTH = 18, 15
_COUNTRY = "86"
# Length of a number → its shape.
_WANTED = dict.fromkeys(cards.LENGTHS, cards.ISSUERS) | {
    phones.DIGITS: phones.MOBILE,
    _OLD_LENGTH: identity.OLD_SHAPE,
    _ID_LENGTH: re.compile(f"{identity.SHAPE.pattern}|{cards.ISSUERS.pattern}"),
}


def numbers(text: str, *, on: date) -> list[Finding]:
    """Identity numbers, mobile numbers and accounts of a folded text, in order."""
    taken = _Taken()
    for run in RUN.finditer(text):
        groups = groups_of(text, run.start(), run.end())
        if len(groups) > 1 and "-" in run[0]:
            groups = _without_projects(text, run.start(), run.end(), groups)
        if groups:
            for findings in _of_groups(text, groups, on=on):
                taken.take(findings)
    taken.take(_across(text, on=on))
    taken.take(_boxes(text, on=on))
    return taken.found


def _of_groups(text: str, groups: list[Group], *, on: date) -> Iterator[Iterable[Finding]]:
    """The surest first: a checked identity number, then a card, then what only looks like a telephone."""
    candidates = spans(text, groups, wanted=_WANTED)
    count = len(groups)
    yield _identities(text, groups, candidates, on=on)
    yield _cards(text, groups, candidates)
    yield _mobiles(text, [span for span in candidates if len(span.digits) == phones.DIGITS], count)
    if count == 1 and len(groups[0].digits) == phones.DIGITS + 2:
        yield _with_country(text, groups[0])


class _Taken:
    """What was found so far, in order; what is part of one number is not part of another."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def take(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            place = bisect_left(self.found, finding.start, key=attrgetter("start"))
            is_free = place == 0 or self.found[place - 1].end <= finding.start
            if is_free and (place == len(self.found) or finding.end <= self.found[place].start):
                self.found.insert(place, finding)


def _without_projects(text: str, start: int, end: int, groups: list[Group]) -> list[Group]:
    codes = [code.span() for code in _PROJECT.finditer(text, start, end)]
    return [group for group in groups if not any(a <= group.start < b for a, b in codes)]


def _identities(text: str, groups: list[Group], candidates: list[Span], *, on: date) -> Iterator[Finding]:
    for group in groups:
        if len(group.digits) > _ID_LENGTH:
            yield from _inside(text, group, on=on)
    for span in candidates:
        if len(span.digits) in (_OLD_LENGTH, _ID_LENGTH):
            kind = _identity_kind(text, span, alone=len(span.shape) == len(groups), on=on)
            if kind is not None:
                yield make(kind, text, span.start, span.end)


def _identity_kind(text: str, span: Span, *, alone: bool, on: date) -> Kind | None:
    if len(span.digits) == _OLD_LENGTH:
        is_old = span.digits.isdigit() and identity.is_old_number(span.digits)
        return Kind.ID15 if is_old and labels.IDENTITY.search(labels.before(text, span.start)) else None
    if not identity.is_plausible(span.digits, on=on):
        return None
    before = labels.before(text, span.start)
    if identity.is_number(span.digits, on=on):
        return None if _CREDIT_CODE.search(before) else Kind.ID18
    is_one = alone and (labels.IDENTITY.search(before) or _has_lost_digits(text, span))
    return Kind.ID18 if is_one else None


def _has_lost_digits(text: str, span: Span) -> bool:
    """Spreadsheets keep 15 digits of a number: the rest of what was an identity number is noise."""
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return not around.strip("\t\n") and span.digits.isdigit() and str(int(float(span.digits))) == span.digits


def _inside(text: str, group: Group, *, on: date) -> Iterator[Finding]:
    """A longer code may hold an identity number anywhere; what is left behind it may be a telephone."""
    place, last = 0, len(group.digits) - _ID_LENGTH
    while place <= last:
        if not identity.is_number(group.digits[place : place + _ID_LENGTH], on=on):
            place += 1
            continue
        start = group.start + place
        yield make(Kind.ID18, text, start, start + _ID_LENGTH)
        place += _ID_LENGTH
        rest = group.digits[place:]
        if phones.MOBILE.fullmatch(rest):
            yield make(Kind.MOBILE, text, group.start + place, group.end)


def _cards(text: str, groups: list[Group], candidates: list[Span]) -> Iterator[Finding]:
    likely = [span for span in candidates if len(span.digits) in cards.LENGTHS and cards.is_card_in(text, span)]
    for span in sorted(likely, key=lambda span: -len(span.digits)):
        yield make(Kind.BANK_CARD, text, span.start, span.end)
    whole = whole_run(text, groups)
    if len(whole.digits) in cards.ACCOUNT_LENGTHS and cards.is_labelled(text, whole):
        yield make(Kind.BANK_CARD, text, whole.start, whole.end)


def _mobiles(text: str, candidates: list[Span], count: int) -> Iterator[Finding]:
    for span in candidates:
        alone = len(span.shape) in (1, count) or _stands_off(text, span)
        finding = phones.mobile_in(text, span, alone=alone)
        if finding is not None:
            yield finding


def _with_country(text: str, group: Group) -> Iterator[Finding]:
    """86 and the number without a gap."""
    if not group.digits.startswith(_COUNTRY):
        return
    if text[group.start - 1 : group.start] == "+" or labels.PHONE.search(labels.before(text, group.start)):
        inner = Span(group.start + 2, group.end, group.digits[2:], (phones.DIGITS,), "")
        yield from filter(None, [phones.mobile_in(text, inner, alone=True)])


def _stands_off(text: str, span: Span) -> bool:
    """Whether the gaps around a span differ from those within: +86 138-1234-5678."""
    outer = text[max(0, span.start - 1) : span.start]
    return outer not in span.gaps or text[max(0, span.start - 3) : span.start - 1] == _COUNTRY


def _across(text: str, *, on: date) -> Iterator[Finding]:
    for start, end, number in broken_by_a_line(text, length=_ID_LENGTH):
        if identity.is_number(number, on=on):
            yield make(Kind.ID18, text, start, end)


def _boxes(text: str, *, on: date) -> Iterator[Finding]:
    """Forms give each character a box of its own."""
    if "\t" not in text:
        return
    for boxes in _BOXES.finditer(text):
        if identity.is_number(boxes[0].replace("\t", ""), on=on):
            yield make(Kind.ID18, text, boxes.start(), boxes.end())
