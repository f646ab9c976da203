"""Does this text name a child, or say when it was born?

Sources
    未成年人保护法 Arts. 2, 4, 103: under eighteen; their privacy is specially protected, their names are not made
    public.
    个人信息保护法 Art. 28: information on children under fourteen is sensitive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.publishing.rules.sensitive import identity
from gongkai.publishing.rules.sensitive.folding import line_before
from gongkai.publishing.rules.sensitive.kinds import Finding, Kind
from gongkai.publishing.rules.sensitive.making import make
from gongkai.publishing.rules.sensitive.people import BEFORE_NAME, NAME, is_name

_CHILD = "(?:学生|幼儿|儿童|孤儿|婴儿|婴幼儿|新生儿|患儿|学童|男童|女童|未成年人|被监护人|孩子)"
_LABELLED = re.compile(rf"{_CHILD}(?:的)?(?:姓名|名字)[：:为是\s]{{1,3}}(?P<name>{NAME})(?![\u4e00-\u9fff])")
_WITH_AGE = re.compile(
    rf"{_CHILD}[：:\s]?(?P<name>{NAME})(?=[，,（(\s]{{1,2}}(?:男|女|1?[0-9]岁|[0-9]{{4}}年|[0-9]{{4}}[-./]))"
)
_DATE = r"(?P<year>(?:19|20)[0-9]{2})[年./-](?P<month>[01]?[0-9])(?:[月./-](?P<day>[0-3]?[0-9])?日?|(?![0-9]))"
_BORN_LABEL = re.compile(
    rf"(?:出生日期|出生年月日?|出生时间|生日)[：:为是\s]{{0,3}}{_DATE}(?!.{{0,3}}(?:至|之后|以后|之前|以前|之间|[-—]))"
)
_BORN = re.compile(rf"{_DATE}(?:出生|生)(?=[，,。；;）)、\s]|$)")
_AGE = re.compile("岁(?!以)")
_BEFORE_AGE = re.compile(
    rf"{BEFORE_NAME}(?P<name>{NAME})[，,（(、\s]{{1,2}}(?:[男女][，,、\s]{{1,2}})?(?:现年|年仅|今年)?"
    "(?P<age>[0-9]{1,2})周?$"
)
_NAMED = re.compile(rf"{BEFORE_NAME}(?P<name>{NAME})(?:同学)?[，,（(\s]{{1,2}}(?:[男女][，,、\s])?[^，,。；;]{{0,6}}$")


def minors(text: str, *, on: date) -> Iterator[Finding]:
    """Names of children and their birth dates; those that an identity number tells are added by `of_numbers`."""
    named = {*_named(text), *_aged(text)}
    for place in sorted(named):
        yield make(Kind.MINOR, text, *place)
    if "生" in text:
        yield from _births(text, on=on)


def _named(text: str) -> Iterator[tuple[int, int]]:
    """Names behind a word for a child."""
    if "童" in text or "生" in text or "儿" in text or "人" in text or "孩" in text:
        for pattern in (_LABELLED, _WITH_AGE):
            yield from (found.span("name") for found in pattern.finditer(text) if is_name(found["name"]))


def _aged(text: str) -> Iterator[tuple[int, int]]:
    """Names before an age."""
    if "岁" not in text:
        return
    for age in _AGE.finditer(text):
        before = line_before(text, age.start(), 20)
        named = _BEFORE_AGE.search(before)
        if named and is_name(named["name"]) and int(named["age"]) < identity.ADULT:
            start = age.start() - len(before) + named.start("name")
            yield start, start + len(named["name"])


def _births(text: str, *, on: date) -> Iterator[Finding]:
    for found in _BORN_LABEL.finditer(text):
        if is_minors_birth(found, on=on):
            yield make(Kind.MINOR, text, found.start("year"), found.end())
    for found in _BORN.finditer(text):
        named = _NAMED.search(line_before(text, found.start(), 28))
        if named and is_name(named["name"]) and is_minors_birth(found, on=on):
            yield make(Kind.MINOR, text, found.start("year"), found.end())


BIRTH = re.compile(_DATE + r"|(?P<solid>(?:19|20)[0-9]{2}[01][0-9](?:[0-3][0-9])?)(?![0-9])")


def is_minors_birth(found: re.Match[str], *, on: date) -> bool:
    """Whether a written birth date, to the day or to the month, is that of someone under eighteen."""
    parts = found.groupdict()
    if solid := parts.get("solid"):
        parts = {"year": solid[:4], "month": solid[4:6], "day": solid[6:]}
    born = identity.day(int(parts["year"]), int(parts["month"]), int(parts["day"] or 1))
    return born is not None and identity.is_minor(born, on=on)


def of_numbers(found: list[Finding], text: str, *, on: date) -> Iterator[Finding]:
    """Every identity number of someone under eighteen, said once more as that."""
    for finding in found:
        if finding.kind is Kind.ID18:
            number = "".join(filter(str.isalnum, text[finding.start : finding.end]))
            born = identity.born_on(number, on=on)
            if born is not None and identity.is_minor(born, on=on):
                yield Finding(finding.start, finding.end, Kind.MINOR, finding.level, finding.masked)
